/** What other features use of the queue. */
export { default as RoomLine } from "./RoomLine.vue";

/** What other features show of tasks. */
export { default as ServedTasks } from "./parts/ServedTasks.vue";
export { default as TodayLine } from "./parts/TodayLine.vue";

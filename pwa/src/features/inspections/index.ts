/** What other features use of inspections. */
export { articleWords } from "./model/article";
export { default as ToConfirmLine } from "./parts/ToConfirmLine.vue";
export { compressPhoto, UnreadablePhoto } from "./photos";

/** What other features use of inspections. */
export { articleWords } from "./model/article";
export { compressPhoto, UnreadablePhoto } from "./photos";

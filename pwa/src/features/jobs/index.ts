export { default as ExportButton } from "./ExportButton.vue";
export { nextPause } from "./useWatch";
export { shareWords } from "./wording";

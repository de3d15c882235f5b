/** Papers, for the pages of what they are about: `<PapersOf :about="{ inspection_id }" />` or of a notice. */
export { default as PapersOf } from "./PapersOf.vue";

/** What other features show of warnings. */
export { default as WarningBell } from "./WarningBell.vue";

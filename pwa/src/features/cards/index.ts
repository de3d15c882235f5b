/** Cards: what other features may use of them. */
export { default as ElectronicCards } from "./ElectronicCards.vue";
/** The whole screen in white for a code that somebody else scans. */
export { default as FullScreen } from "./own/FullScreen.vue";

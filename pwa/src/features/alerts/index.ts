/** What other features show of alerts. */
export { default as AlertCount } from "./AlertCount.vue";

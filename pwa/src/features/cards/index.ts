/** Cards: what other features may use of them. */
export { default as ElectronicCards } from "./ElectronicCards.vue";

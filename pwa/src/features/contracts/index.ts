/** Contracts: what the page of a site shows of them. */
export { default as SiteNeeds } from "./SiteNeeds.vue";

/** What surrounds the pages once somebody is signed in; the first screen does not load it. */
export { default as Banners } from "./Banners.vue";
export { default as NavBar } from "./NavBar.vue";
export { default as TopBar } from "./TopBar.vue";

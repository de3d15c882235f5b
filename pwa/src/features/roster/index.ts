/** Roster: what other features may use of it. */
export { findSites, listClients, listSiteRoster, listUnitSites } from "./api";
export { everyItem } from "./everyItem";
export { default as UnitSwitch } from "./UnitSwitch.vue";
export { useOwnUnit } from "./useUnit";
export { LEAVING_REASONS } from "./checks";

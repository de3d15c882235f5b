/** Roster: what other features may use of it. */
export { findSites, listSiteRoster, listUnitSites } from "./api";
export { LEAVING_REASONS } from "./checks";

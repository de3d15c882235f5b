/** Places to visit: sites, and units without one of their sites. */
import type { Position, Site, UnitSummary } from "@/api/types";
import { nearestSites } from "@/offline";
import type { DraftSite, DraftUnit } from "./draft";

export interface Place {
  unit: DraftUnit;
  site: DraftSite | null;
  distance_m: number | null;
}

/** Enough to choose from with a thumb; whoever needs more types another letter. */
export const MOST_PLACES = 30;

export function placeOfSite(site: Site): Place {
  return {
    // A site's own unit: its address is not in the answer, and the record does not need it.
    unit: { id: site.unit_id, name: site.unit_name, kind: site.unit_kind, address: "" },
    site: { id: site.id, name: site.name, address: site.address, client_name: site.client_name },
    distance_m: site.distance_m,
  };
}

export function placeOfUnit(unit: UnitSummary): Place {
  return { unit: { id: unit.id, name: unit.name, kind: unit.kind, address: unit.address }, site: null, distance_m: null };
}

function contains(query: string, ...texts: (string | null)[]): boolean {
  const wanted = query.trim().toLowerCase();
  return texts.some((text) => text !== null && text.toLowerCase().includes(wanted));
}

/** Places among those the phone carries, nearest first; units follow, and only when something is searched. */
export function findPlaces(sites: Site[], units: UnitSummary[], query: string, position: Position | null): Place[] {
  const found = sites.filter(
    (site) => site.status === "active" && contains(query, site.name, site.unit_name, site.client_name, site.address),
  );
  const near = (position ? nearestSites(found, position) : found).map(placeOfSite);
  const named = query.trim() === "" ? [] : units.filter((unit) => contains(query, unit.name, unit.uscc)).map(placeOfUnit);
  return [...near, ...named].slice(0, MOST_PLACES);
}

/**
 * Places, colleagues, rosters and checklists: from the server where it answers, else from the
 * field pack on the phone. A refusal by the server is no reason to look on the phone.
 */
import { ApiProblem, NetworkError } from "@/api";
import type { Checklist, Id, Officer, Position, UnitKind } from "@/api/types";
import { getFieldPack, type StoredFieldPack } from "@/offline";
import { getSiteRoster, listChecklists, searchOfficers, searchSites, searchUnits } from "./api";
import { findOfficers, newestChecklist, rosterPersonOf } from "./model/lookups";
import { findPlaces, MOST_PLACES, placeOfSite, placeOfUnit, type Place } from "./model/places";
import type { RosterPerson } from "./model/draft";

export interface Found<T> {
  value: T;
  /** When the phone's copy was made; null when the server answered. */
  from_phone: string | null;
}

function isSilence(error: unknown): boolean {
  if (error instanceof NetworkError) return error.kind !== "aborted";
  return error instanceof ApiProblem && error.status >= 500;
}

/** Asks the server, then the phone. Null: no answer from either. @throws ApiProblem, NetworkError (aborted) */
async function ask<T>(online: () => Promise<T>, fromPack: (pack: StoredFieldPack) => T | null): Promise<Found<T> | null> {
  try {
    if (navigator.onLine) return { value: await online(), from_phone: null };
  } catch (error) {
    if (!isSilence(error)) throw error;
  }
  const pack = await getFieldPack().catch(() => null);
  const value = pack ? fromPack(pack) : null;
  return pack && value !== null ? { value, from_phone: pack.as_of } : null;
}

export function findPlacesAnywhere(q: string, position: Position | null, signal: AbortSignal): Promise<Found<Place[]> | null> {
  return ask(
    async () => {
      const units = q.trim() === "" ? Promise.resolve([]) : searchUnits(q, signal);
      const [sites, named] = await Promise.all([searchSites(q, position, signal), units]);
      const open = sites.filter((site) => site.status === "active");
      return [...open.map(placeOfSite), ...named.map(placeOfUnit)].slice(0, MOST_PLACES);
    },
    (pack) => findPlaces(pack.sites, pack.units, q, position),
  );
}

export function findOfficersAnywhere(q: string, signal: AbortSignal): Promise<Found<Officer[]> | null> {
  return ask(() => searchOfficers(q, signal), (pack) => findOfficers(pack.officers, q));
}

/** The roster of a site; null when it cannot be had now. */
export function findRoster(siteId: Id): Promise<Found<RosterPerson[]> | null> {
  return ask(
    async () => (await getSiteRoster(siteId)).map(rosterPersonOf),
    (pack) => pack.rosters.find((roster) => roster.site_id === siteId)?.entries ?? null,
  );
}

/** The checklist in force on a day; null when it cannot be had now. */
export async function findChecklist(kind: UnitKind, on: string): Promise<Checklist | null> {
  const found = await ask(() => listChecklists(kind, on), (pack) => pack.checklists);
  return found ? newestChecklist(found.value, kind, on) : null;
}

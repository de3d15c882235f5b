/**
 * Places, colleagues, rosters and checklists: from the server where it answers, else from the
 * field pack on the phone, which the officer is asked to unlock. A refusal by the server is no reason to look on the phone.
 */
import { ApiProblem, NetworkError } from "@/api";
import type { Checklist, GuardFinding, Id, Officer, Position, UnitKind } from "@/api/types";
import { openFieldPack, type StoredFieldPack } from "@/offline";
import { getNotice, getRules, getSite, getSiteRoster, getUnit, searchOfficers, searchSites, searchUnits } from "./api";
import { findOfficers, newestChecklist, rosterPersonOf } from "./model/lookups";
import { findPlaces, MOST_PLACES, placeOfSite, placeOfUnit, type Place } from "./model/places";
import type { DraftNotice, DraftNoticeItem, RosterPerson } from "./model/draft";

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
  const pack = await openFieldPack().catch(() => null);
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

/** The checklist in force on a day, and what can be found wrong with guards; null when they cannot be had now. */
export async function findRules(kind: UnitKind, on: string): Promise<{ checklist: Checklist | null; findings: GuardFinding[] } | null> {
  const found = await ask(
    () => getRules(kind, on),
    (pack) => ({ items: pack.checklists, guard_findings: pack.guard_findings ?? [] }),
  );
  return found && { checklist: newestChecklist(found.value.items, kind, on), findings: found.value.guard_findings };
}

/** The place with these ids; null when it cannot be had now. */
export async function findPlace(unitId: Id, siteId: Id | null): Promise<Place | null> {
  if (siteId !== null) {
    const site = await ask(() => getSite(siteId), (pack) => pack.sites.find(({ id }) => id === siteId) ?? null);
    return site && placeOfSite(site.value);
  }
  const unit = await ask(() => getUnit(unitId), (pack) => pack.units.find(({ id }) => id === unitId) ?? null);
  return unit && placeOfUnit(unit.value);
}

function noticeItemOf({ id, position, article, text, text_en, answer }: DraftNoticeItem): DraftNoticeItem {
  return { id, position, article, text, text_en, answer };
}

/** The notice that a visit re-checks, with what is not corrected yet; null when it cannot be had now. */
export async function findNotice(id: Id): Promise<DraftNotice | null> {
  const found = await ask(() => getNotice(id), (pack) => pack.notices?.find((one) => one.id === id) ?? null);
  if (!found) return null;
  const { number, due_on, items } = found.value;
  return { id, number, due_on, items: items.filter(({ state }) => state !== "corrected").map(noticeItemOf) };
}

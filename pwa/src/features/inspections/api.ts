/** What the inspection screens ask the server. */
import { get } from "@/api";
import type {
  Checklist, GuardFinding, Id, Inspection, InspectionResult, InspectionSummary, Officer, Page, Position, Notice, SeenElsewhere, Site,
  SiteRosterEntry, ToConfirm, UnitKind, UnitSummary,
} from "@/api/types";

/** Somebody stands in the rain: what does not answer by then is taken from the phone. */
const PATIENCE_MS = 5000;

export interface InspectionFilter {
  result?: InspectionResult | "";
  unit_id?: Id;
  site_id?: Id;
}

export function listInspections(filter: InspectionFilter, cursor: string | undefined, signal: AbortSignal): Promise<Page<InspectionSummary>> {
  return get("/api/inspections", { query: { ...filter, cursor }, signal });
}

/** One record with its checklist as it was then. @throws ApiProblem not_found outside one's reach */
export function getInspection(id: Id, signal?: AbortSignal): Promise<Inspection> {
  return get(`/api/inspections/${id}`, signal ? { signal } : {});
}

/** Address of a photo or signature of a record. */
export function mediaUrl(inspectionId: Id, mediaId: Id): string {
  return `/api/inspections/${inspectionId}/media/${mediaId}`;
}

export async function searchSites(q: string, position: Position | null, signal: AbortSignal): Promise<Site[]> {
  const near = position ? { latitude: position.latitude, longitude: position.longitude } : {};
  return (await get<Page<Site>>("/api/sites", { query: { q, ...near }, signal, timeoutMs: PATIENCE_MS })).items;
}

export async function searchUnits(q: string, signal: AbortSignal): Promise<UnitSummary[]> {
  return (await get<Page<UnitSummary>>("/api/units", { query: { q }, signal, timeoutMs: PATIENCE_MS })).items;
}

export async function searchOfficers(q: string, signal: AbortSignal): Promise<Officer[]> {
  return (await get<Page<Officer>>("/api/officers", { query: { q }, signal, timeoutMs: PATIENCE_MS })).items;
}

export async function getSiteRoster(siteId: Id): Promise<SiteRosterEntry[]> {
  return (await get<{ items: SiteRosterEntry[] }>(`/api/sites/${siteId}/roster`, { timeoutMs: PATIENCE_MS })).items;
}

export interface Rules {
  items: Checklist[];
  guard_findings: GuardFinding[];
}

/** What is looked at in a kind of unit, and what can be found wrong with guards. */
export function getRules(unitKind: UnitKind, on: string): Promise<Rules> {
  return get("/api/checklists", { query: { unit_kind: unitKind, on }, timeoutMs: PATIENCE_MS });
}

/** Records that name the officer and that he has not confirmed. */
export async function listToConfirm(): Promise<ToConfirm[]> {
  return (await get<{ items: ToConfirm[] }>("/api/own/confirmations", { timeoutMs: PATIENCE_MS })).items;
}

/** Where the card of an own check was seen too short a time before; null: nowhere. @throws ApiProblem not_found after a day */
export async function getSeenElsewhere(verificationId: Id): Promise<SeenElsewhere | null> {
  return (await get<{ elsewhere: SeenElsewhere | null }>(`/api/verifications/${verificationId}/elsewhere`, { timeoutMs: PATIENCE_MS })).elsewhere;
}

export const getSite = (id: Id): Promise<Site> => get(`/api/sites/${id}`, { timeoutMs: PATIENCE_MS });
export const getUnit = (id: Id): Promise<UnitSummary> => get(`/api/units/${id}`, { timeoutMs: PATIENCE_MS });
export const getNotice = (id: Id): Promise<Notice> => get(`/api/notices/${id}`, { timeoutMs: PATIENCE_MS });

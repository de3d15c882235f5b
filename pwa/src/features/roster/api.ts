import { command, get, getTagged, search, type Answer } from "@/api/client";
import type {
  CertificateState,
  Client,
  Employment,
  Id,
  IsoDate,
  LeavingReason,
  Page,
  RosterEntry,
  Site,
  SiteRosterEntry,
  SiteStatus,
  WholeClient,
} from "@/api/types";

export interface RosterQuery {
  q?: string;
  certificate_state?: CertificateState;
  site_id?: Id;
}

/** A guard is hired by one of two numbers, and the name as a second look. */
export interface HireInput {
  identity_number?: string;
  certificate_number?: string;
  name: string;
  position: string;
  started_on: IsoDate;
}

export interface SiteInput {
  name: string;
  address: string;
  division_code: string;
  client_id: Id | null;
  latitude: number | null;
  longitude: number | null;
}

export interface SiteQuery {
  q?: string;
  unit_id?: Id;
  latitude?: number;
  longitude?: number;
}

export interface ClientInput {
  name: string;
  uscc: string | null;
  kind: string | null;
  contact_name: string | null;
  contact_phone: string | null;
}

const signalled = (signal?: AbortSignal): { signal?: AbortSignal } => (signal ? { signal } : {});

export function searchRoster(
  unitId: Id,
  query: RosterQuery,
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<RosterEntry>> {
  const body = { ...query, ...(cursor && { cursor }) };
  return search(`/api/units/${unitId}/roster/search`, body, signalled(signal));
}

export function hire(
  unitId: Id,
  input: HireInput,
  idempotencyKey: string,
): Promise<Answer<RosterEntry>> {
  return command("POST", `/api/units/${unitId}/employments`, input, { idempotencyKey });
}

/** Ends an employment and, with it, every posting of the guard by this unit. */
export function leave(
  employmentId: Id,
  input: { ended_on: IsoDate; leaving_reason: LeavingReason; leaving_note: string },
  idempotencyKey: string,
): Promise<Answer<Employment>> {
  return command("POST", `/api/employments/${employmentId}/leaving`, input, { idempotencyKey });
}

export function post(
  siteId: Id,
  input: { employment_id: Id; started_on: IsoDate },
  idempotencyKey: string,
): Promise<Answer<unknown>> {
  return command("POST", `/api/sites/${siteId}/postings`, input, { idempotencyKey });
}

export function endPosting(
  postingId: Id,
  input: { ended_on: IsoDate },
  idempotencyKey: string,
): Promise<Answer<unknown>> {
  return command("POST", `/api/postings/${postingId}/ending`, input, { idempotencyKey });
}

export function listClients(
  unitId: Id,
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<Client>> {
  return get(`/api/units/${unitId}/clients`, {
    query: { cursor, limit: 100 },
    ...signalled(signal),
  });
}

export function createClient(
  unitId: Id,
  input: ClientInput,
  idempotencyKey: string,
): Promise<Answer<Client>> {
  return command("POST", `/api/units/${unitId}/clients`, input, { idempotencyKey });
}

/** One client with the contact's number, to be changed. */
export function getClient(id: Id): Promise<Answer<WholeClient>> {
  return getTagged(`/api/clients/${id}`);
}

/** Changes the named fields of the version that was read. 412 when someone changed it meanwhile. */
export function changeClient(
  id: Id,
  change: Partial<ClientInput>,
  ifMatch: string,
  idempotencyKey: string,
): Promise<Answer<WholeClient>> {
  return command("PATCH", `/api/clients/${id}`, change, { ifMatch, idempotencyKey });
}

export function listUnitSites(
  unitId: Id,
  status: SiteStatus | "",
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<Site>> {
  return get(`/api/units/${unitId}/sites`, { query: { status, cursor }, ...signalled(signal) });
}

export function findSites(
  query: SiteQuery,
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<Site>> {
  return get("/api/sites", { query: { ...query, cursor }, ...signalled(signal) });
}

export function getSite(id: Id, signal?: AbortSignal): Promise<Answer<Site>> {
  return getTagged(`/api/sites/${id}`, signalled(signal));
}

export function createSite(
  unitId: Id,
  input: SiteInput,
  idempotencyKey: string,
): Promise<Answer<Site>> {
  return command("POST", `/api/units/${unitId}/sites`, input, { idempotencyKey });
}

/** Changes the named fields of the version that was read. 412 when someone changed it meanwhile. */
export function changeSite(
  id: Id,
  change: Partial<SiteInput>,
  ifMatch: string,
  idempotencyKey: string,
): Promise<Answer<Site>> {
  return command("PATCH", `/api/sites/${id}`, change, { ifMatch, idempotencyKey });
}

/** Closes a site; guards posted there stay employed. */
export function closeSite(
  id: Id,
  input: { reason: string },
  idempotencyKey: string,
): Promise<Answer<Site>> {
  return command("POST", `/api/sites/${id}/closure`, input, { idempotencyKey });
}

export async function listSiteRoster(id: Id, signal?: AbortSignal): Promise<SiteRosterEntry[]> {
  return (await get<{ items: SiteRosterEntry[] }>(`/api/sites/${id}/roster`, signalled(signal)))
    .items;
}

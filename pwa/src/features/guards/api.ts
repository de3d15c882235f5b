import { command, get, getTagged, search, type Answer } from "@/api/client";
import type {
  Certificate,
  CertificateState,
  Employment,
  Guard,
  GuardDisclosure,
  GuardInput,
  GuardStatus,
  GuardSummary,
  Id,
  Page,
} from "@/api/types";

export interface GuardQuery {
  q?: string;
  unit_id?: Id;
  certificate_state?: CertificateState;
}

/** What may be changed about a guard; the identity number never changes. */
export interface GuardChange {
  name: string;
  phone: string;
  education: Guard["education"];
  address: string;
  status: GuardStatus;
}

/** Large pictures over a weak signal take their time. */
const PHOTO_TIMEOUT_MS = 60_000;

export function searchGuards(
  query: GuardQuery,
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<GuardSummary>> {
  return search(
    "/api/guards/search",
    { ...query, ...(cursor && { cursor }) },
    signal ? { signal } : {},
  );
}

export function getGuard(id: Id, signal?: AbortSignal): Promise<Answer<Guard>> {
  return getTagged(`/api/guards/${id}`, signal ? { signal } : {});
}

export function registerGuard(input: GuardInput, idempotencyKey: string): Promise<Answer<Guard>> {
  return command("POST", "/api/guards", input, { idempotencyKey });
}

/** Changes the named fields of the version that was read. 412 when someone changed it meanwhile. */
export function changeGuard(
  id: Id,
  change: Partial<GuardChange>,
  ifMatch: string,
  idempotencyKey: string,
): Promise<Answer<Guard>> {
  return command("PATCH", `/api/guards/${id}`, change, { ifMatch, idempotencyKey });
}

/** Answers the whole identity number and phone; the server writes down who asked and why. */
export async function discloseGuard(
  id: Id,
  reason: string,
  idempotencyKey: string,
): Promise<GuardDisclosure> {
  const path = `/api/guards/${id}/disclosure`;
  return (await command<GuardDisclosure>("POST", path, { reason }, { idempotencyKey })).data;
}

export function putPhoto(id: Id, photo: Blob, idempotencyKey: string): Promise<Answer<Guard>> {
  const options = { idempotencyKey, timeoutMs: PHOTO_TIMEOUT_MS };
  return command("PUT", `/api/guards/${id}/photo`, photo, options);
}

/** The photo's address; the version makes a new photo appear at once. */
export function photoUrl(guard: Pick<Guard, "id"> & { updated_at?: string }): string {
  const version = guard.updated_at ? `?v=${encodeURIComponent(guard.updated_at)}` : "";
  return `/api/guards/${guard.id}/photo${version}`;
}

export async function listGuardCertificates(id: Id, signal?: AbortSignal): Promise<Certificate[]> {
  const path = `/api/guards/${id}/certificates`;
  return (await get<{ items: Certificate[] }>(path, signal ? { signal } : {})).items;
}

export async function listEmployments(id: Id, signal?: AbortSignal): Promise<Employment[]> {
  const path = `/api/guards/${id}/employments`;
  return (await get<{ items: Employment[] }>(path, signal ? { signal } : {})).items;
}

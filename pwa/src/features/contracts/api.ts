/** What is asked about contracts and needs. */
import { command, get, getTagged, type Answer } from "@/api/client";
import type {
  Contract,
  ContractState,
  ContractSummary,
  Id,
  IsoDate,
  Page,
  ContractPaperKind,
  PointAnswer,
  PostNeed,
  Service,
  Site,
  SiteNeeds,
  StoredDocument,
} from "@/api/types";

export interface ContractQuery {
  q?: string;
  state?: ContractState | "";
}

export interface ContractInput {
  client_id: Id;
  number: string;
  services: Service[];
  starts_on: IsoDate;
  ends_on: IsoDate;
  province_code: string | null;
}

export interface NeedsInput {
  contract_id: Id | null;
  venue: string | null;
  posts: PostNeed[];
}

/** A scanned contract over a slow line. */
const SENDING_MS = 120_000;
const MANY = 100;

const signalled = (signal?: AbortSignal): { signal?: AbortSignal } => (signal ? { signal } : {});

export function listContracts(unitId: Id, query: ContractQuery, cursor?: string, signal?: AbortSignal): Promise<Page<ContractSummary>> {
  return get(`/api/units/${unitId}/contracts`, { query: { ...query, cursor }, ...signalled(signal) });
}

/** The contracts of a unit that can still be performed, for a choice. */
export async function listOpenContracts(unitId: Id): Promise<ContractSummary[]> {
  const pages = await Promise.all(
    (["signed", "draft"] as const).map((state) =>
      get<Page<ContractSummary>>(`/api/units/${unitId}/contracts`, { query: { state, limit: MANY } }),
    ),
  );
  return pages.flatMap(({ items }) => items);
}

export function getContract(id: Id, signal?: AbortSignal): Promise<Answer<Contract>> {
  return getTagged(`/api/contracts/${id}`, signalled(signal));
}

export function createContract(unitId: Id, input: ContractInput, idempotencyKey: string): Promise<Answer<Contract>> {
  return command("POST", `/api/units/${unitId}/contracts`, input, { idempotencyKey });
}

export function changeContract(id: Id, change: Partial<ContractInput>, ifMatch: string, idempotencyKey: string): Promise<Answer<Contract>> {
  return command("PATCH", `/api/contracts/${id}`, change, { ifMatch, idempotencyKey });
}

export function answerPoint(
  id: Id,
  input: { point: string; answer: PointAnswer; note: string },
  idempotencyKey: string,
): Promise<Answer<Contract>> {
  return command("POST", `/api/contracts/${id}/checks`, input, { idempotencyKey });
}

export function signContract(id: Id, input: { signed_on: IsoDate }, idempotencyKey: string): Promise<Answer<Contract>> {
  return command("POST", `/api/contracts/${id}/signing`, input, { idempotencyKey });
}

export function terminateContract(id: Id, input: { ended_on: IsoDate; reason: string }, idempotencyKey: string): Promise<Answer<Contract>> {
  return command("POST", `/api/contracts/${id}/termination`, input, { idempotencyKey });
}

export function handInFiling(
  id: Id,
  input: { handed_in_on: IsoDate; receipt: string | null },
  idempotencyKey: string,
): Promise<Answer<Contract>> {
  return command("POST", `/api/contracts/${id}/filing`, input, { idempotencyKey });
}

/** Sends a file; a record must name it within a day. */
export function sendDocument(unitId: Id, file: Blob, idempotencyKey: string): Promise<Answer<StoredDocument>> {
  return command("POST", "/api/documents", file, { query: { unit_id: unitId }, idempotencyKey, timeoutMs: SENDING_MS });
}

export function addPaper(
  id: Id,
  input: { document_id: Id; kind: ContractPaperKind; title: string },
  idempotencyKey: string,
): Promise<Answer<Contract>> {
  return command("POST", `/api/contracts/${id}/documents`, input, { idempotencyKey });
}

export function removePaper(id: Id, documentId: Id, idempotencyKey: string): Promise<Answer<Contract>> {
  return command("DELETE", `/api/contracts/${id}/documents/${documentId}`, undefined, { idempotencyKey });
}

export function paperUrl(id: Id, documentId: Id): string {
  return `/api/contracts/${id}/documents/${documentId}`;
}

export function getNeeds(siteId: Id, signal?: AbortSignal): Promise<Answer<SiteNeeds>> {
  return getTagged(`/api/sites/${siteId}/needs`, signalled(signal));
}

export function setNeeds(siteId: Id, input: NeedsInput, ifMatch: string, idempotencyKey: string): Promise<Answer<SiteNeeds>> {
  return command("PUT", `/api/sites/${siteId}/needs`, input, { ifMatch, idempotencyKey });
}

export function getSite(id: Id): Promise<Site> {
  return get(`/api/sites/${id}`);
}

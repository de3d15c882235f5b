import { command, get, search, send, type Answer } from "@/api/client";
import type {
  CardBatch,
  CardBatchSummary,
  CardChoice,
  CardCode,
  CardDesign,
  CardFailure,
  CardLayout,
  CardTemplate,
  CardTemplateSummary,
  ElectronicCards,
  Id,
  Job,
  Page,
} from "@/api/types";

const PREVIEW_TIMEOUT_MS = 30_000;

export async function countCards(choice: CardChoice, signal?: AbortSignal): Promise<number> {
  return (await search<{ cards: number }>("/api/card-batches/count", choice, signal ? { signal } : {})).cards;
}

export function printCards(choice: CardChoice, layout: CardLayout, idempotencyKey: string): Promise<Answer<CardBatch>> {
  return command("POST", "/api/card-batches", { ...choice, layout }, { idempotencyKey });
}

export function listBatches(cursor?: string, signal?: AbortSignal): Promise<Page<CardBatchSummary>> {
  return get("/api/card-batches", { query: { cursor }, ...(signal && { signal }) });
}

export function getBatch(id: Id, signal?: AbortSignal): Promise<CardBatch> {
  return get(`/api/card-batches/${id}`, signal ? { signal } : {});
}

export function listFailures(id: Id, cursor?: string, signal?: AbortSignal): Promise<Page<CardFailure>> {
  return get(`/api/card-batches/${id}/failures`, { query: { cursor, limit: 100 }, ...(signal && { signal }) });
}

export function cancelBatch(jobId: Id, idempotencyKey: string): Promise<Answer<Job>> {
  return command("POST", `/api/jobs/${jobId}/cancellation`, {}, { idempotencyKey });
}

export function sheetUrl(id: Id, number: number): string {
  return `/api/card-batches/${id}/files/${number}`;
}

export function getTemplate(agencyCode: string, version?: number, signal?: AbortSignal): Promise<CardTemplate> {
  return get(`/api/agencies/${agencyCode}/card-template`, { query: { version }, ...(signal && { signal }) });
}

export async function listTemplates(agencyCode: string): Promise<CardTemplateSummary[]> {
  return (await get<{ items: CardTemplateSummary[] }>(`/api/agencies/${agencyCode}/card-templates`)).items;
}

export function saveTemplate(
  agencyCode: string,
  design: CardDesign,
  basedOn: number,
  idempotencyKey: string,
): Promise<Answer<CardTemplate>> {
  const path = `/api/agencies/${agencyCode}/card-templates`;
  return command("POST", path, { ...design, based_on: basedOn }, { idempotencyKey });
}

export interface Preview {
  front: string;
  back: string;
}

export function previewTemplate(agencyCode: string, design: CardDesign, signal: AbortSignal): Promise<Preview> {
  const path = `/api/agencies/${agencyCode}/card-templates/preview`;
  return search(path, design, { signal, timeoutMs: PREVIEW_TIMEOUT_MS });
}

/** A one-time code. No command: its answer is a secret that the server keeps nowhere. */
export function makeCardCode(guardId: Id): Promise<CardCode> {
  return send("POST", `/api/guards/${guardId}/card-codes`);
}

export function listElectronicCards(guardId: Id, signal?: AbortSignal): Promise<ElectronicCards> {
  return get(`/api/guards/${guardId}/electronic-cards`, signal ? { signal } : {});
}

export function removeElectronicCard(id: Id): Promise<void> {
  return send("DELETE", `/api/electronic-cards/${id}`);
}

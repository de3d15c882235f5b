import { command, get, getTagged, search, searchFile, send, type Answer } from "@/api";
import type { BulkCheck, Id, Page, Watch, WatchedNumber, WatchInput } from "@/api/types";

/** A list of 5,000 numbers takes longer than one record over a weak line. */
const timeoutMs = 60_000;

export function checkNumbers(numbers: string): Promise<BulkCheck> {
  return search("/api/certificate-checks", { numbers }, { timeoutMs });
}

/** kind: the ending of the file's name; the name itself stays here. */
export function checkFile(file: Blob, kind: string): Promise<BulkCheck> {
  const bytes = new Blob([file], { type: "application/octet-stream" });
  return send("POST", "/api/certificate-checks/file", bytes, { query: { kind }, timeoutMs });
}

export function checkIntoWorkbook(numbers: string, language: string): Promise<Blob> {
  return searchFile("/api/certificate-checks/workbook", { numbers, language }, { timeoutMs });
}

export function listWatches(unitId: Id, cursor: string | undefined, signal: AbortSignal): Promise<Page<Watch>> {
  return get(`/api/units/${unitId}/watches`, { query: { cursor }, signal });
}

export function getWatch(id: Id, signal?: AbortSignal): Promise<Answer<Watch>> {
  return getTagged(`/api/watches/${id}`, signal ? { signal } : {});
}

export function listNumbers(id: Id, changed: boolean, cursor: string | undefined, signal: AbortSignal): Promise<Page<WatchedNumber>> {
  return get(`/api/watches/${id}/numbers`, { query: { cursor, limit: 100, ...(changed && { changed }) }, signal });
}

export function beginWatching(unitId: Id, input: WatchInput, idempotencyKey: string): Promise<Answer<Watch>> {
  return command("POST", `/api/units/${unitId}/watches`, input, { idempotencyKey, timeoutMs });
}

export function changeWatch(id: Id, change: Partial<WatchInput>, ifMatch: string, idempotencyKey: string): Promise<Answer<Watch>> {
  return command("PATCH", `/api/watches/${id}`, change, { ifMatch, idempotencyKey, timeoutMs });
}

export function takeNote(id: Id, idempotencyKey: string): Promise<Answer<Watch>> {
  return command("POST", `/api/watches/${id}/note`, {}, { idempotencyKey, timeoutMs });
}

export function stopWatching(id: Id): Promise<void> {
  return send("DELETE", `/api/watches/${id}`);
}

import { command, get, getTagged, type Answer } from "@/api/client";
import type { Id, Import, ImportMode, ImportRow, ImportSummary, Mapping, Page, RowValues, RowVerdict } from "@/api/types";

/** A workbook over a weak line, and the server's first look at it. */
const UPLOAD_TIMEOUT_MS = 180_000;

/** Rows of one page of the preview. */
const ROWS = 50;

const signalled = (signal?: AbortSignal): { signal?: AbortSignal } => (signal ? { signal } : {});

export function listImports(unitId: Id, cursor?: string, signal?: AbortSignal): Promise<Page<ImportSummary>> {
  return get(`/api/units/${unitId}/imports`, { query: { cursor }, ...signalled(signal) });
}

/** By the name's ending: many phones know no type of their own for these. */
const TYPES: Readonly<Record<string, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xls: "application/vnd.ms-excel",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  tsv: "text/tab-separated-values",
};

/** Hands a file in, as it is. @throws ApiProblem sheet.*, body.too_large, import.*; NetworkError */
export function startImport(unitId: Id, mode: ImportMode, file: File, idempotencyKey: string): Promise<Answer<Import>> {
  const ending = file.name.slice(file.name.lastIndexOf(".") + 1).toLowerCase();
  return command("POST", `/api/units/${unitId}/imports`, file.slice(0, file.size, TYPES[ending] ?? "text/csv"), {
    query: { mode },
    headers: { "X-File-Name": encodeURIComponent(file.name) },
    idempotencyKey,
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
}

export function getImport(id: Id, signal?: AbortSignal): Promise<Answer<Import>> {
  return getTagged(`/api/imports/${id}`, signalled(signal));
}

/** Says what the columns are; the rows are checked anew. 412 when someone changed it meanwhile. */
export function putMapping(id: Id, input: Mapping, ifMatch: string, idempotencyKey: string): Promise<Answer<Import>> {
  return command("PUT", `/api/imports/${id}/mapping`, input, { ifMatch, idempotencyKey });
}

export function listRows(id: Id, verdict: RowVerdict, cursor?: string, signal?: AbortSignal): Promise<Page<ImportRow>> {
  return get(`/api/imports/${id}/rows`, { query: { verdict, cursor, limit: ROWS }, ...signalled(signal) });
}

/** One row with its numbers whole, to be corrected. */
export function getRow(id: Id, number: number, signal?: AbortSignal): Promise<ImportRow> {
  return get(`/api/imports/${id}/rows/${number}`, signalled(signal));
}

/** Corrects a row: all its cells as they ought to be. The answer is the row checked again. */
export function changeRow(id: Id, number: number, values: RowValues, idempotencyKey: string): Promise<Answer<ImportRow>> {
  return command("PATCH", `/api/imports/${id}/rows/${number}`, { values }, { idempotencyKey });
}

export function applyImport(
  id: Id,
  input: { only_good: boolean; confirm_leaving?: number },
  idempotencyKey: string,
): Promise<Answer<Import>> {
  return command("POST", `/api/imports/${id}/application`, input, { idempotencyKey });
}

export function undoImport(id: Id, idempotencyKey: string): Promise<Answer<Import>> {
  return command("POST", `/api/imports/${id}/undoing`, {}, { idempotencyKey });
}

export function cancelImport(id: Id, idempotencyKey: string): Promise<Answer<Import>> {
  return command("POST", `/api/imports/${id}/cancellation`, {}, { idempotencyKey });
}

/** The refused rows as the same workbook, with the reasons beside the cells. */
export function refusedUrl(id: Id, language: string): string {
  return `/api/imports/${id}/refused?language=${language}`;
}

/** A workbook to fill in. */
export function templateUrl(language: string): string {
  return `/api/imports/template?language=${language}`;
}

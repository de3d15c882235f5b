import { command, get, send, type Answer } from "@/api/client";
import type { GuardFile, Id, SiteCheck } from "@/api/types";
import type { SectionName } from "./sections";

/** Papers over a weak line take their time. */
const PAPER_TIMEOUT_MS = 60_000;

export function getFile(employmentId: Id, signal?: AbortSignal): Promise<GuardFile> {
  return get(`/api/employments/${employmentId}/file`, signal ? { signal } : {});
}

export async function listChecks(employmentId: Id, signal?: AbortSignal): Promise<SiteCheck[]> {
  const path = `/api/employments/${employmentId}/checks`;
  return (await get<{ items: SiteCheck[] }>(path, signal ? { signal } : {})).items;
}

const pathOf = (section: SectionName): string => section.replace("_", "-");

/** Writes a new entry, or replaces what the entry of that id and version says. */
export function saveEntry(
  employmentId: Id,
  section: SectionName,
  entry: { id: Id; version: number } | null,
  input: object,
  idempotencyKey: string,
): Promise<Answer<unknown>> {
  if (entry === null) {
    const path = `/api/employments/${employmentId}/${pathOf(section)}`;
    return command("POST", path, input, { idempotencyKey });
  }
  const options = { idempotencyKey, ifMatch: `"${entry.version}"` };
  return command("PATCH", `/api/${pathOf(section)}/${entry.id}`, input, options);
}

export function strikeEntry(section: SectionName, id: Id): Promise<unknown> {
  return send("DELETE", `/api/${pathOf(section)}/${id}`);
}

/** Sends a PDF or a picture, which the entry then names. */
export async function sendPaper(unitId: Id, file: Blob, idempotencyKey: string): Promise<Id> {
  const options = { idempotencyKey, timeoutMs: PAPER_TIMEOUT_MS };
  const answer = await command<{ id: Id }>("POST", `/api/documents?unit_id=${unitId}`, file, options);
  return answer.data.id;
}

export const paperUrl = (contractId: Id): string => `/api/labour-contracts/${contractId}/document`;

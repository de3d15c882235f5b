import { command, get, type Answer } from "@/api";
import type { ConflictResolution, Id, Page, Quarantined, QuarantinedSummary, RecordConflict } from "@/api/types";

export type QuarantineList = "open" | "decided";
export type ConflictList = "open" | "settled";

export function listQuarantined(state: QuarantineList, cursor: string | undefined, signal: AbortSignal): Promise<Page<QuarantinedSummary>> {
  return get("/api/quarantine", { query: { state, cursor }, signal });
}

export function getQuarantined(id: Id, signal: AbortSignal): Promise<Quarantined> {
  return get(`/api/quarantine/${id}`, { signal });
}

export function decide(id: Id, how: "acceptance" | "rejection", note: string, idempotencyKey: string): Promise<Answer<Quarantined>> {
  return command("POST", `/api/quarantine/${id}/${how}`, { note }, { idempotencyKey });
}

export function listConflicts(state: ConflictList, cursor: string | undefined, signal: AbortSignal): Promise<Page<RecordConflict>> {
  return get("/api/conflicts", { query: { state, cursor }, signal });
}

export function getConflict(id: Id, signal: AbortSignal): Promise<RecordConflict> {
  return get(`/api/conflicts/${id}`, { signal });
}

export function settleConflict(
  id: Id, values: { resolution: ConflictResolution; superseded_id: Id | null; reason: string }, idempotencyKey: string,
): Promise<Answer<RecordConflict>> {
  return command("POST", `/api/conflicts/${id}/settlement`, values, { idempotencyKey });
}

import { command, get, type Answer } from "@/api";
import type { Id, Page, UnitWarning, WarningCount, WarningKind, WarningState } from "@/api/types";

export interface WarningFilter {
  state: WarningState;
  kind?: WarningKind | undefined;
}

export function listWarnings(filter: WarningFilter, cursor: string | undefined, signal: AbortSignal): Promise<Page<UnitWarning>> {
  return get("/api/warnings", { query: { ...filter, cursor }, signal });
}

export function countWarnings(): Promise<WarningCount> {
  return get("/api/warnings/count");
}

export function muteWarning(id: Id, until: string, idempotencyKey: string): Promise<Answer<UnitWarning>> {
  return command("POST", `/api/warnings/${id}/muting`, { until }, { idempotencyKey });
}

export function unmuteWarning(id: Id, idempotencyKey: string): Promise<Answer<UnitWarning>> {
  return command("POST", `/api/warnings/${id}/unmuting`, {}, { idempotencyKey });
}

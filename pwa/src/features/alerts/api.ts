import { command, get, type Answer } from "@/api";
import type { Alert, AlertOutcome, AlertState, Id, Page } from "@/api/types";

export function listAlerts(state: AlertState, cursor: string | undefined, signal: AbortSignal): Promise<Page<Alert>> {
  return get("/api/alerts", { query: { state, cursor }, signal });
}

export function getAlert(id: Id, signal: AbortSignal): Promise<Alert> {
  return get(`/api/alerts/${id}`, { signal });
}

export async function countAlerts(): Promise<number> {
  return (await get<{ open: number }>("/api/alerts/count")).open;
}

export function settleAlert(id: Id, outcome: AlertOutcome, reason: string, idempotencyKey: string): Promise<Answer<Alert>> {
  return command("POST", `/api/alerts/${id}/settlement`, { outcome, reason }, { idempotencyKey });
}

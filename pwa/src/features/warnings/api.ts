import { command, get, type Answer } from "@/api";
import type { DigestInput, Id, OwnDigest, OwnPush, Page, PushSubscriptionInput, UnitWarning, WarningCount, WarningKind, WarningState } from "@/api/types";

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

export function getOwnPush(signal: AbortSignal): Promise<OwnPush> {
  return get("/api/own/push", { signal });
}

export function subscribePush(subscription: PushSubscriptionInput, idempotencyKey: string): Promise<Answer<OwnPush>> {
  return command("POST", "/api/own/push", subscription, { idempotencyKey });
}

export function removePush(id: Id, idempotencyKey: string): Promise<Answer<OwnPush>> {
  return command("POST", "/api/own/push/removal", { id }, { idempotencyKey });
}

export function getOwnDigest(signal: AbortSignal): Promise<OwnDigest> {
  return get("/api/own/digest", { signal });
}

export function chooseDigest(chosen: DigestInput, idempotencyKey: string): Promise<Answer<OwnDigest>> {
  return command("POST", "/api/own/digest", chosen, { idempotencyKey });
}

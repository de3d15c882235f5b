import { command, get, type Answer } from "@/api/client";
import type { Id, IsoDate, Page, Transfer } from "@/api/types";

export type Direction = "" | "incoming" | "outgoing";

export interface TransferQuery {
  direction: Direction;
  state: "open" | "closed";
}

/** Whom to take over: one of two numbers, and the name as a second look. */
export interface TakeInput {
  identity_number?: string;
  certificate_number?: string;
  name: string;
  position: string;
  effective_on: IsoDate;
  note: string;
}

export interface SendInput {
  uscc: string;
  effective_on: IsoDate;
  note: string;
}

export function listTransfers(
  unitId: Id,
  query: TransferQuery,
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<Transfer>> {
  return get(`/api/units/${unitId}/transfers`, {
    query: { ...query, cursor },
    ...(signal && { signal }),
  });
}

export function getTransfer(id: Id, signal?: AbortSignal): Promise<Transfer> {
  return get(`/api/transfers/${id}`, signal ? { signal } : {});
}

export function take(unitId: Id, input: TakeInput, idempotencyKey: string): Promise<Answer<Transfer>> {
  return command("POST", `/api/units/${unitId}/transfers`, input, { idempotencyKey });
}

export function sendAway(
  employmentId: Id,
  input: SendInput,
  idempotencyKey: string,
): Promise<Answer<Transfer>> {
  return command("POST", `/api/employments/${employmentId}/transfers`, input, { idempotencyKey });
}

export type TransferAct = "acceptance" | "refusal" | "withdrawal";

export function actOn(
  id: Id,
  act: TransferAct,
  input: { position?: string; note?: string },
  idempotencyKey: string,
): Promise<Answer<Transfer>> {
  return command("POST", `/api/transfers/${id}/${act}`, input, { idempotencyKey });
}

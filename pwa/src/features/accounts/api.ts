import { command, get, getTagged, send, type Answer, type RequestOptions } from "@/api";
import type { Account, AccountInput, AccountWithPassword, Agency, Id, OwnSession, Page, Session, UnitSummary } from "@/api/types";

export interface AccountQuestion {
  q: string;
  role: string;
  status: string;
}

export type AccountAct = "disablement" | "enablement";

export function findAccounts(question: AccountQuestion, cursor: string | undefined, signal: AbortSignal): Promise<Page<Account>> {
  return get("/api/accounts", { query: { ...question, cursor }, signal });
}

export function getAccount(id: Id, signal?: AbortSignal): Promise<Answer<Account>> {
  return getTagged(`/api/accounts/${id}`, signal ? { signal } : {});
}

export function createAccount(input: AccountInput, idempotencyKey: string): Promise<Answer<AccountWithPassword>> {
  return command("POST", "/api/accounts", input, { idempotencyKey });
}

export function changeAccount(
  id: Id,
  changes: Partial<Pick<AccountInput, "name" | "police_number" | "agency_code">>,
  etag: string | null,
  idempotencyKey: string,
): Promise<Answer<Account>> {
  return command("PATCH", `/api/accounts/${id}`, changes, { idempotencyKey, ...(etag ? { ifMatch: etag } : {}) });
}

export function actOnAccount(id: Id, act: AccountAct, reason: string, idempotencyKey: string): Promise<Answer<Account>> {
  return command("POST", `/api/accounts/${id}/${act}`, { reason }, { idempotencyKey });
}

export function resetPassword(id: Id, reason: string, idempotencyKey: string): Promise<Answer<AccountWithPassword>> {
  return command("POST", `/api/accounts/${id}/password-reset`, { reason }, { idempotencyKey });
}

export function resetSecondFactor(id: Id, reason: string, idempotencyKey: string): Promise<Answer<Account>> {
  return command("POST", `/api/accounts/${id}/second-factor-reset`, { reason }, { idempotencyKey });
}

export async function changeOwnPassword(current: string, next: string): Promise<Session> {
  return send("PUT", "/api/own/password", { current_password: current, new_password: next });
}

export async function findOwnSessions(): Promise<OwnSession[]> {
  return (await get<{ items: OwnSession[] }>("/api/own/sessions")).items;
}

export function endSession(id: Id): Promise<void> {
  return send("DELETE", `/api/own/sessions/${id}`);
}

export function endAllSessions(): Promise<void> {
  return send("DELETE", "/api/own/sessions");
}

export async function findAgencies(q: string, level: string, options: RequestOptions): Promise<Agency[]> {
  return (await get<Page<Agency>>("/api/agencies", { ...options, query: { q, level } })).items;
}

export async function findUnits(q: string, options: RequestOptions): Promise<UnitSummary[]> {
  return (await get<Page<UnitSummary>>("/api/units", { ...options, query: { q, status: "active" } })).items;
}

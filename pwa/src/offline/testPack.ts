/** A server that gives field packs, and phones (tabs) that keep them, for the tests of the vault. */
import { vi } from "vitest";
import type { FieldPack } from "@/api/types";

export const OFFICER = "officer-1";
export const PIN = "730158";
export const WRONG = "915604";
export const HOUR = 3_600_000;
export const START = Date.parse("2026-11-23T01:00:00Z");

/** What must never be found in clear on the disk. */
export const SECRETS = ["陈志强", "44012026000123", "天河城东门", "平安保安"];
export const RULES = { hours: 24, lock_after_s: 600, tries: 3, pin_digits: 6 };

export class PackServer {
  now = START;
  unreachable = false;
  revoked = false;
  session: string | null = "officer-1";
  guard = "陈志强";
  device = "";
  asked: string[] = [];

  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    if (this.unreachable) throw new TypeError("Failed to fetch");
    if (url === "/api/session") return answer(200, { account: this.session && { id: this.session }, csrf_token: "t", server_time: new Date(this.now).toISOString() });
    if (url === "/api/own/devices") return answer(200, { items: [{ id: this.device, state: this.revoked ? "revoked" : "active" }] });
    if (!url.startsWith("/api/field-pack")) return Promise.resolve(answer(404, { code: "not_found" }));
    this.asked.push(url);
    if (this.revoked) return answer(403, { code: "device.revoked", status: 403, title: "", detail: "", errors: [] });
    const tag = `"${this.guard}"`;
    const headers = { ETag: encodeURI(tag), Date: new Date(this.now).toUTCString() };
    if (new Headers(init.headers).get("If-None-Match") === headers.ETag) return new Response(null, { status: 304, headers });
    return new Response(JSON.stringify(this.pack()), { status: 200, headers });
  };

  pack(): FieldPack {
    const site = { id: "s1", unit_id: "u1", name: "天河城东门" };
    return {
      as_of: new Date(this.now).toISOString(), expires_at: new Date(this.now + 24 * HOUR).toISOString(), rules: RULES,
      units: [{ id: "u1", name: "平安保安" }], sites: [site], checklists: [], officers: [],
      rosters: [{ site_id: "s1", entries: [{ guard_id: "g1", name: this.guard, certificate_number: "44012026000123", certificate_state: "valid", position: null }] }],
    } as unknown as FieldPack;
  }
}

function answer(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status });
}

export type Tab = typeof import("./index") & { close: () => Promise<void> };

/** A page just loaded: nothing of an earlier one is in its memory, all of the disk is there. */
export async function newTab(account: string | null = OFFICER): Promise<Tab> {
  vi.resetModules();
  const [index, { close }, { accountId }] = await Promise.all([import("./index"), import("./db"), import("./who")]);
  accountId.value = account;
  return { ...index, close };
}

/** A tab in which the officer chose the PIN and took the pack along. */
export async function prepared(): Promise<Tab> {
  const tab = await newTab();
  await tab.choosePin(PIN, RULES);
  await tab.refreshFieldPack();
  return tab;
}

/** All that lies in the database, as a thief would search it: every string, and every byte read as UTF-8. */
export async function disk(): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open("gangwei");
    request.onsuccess = () => { resolve(request.result); };
  });
  const values = await Promise.all(Array.from(database.objectStoreNames, (store) => new Promise<unknown>((resolve) => {
    const request = database.transaction(store).objectStore(store).getAll() as IDBRequest<unknown>;
    request.onsuccess = () => { resolve(request.result); };
  })));
  database.close();
  return text(values);
}

function text(value: unknown): string {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
  if (typeof value === "object" && value !== null) return Object.entries(value).map(([key, part]) => `${key} ${text(part)}`).join("\n");
  return String(value);
}

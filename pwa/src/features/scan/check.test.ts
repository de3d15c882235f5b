import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { commands, receiptOf, signedIn, signedOut } from "@/offline";
import { type CheckContext, CheckRefused, checkPresented, SILENCE_MS } from "./check";
import { checkedGuard, type CheckResult } from "./result";

type Answer = () => Promise<Response>;

const context: CheckContext = { site: { id: "s1", name: "天河城", unit_name: "平安" }, inspection_id: null, position: null, today: "2026-11-22" };
const verification = {
  id: "v1", reason: "revoked", tone: "not_valid", received_at: "2026-11-22T08:00:00Z", site_relation: "on_roster",
  certificate: { number: "44012026000123" }, person: { guard_id: "g1", name: "陈志强" },
};

let answer: Answer;
let sent: Record<string, unknown>[] = [];
let keys: (string | null)[] = [];

const json = (status: number, body: object): Promise<Response> => Promise.resolve(new Response(JSON.stringify(body), { status }));
const session = { account: { id: "officer-1" }, csrf_token: "t", permissions: [], must_change_password: false, server_time: new Date().toISOString() };

beforeEach(() => {
  sent = [];
  keys = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    if (url.startsWith("/api/session")) return json(200, session);
    if (!url.startsWith("/api/verifications")) return json(404, { code: "not_found" });
    sent.push(JSON.parse(init.body as string) as Record<string, unknown>);
    keys.push(new Headers(init.headers).get("Idempotency-Key"));
    return answer();
  });
  signedIn("officer-1");
});

afterEach(async () => {
  vi.useRealTimers();
  answer = () => json(201, verification);
  await signedOut();
  vi.unstubAllGlobals();
});

const check = (updates: CheckResult[] = []): Promise<CheckResult> =>
  checkPresented({ number: "44012026000123" }, context, (result) => updates.push(result));

describe("a check", () => {
  it("shows the server's verdict when it answers in time, with the site it was asked for", async () => {
    answer = () => json(201, verification);
    const result = await check();
    expect(result).toMatchObject({ judged_by: "server", reason: "revoked", tone: "not_valid", queued: false });
    expect(sent).toEqual([expect.objectContaining({ number: "44012026000123", site_id: "s1", mode: "online" })]);
    expect(checkedGuard(result)).toMatchObject({ verification_id: "v1", guard_id: "g1", relation: "on_roster", tone: "not_valid" });
    expect(await commands()).toEqual([]);
  });

  it("is judged by the phone and kept when there is no network, and the later answer replaces the verdict", async () => {
    let tries = 0;
    answer = () => ((tries += 1) === 1 ? Promise.reject(new TypeError("no network")) : json(201, verification));
    const result = await check();
    expect(result).toMatchObject({ judged_by: "phone", reason: "status_unknown", tone: "check", queued: true });
    await vi.waitFor(async () => { expect(await receiptOf(result.command_id)).toMatchObject({ server_id: "v1", reason: "revoked" }); });
    expect(sent[1]).toMatchObject({ mode: "offline", phone_reason: "status_unknown" });
    expect(keys[1]).toBe(keys[0]);
  });

  it("changes its verdict when a silent server answers late, and is then recorded once", async () => {
    let release: (response: Response) => void = () => undefined;
    answer = () => new Promise((resolve) => { release = resolve; });
    const updates: CheckResult[] = [];
    const started = performance.now();
    const result = await check(updates);
    expect(performance.now() - started).toBeGreaterThanOrEqual(SILENCE_MS - 50);
    expect(result).toMatchObject({ judged_by: "phone", pending: true });
    release(new Response(JSON.stringify(verification), { status: 201 }));
    await vi.waitFor(() => { expect(updates).toEqual([expect.objectContaining({ judged_by: "server", reason: "revoked" })]); });
    await vi.waitFor(async () => { expect(await commands()).toEqual([]); });
    expect(sent).toHaveLength(1);
    expect(await receiptOf(result.command_id)).toMatchObject({ server_id: "v1" });
  });

  it("that the server refuses is not kept as if it could go later", async () => {
    answer = () => json(403, { code: "permission.denied", status: 403 });
    await expect(check()).rejects.toThrow(CheckRefused);
    expect(await commands()).toEqual([]);
  });

  it("with a reason this app does not know cannot be verified", async () => {
    answer = () => json(201, { ...verification, reason: "invented_later", tone: "valid" });
    expect(await check()).toMatchObject({ tone: "cannot_verify" });
  });
});

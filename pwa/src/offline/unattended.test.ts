import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { close } from "./db";
import { enqueue, receiptOf, sendNow, signedIn, signedOut } from "./index";
import { TestServer } from "./testServer";

const OFFICER = "officer-1";
const check = { kind: "verification", label: "44012026000123", payload: { number: "44012026000123", mode: "offline" } } as const;
let server: TestServer;

/** The worker has modules of its own: nothing of the page's but what lies in the store. */
async function worker(): Promise<typeof import("./unattended")> {
  vi.resetModules();
  return import("./unattended");
}

/** Keeps one record without network. Answers its id. */
async function keepOne(): Promise<string> {
  server.unreachable = true;
  const { id } = await enqueue(check);
  await sendNow();
  server.unreachable = false;
  server.requests = [];
  return id;
}

beforeEach(async () => {
  await close().catch(() => undefined);
  await new Promise((resolve) => { indexedDB.deleteDatabase("gangwei").onsuccess = resolve; });
  server = new TestServer();
  vi.stubGlobal("fetch", server.fetch);
  signedIn(OFFICER);
  await sendNow();
});

afterEach(async () => {
  server.unreachable = true;
  await sendNow();
  await signedOut();
  vi.unstubAllGlobals();
});

describe("what waits while no page is open", () => {
  it("is sent for the officer who was left signed in, once, and there is its receipt", async () => {
    const id = await keepOne();
    expect(await (await worker()).sendUnattended()).toBe(false);
    expect(server.of("/api/verifications")).toHaveLength(1);
    expect(await receiptOf(id)).toMatchObject({ server_id: "server-1" });
  });

  it("is worth another try while nobody gets through, and while a record has to wait", async () => {
    await keepOne();
    const { sendUnattended } = await worker();
    server.unreachable = true;
    expect(await sendUnattended()).toBe(true);
    server.unreachable = false;
    server.faults = [503];
    expect(await sendUnattended()).toBe(true);
  });

  it("waits for its officer after he signed out, though the server still has his session", async () => {
    await keepOne();
    await signedOut();
    server.requests = [];
    expect(await (await worker()).sendUnattended()).toBe(false);
    expect(server.requests).toEqual([]);
  });

  it("is not sent under the session of somebody else, and is not tried for ever", async () => {
    await keepOne();
    server.account = "officer-2";
    expect(await (await worker()).sendUnattended()).toBe(false);
    expect(server.of("/api/verifications")).toEqual([]);
  });

  it("stops when he signs out in a page that was opened meanwhile", async () => {
    const ids = [await keepOne(), await keepOne()];
    const { sendUnattended } = await worker();
    const { accountId } = await import("./who");
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
      if (url === "/api/verifications" && accountId.value !== null) {
        await signedOut();
        await vi.waitFor(() => { expect(accountId.value).toBeNull(); });
      }
      return server.fetch(url, init);
    });
    await sendUnattended();
    expect(server.of("/api/verifications")).toHaveLength(1);
    expect(ids).toHaveLength(2);
  });

  it("is no matter of another try once the server refused it", async () => {
    await keepOne();
    server.faults = [{ status: 422, code: "validation" }];
    expect(await (await worker()).sendUnattended()).toBe(false);
  });
});

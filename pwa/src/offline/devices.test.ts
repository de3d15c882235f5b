import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { close, withDb } from "./db";
import {
  commands, discard, enqueue, enrolAnew, enrolDevice, findDevice, receiptOf, receipts, sendAgain, sendNow, signedIn, signedOut, takeInHand,
  waitingCount,
} from "./index";
import { TestServer } from "./testServer";

const OFFICER = "officer-1";
let server: TestServer;

async function emptyDatabase(): Promise<void> {
  await close().catch(() => undefined);
  await new Promise((resolve) => { indexedDB.deleteDatabase("gangwei").onsuccess = resolve; });
}

beforeEach(async () => {
  await emptyDatabase();
  server = new TestServer();
  vi.stubGlobal("fetch", server.fetch);
  signedIn(OFFICER);
  await sendNow();
  await enrolDevice(OFFICER);
});

afterEach(async () => {
  server.unreachable = true;
  await sendNow();
  await signedOut();
  vi.unstubAllGlobals();
});

const check = { kind: "verification", label: "", payload: { number: "44012026000123", mode: "offline" } } as const;

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/** What each arrived check carried, as docs/devices.md has it: the number, when the signature is good. */
async function arrived(path = "/api/verifications"): Promise<(number | "unsigned" | "bad")[]> {
  return Promise.all(server.of(path).map(async ({ headers, body, key }) => {
    const [device, sequence] = [headers.get("X-Device"), headers.get("X-Sequence")];
    if (device === null) return "unsigned";
    const hash = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body))).toString("hex");
    const text = `gangwei-command-1\nPOST\n${path}\n${key}\n${sequence ?? ""}\n${hash}`;
    const raw = fromBase64Url(server.devices.get(device) ?? "");
    const publicKey = await crypto.subtle.importKey("raw", raw, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    const signature = fromBase64Url(headers.get("X-Device-Signature") ?? "");
    const good = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, publicKey, signature, new TextEncoder().encode(text));
    return good && (JSON.parse(body) as { device_id: string }).device_id === device ? Number(sequence) : "bad";
  }));
}

describe("a device", () => {
  it("enrols once for an account, with a key that nobody can read", async () => {
    await Promise.all([enrolDevice(OFFICER), enrolDevice(OFFICER)]);
    expect(server.devices.size).toBe(1);
    const state = await findDevice(OFFICER);
    const key = await withDb((db) => db.get("keys", `sign:${state?.id ?? ""}`));
    expect(key?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("pkcs8", key as CryptoKey)).rejects.toThrow();
    await enrolDevice("officer-2");
    expect(server.devices.size).toBe(2);
  });

  it("numbers what is kept without a gap, also when much is kept at once, and signs what it sends", async () => {
    server.unreachable = true;
    await Promise.all(Array.from({ length: 12 }, () => enqueue(check)));
    const stored = await withDb((db) => db.getAll("commands"));
    expect(stored.map(({ device_sequence }) => device_sequence).sort((a, b) => Number(a) - Number(b))).toEqual([...Array(12).keys()].map((n) => n + 1));
    server.unreachable = false;
    await sendNow();
    expect(await arrived()).toEqual([...Array(12).keys()].map((n) => n + 1));
  });

  it("goes on counting after a restart", async () => {
    await enqueue(check);
    await sendNow();
    await close();
    await enqueue(check);
    await sendNow();
    expect(await arrived()).toEqual([1, 2]);
  });

  it("sends under the same number until the answer is heard", async () => {
    server.faults = ["lost_answer"];
    await enqueue(check);
    await sendNow();
    await sendNow();
    expect(await arrived()).toEqual([1]);
  });

  it("gives a number to what was kept before it was enrolled", async () => {
    await emptyDatabase();
    server.unreachable = true;
    await enqueue(check);
    await enqueue({ kind: "inspection", label: "", payload: { id: "v1" } });
    server.unreachable = false;
    await sendNow();
    expect([await arrived(), await arrived("/api/inspections")]).toEqual([[1], [2]]);
    expect(server.payload("/api/inspections")).toMatchObject({ device_sequence: 2 });
  });

  it("that may not enrol sends unsigned", async () => {
    await emptyDatabase();
    server.enrols = false;
    const { id } = await enqueue(check);
    await sendNow();
    expect(await arrived()).toEqual(["unsigned"]);
    expect(await receiptOf(id)).not.toBeNull();
  });
});

describe("a number", () => {
  it("whose record was set aside is told to the server", async () => {
    server.faults = [{ status: 422, code: "validation" }];
    const { id } = await enqueue(check);
    await sendNow();
    await discard(id);
    await sendNow();
    expect(server.voided).toEqual([1]);
    await enqueue(check);
    await sendNow();
    expect(await arrived()).toEqual([2]);
    expect(server.voided).toEqual([1]);
  });

  it("that is taken is exchanged for the next one", async () => {
    server.faults = [{ status: 409, code: "device.sequence_used" }];
    const { id } = await enqueue(check);
    await sendNow();
    await sendNow();
    expect(await arrived()).toEqual([2]);
    expect(await receiptOf(id)).not.toBeNull();
  });
});

describe("a device the server does not take", () => {
  it("keeps the record with the reason when its signature is refused", async () => {
    server.faults = [{ status: 422, code: "device.signature_invalid" }];
    const { id } = await enqueue(check);
    await sendNow();
    expect(await commands()).toEqual([expect.objectContaining({ id, state: "refused", last_problem: expect.objectContaining({ code: "device.signature_invalid" }) as unknown })]);
    await sendAgain(id);
    await sendNow();
    expect(await arrived()).toEqual([1]);
  });

  it("keeps everything when it was revoked, and sends it under new numbers once it is registered anew by hand", async () => {
    server.faults = [0, 0].map(() => ({ status: 403, code: "device.revoked" }));
    const ids = [(await enqueue(check)).id, (await enqueue(check)).id];
    await sendNow();
    expect((await commands()).map(({ state }) => state)).toEqual(["refused", "refused"]);
    const before = await findDevice(OFFICER);
    await enrolDevice(OFFICER);
    expect((await findDevice(OFFICER))?.id).toBe(before?.id);
    await enrolAnew(OFFICER);
    for (const id of ids) await sendAgain(id);
    await sendNow();
    expect(await arrived()).toEqual([1, 2]);
    expect(server.of("/api/verifications").map(({ headers }) => headers.get("X-Device"))).not.toContain(before?.id);
  });

  it("enrols again by itself where the server has forgotten it", async () => {
    server.faults = [{ status: 403, code: "device.unknown" }];
    const { id } = await enqueue(check);
    await sendNow();
    expect((await commands())[0]).toMatchObject({ id, state: "waiting" });
    server.devices.clear();
    await sendNow();
    expect(server.devices.size).toBe(1);
    expect(await arrived()).toEqual([1]);
  });
});

describe("what a screen sends itself", () => {
  const input = { ...check, id: "", not_before: Date.now() + 60_000 };

  it("is kept and numbered first, counted as waiting by nobody, and leaves no receipt", async () => {
    const held = await takeInHand({ ...input, id: crypto.randomUUID() });
    expect((await withDb((db) => db.getAll("commands")))[0]).toMatchObject({ device_sequence: 1 });
    expect(await commands()).toEqual([]);
    await vi.waitFor(() => { expect(waitingCount.value).toBe(0); });
    await held.done();
    expect(await withDb((db) => db.count("commands"))).toBe(0);
    expect(await receipts()).toEqual([]);
    expect((await findDevice(OFFICER))?.voids).toEqual([]);
  });

  it("is sent by the queue when the page died meanwhile", async () => {
    await takeInHand({ ...input, id: crypto.randomUUID(), not_before: Date.now() - 1 });
    await sendNow();
    expect(await arrived()).toEqual([1]);
  });

  it("leaves word of its number when the server refused it", async () => {
    const held = await takeInHand({ ...input, id: crypto.randomUUID() });
    await held.drop();
    await sendNow();
    expect(server.voided).toEqual([1]);
  });
});

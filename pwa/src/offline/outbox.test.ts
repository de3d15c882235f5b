import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { close } from "./db";
import {
  commands, discard, drafts, enqueue, hold, partReference, receiptOf, receiptReference, receipts, refusedCount,
  reopen, sendAgain, sendNow, settle, signedIn, signedOut, waitingCount,
} from "./index";
import { TestServer } from "./testServer";
import { forgetKey } from "./vault";

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
  server.requests = [];
});

afterEach(async () => {
  server.unreachable = true;
  await sendNow();
  await signedOut();
  vi.unstubAllGlobals();
});

const check = { kind: "verification", label: "44012026000123", payload: { number: "44012026000123", mode: "offline" } } as const;
const photo = (text: string): Blob => new Blob([text], { type: "image/jpeg" });

/** A finished visit with two pictures, made from a draft. */
async function finishVisit(id = crypto.randomUUID()): Promise<string> {
  await drafts.save({ id, kind: "inspection", value: { findings: "灭火器过期" } });
  await drafts.savePicture(id, "p1", photo("one"));
  const payload = { id, findings: "灭火器过期", photos: [{ media_id: partReference("p1"), caption: "" }, { media_id: partReference("p2"), caption: "" }] };
  const parts = [
    { name: "p1", media: "inspection_photo", blob: photo("one") },
    { name: "p2", media: "inspection_photo", blob: photo("two!") },
  ] as const;
  return (await enqueue({ kind: "inspection", label: "平安大厦", payload, parts: [...parts], draft_id: id })).id;
}

describe("a command kept without network", () => {
  it("waits, is counted, and goes by itself once the server answers", async () => {
    server.unreachable = true;
    const { id, state } = await enqueue(check);
    await sendNow();
    expect(state).toBe("waiting");
    await vi.waitFor(() => { expect(waitingCount.value).toBe(1); });
    expect(hold.value).toBe("no_network");
    expect((await commands())[0]).toMatchObject({ id, label: "44012026000123", state: "waiting" });
    server.unreachable = false;
    globalThis.dispatchEvent(new Event("online"));
    await vi.waitFor(async () => { expect(await receiptOf(id)).not.toBeNull(); });
    expect(server.payload("/api/verifications")).toEqual({ ...check.payload, device_id: [...server.devices.keys()][0] });
    await vi.waitFor(() => { expect(waitingCount.value).toBe(0); });
    expect(hold.value).toBeNull();
  });

  it("tells what the register said of it, once it was received", async () => {
    const { id } = await enqueue(check);
    await sendNow();
    expect(await receipts()).toEqual([expect.objectContaining({ command_id: id, server_id: "server-1", reason: "revoked" })]);
  });

  it("lies encrypted on the phone", async () => {
    server.unreachable = true;
    await enqueue({ ...check, payload: { code: "secret-code" } });
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("gangwei");
      request.onsuccess = () => { resolve(request.result); };
    });
    const stored = await new Promise<{ sealed: { data: ArrayBuffer } }[]>((resolve) => {
      const request = database.transaction("commands").objectStore("commands").getAll();
      request.onsuccess = () => { resolve(request.result as { sealed: { data: ArrayBuffer } }[]); };
    });
    database.close();
    expect(stored).toHaveLength(1);
    expect(Buffer.from(stored[0]?.sealed.data ?? new ArrayBuffer(0)).toString("latin1")).not.toContain("secret-code");
  });
});

describe("the order of the queue", () => {
  it("is the order of making, also within a millisecond and after the clock was set back", async () => {
    server.unreachable = true;
    const clock = vi.spyOn(Date, "now");
    const made: string[] = [];
    for (const time of [5000, 5000, 5000, 1000]) {
      clock.mockReturnValue(time);
      made.push((await enqueue(check)).id);
    }
    clock.mockRestore();
    expect((await commands()).map(({ id }) => id)).toEqual(made);
  });
});

describe("exactly one record", () => {
  it("is made when the answer was lost after the server had stored it", async () => {
    server.faults = ["lost_answer"];
    const { id } = await enqueue(check);
    await sendNow();
    await sendNow();
    expect(server.of("/api/verifications")).toHaveLength(1);
    expect(await receiptOf(id)).toMatchObject({ server_id: "server-1" });
  });

  it("is made when 'finish' was pressed twice", async () => {
    server.unreachable = true;
    const draft = crypto.randomUUID();
    const first = await finishVisit(draft);
    const payload = { id: draft, findings: "again" };
    const second = await enqueue({ kind: "inspection", label: "平安大厦", payload, draft_id: draft });
    expect(second.id).toBe(first);
    server.unreachable = false;
    await sendNow();
    expect(server.of("/api/inspections")).toHaveLength(1);
  });

  it("is made when a first online try arrived unheard and the check was then kept as offline", async () => {
    const id = crypto.randomUUID();
    const online = { number: "44012026000123", mode: "online" };
    await server.fetch("/api/verifications", { headers: { "Idempotency-Key": id }, body: JSON.stringify(online) });
    await enqueue({ ...check, id, earlier_payload: online });
    await sendNow();
    expect(server.of("/api/verifications")).toHaveLength(1);
    expect(await receiptOf(id)).toMatchObject({ server_id: "server-1" });
  });

  it("is counted as done when the screen got the answer itself", async () => {
    const { id } = await enqueue({ ...check, not_before: Date.now() + 60_000 });
    await settle(id, { id: "v-9", reason: "valid", received_at: "2026-11-22T08:00:00Z" });
    expect(await commands()).toEqual([]);
    expect(await receiptOf(id)).toMatchObject({ server_id: "v-9", reason: "valid" });
  });
});

describe("an inspection record with pictures", () => {
  it("sends each picture once, puts their ids in, and deletes the draft only then", async () => {
    server.unreachable = true;
    const draft = crypto.randomUUID();
    const id = await finishVisit(draft);
    expect(await drafts.list("inspection")).toEqual([]);
    expect(await drafts.picture(draft, "p1")).not.toBeNull();
    server.unreachable = false;
    server.faults = ["lost_answer"];
    await sendNow();
    await sendNow();
    expect(server.pictures()).toEqual(["one", "two!"]);
    const [one, two] = [...server.uploads.keys()];
    expect(server.payload("/api/inspections")).toEqual({
      id: draft, findings: "灭火器过期", photos: [{ media_id: one, caption: "" }, { media_id: two, caption: "" }],
      device_id: [...server.devices.keys()][0], device_sequence: 1,
    });
    expect(await receiptOf(id)).toMatchObject({ number: `J${draft}`, digest: "d1" });
    expect(await drafts.picture(draft, "p1")).toBeNull();
  });

  it("has the next number of this device, without a gap", async () => {
    server.unreachable = true;
    for (let n = 0; n < 3; n += 1) await finishVisit();
    await enqueue(check);
    server.unreachable = false;
    await sendNow();
    const numbers = [0, 1, 2].map((at) => server.payload<{ device_sequence: number }>("/api/inspections", at).device_sequence);
    expect(numbers).toEqual([1, 2, 3]);
  });

  it("names a check that waited with it by the id the server gave", async () => {
    server.unreachable = true;
    const scan = await enqueue(check);
    const payload = { guards: [{ verification_id: receiptReference(scan.id) }, { verification_id: receiptReference(crypto.randomUUID()) }] };
    await enqueue({ kind: "inspection", label: "", payload });
    server.unreachable = false;
    await sendNow();
    expect(server.payload("/api/inspections")).toMatchObject({ guards: [{ verification_id: "server-1" }, { verification_id: null }] });
  });
});

describe("what the server refuses", () => {
  it("is kept with its reason and does not hold up the rest", async () => {
    server.faults = [{ status: 422, code: "validation" }];
    const bad = await enqueue(check);
    const good = await enqueue(check);
    await sendNow();
    expect(await receiptOf(good.id)).not.toBeNull();
    expect(await commands()).toEqual([expect.objectContaining({ id: bad.id, state: "refused", last_problem: expect.objectContaining({ code: "validation" }) as unknown })]);
    await vi.waitFor(() => { expect([waitingCount.value, refusedCount.value]).toEqual([1, 1]); });
  });

  it("can be sent again, or set aside for good", async () => {
    server.faults = [{ status: 403, code: "permission.denied" }, { status: 403, code: "permission.denied" }];
    const again = await enqueue(check);
    const aside = await enqueue(check);
    await sendNow();
    await sendAgain(again.id);
    await sendNow();
    await discard(aside.id);
    expect(await receiptOf(again.id)).not.toBeNull();
    expect(await commands()).toEqual([]);
  });

  it("becomes its draft again, with its pictures", async () => {
    server.faults = [0, 0].map(() => ({ status: 422, code: "validation" }));
    const draft = crypto.randomUUID();
    const id = await finishVisit(draft);
    await sendNow();
    expect(await reopen(id)).toBe(draft);
    expect((await drafts.load<{ findings: string }>(draft))?.value.findings).toBe("灭火器过期");
    expect(await (await drafts.picture(draft, "p1"))?.text()).toBe("one");
    expect(await commands()).toEqual([]);
  });

  it("cannot be reopened while it may be on its way", async () => {
    server.unreachable = true;
    const id = await finishVisit();
    expect(await reopen(id)).toBeNull();
    expect(await commands()).toHaveLength(1);
  });
});

describe("what only passes", () => {
  it.each([500, 503, { status: 409, code: "conflict" }, "portal"] as const)("waits after %j and lets the others through", async (fault) => {
    server.faults = [fault];
    const late = await enqueue(check);
    const good = await enqueue(check);
    await vi.waitFor(async () => { expect(await receiptOf(good.id)).not.toBeNull(); });
    expect(await commands()).toEqual([expect.objectContaining({ id: late.id, state: "waiting" })]);
    await sendNow();
    expect(await receiptOf(late.id)).not.toBeNull();
  });

  it("holds the queue until the same person signs in again", async () => {
    server.account = null;
    const { id } = await enqueue(check);
    await sendNow();
    expect(hold.value).toBe("signed_out");
    await signedOut();
    server.account = "officer-2";
    signedIn("officer-2");
    await sendNow();
    expect(server.of("/api/verifications")).toEqual([]);
    expect(await commands()).toEqual([]);
    await signedOut();
    server.account = OFFICER;
    signedIn(OFFICER);
    await sendNow();
    expect(await receiptOf(id)).not.toBeNull();
  });

  it("a first password that must be changed holds the queue too", async () => {
    server.mustChangePassword = true;
    await enqueue(check);
    await sendNow();
    expect(hold.value).toBe("password_change");
    expect(server.of("/api/verifications")).toEqual([]);
  });

  it("a second factor that must be set up holds the queue too, and refuses nothing", async () => {
    server.secondFactor = "enrol";
    await enqueue(check);
    await sendNow();
    expect(hold.value).toBe("second_factor");
    expect(server.of("/api/verifications")).toEqual([]);
    server.secondFactor = "none";
    server.faults = [{ status: 403, code: "account.second_factor_enrolment_required" }];
    await sendNow();
    expect(hold.value).toBe("second_factor");
    expect((await commands())[0]?.state).toBe("waiting");
  });
});

describe("drafts", () => {
  it("are not brought back by an autosave that comes after 'finish'", async () => {
    server.unreachable = true;
    const draft = crypto.randomUUID();
    await finishVisit(draft);
    await drafts.save({ id: draft, kind: "inspection", value: { findings: "late" } });
    expect(await drafts.list("inspection")).toEqual([]);
  });

  it("that can no longer be read are refused in the queue, not sent half", async () => {
    server.unreachable = true;
    await enqueue(check);
    await forgetKey("device");
    server.unreachable = false;
    await sendNow();
    expect(server.of("/api/verifications")).toEqual([]);
    expect((await commands())[0]).toMatchObject({ state: "refused", last_problem: { code: "phone.unreadable" } });
  });
});

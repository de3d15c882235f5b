import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { close, withDb } from "./db";
import { commands, drafts, enqueue, hold, partReference, PictureMissing, receiptOf, sendNow, signedIn, signedOut } from "./index";
import { TestServer } from "./testServer";

const OFFICER = "officer-1";
/** Five pieces of 128 KiB and a rest. */
const LONG = "0123456789abcdef".repeat(41_000);

let server: TestServer;

beforeEach(async () => {
  await close().catch(() => undefined);
  await new Promise((resolve) => { indexedDB.deleteDatabase("gangwei").onsuccess = resolve; });
  server = new TestServer();
  vi.stubGlobal("fetch", server.fetch);
  signedIn(OFFICER);
  await sendNow();
  server.unreachable = true;
});

afterEach(async () => {
  server.unreachable = true;
  await sendNow();
  await signedOut();
  vi.unstubAllGlobals();
});

/** A finished visit with these photos, which lie beside its draft. */
async function finishVisit(...photos: string[]): Promise<string> {
  const id = crypto.randomUUID();
  await drafts.save({ id, kind: "inspection", value: {} });
  const names = photos.map((_, place) => `p${String(place)}`);
  for (const [place, name] of names.entries()) await drafts.savePicture(id, name, new Blob([photos[place] ?? ""], { type: "image/jpeg" }));
  const payload = { id, photos: names.map((name) => ({ media_id: partReference(name) })) };
  const parts = names.map((name) => ({ name, media: "inspection_photo" as const }));
  return (await enqueue({ kind: "inspection", label: "", payload, parts, draft_id: id })).id;
}

/** Does something before the so-many-th request to a path. */
function beforeRequest(path: string, act: () => void, which: number): void {
  let seen = 0;
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    if (url.startsWith(path) && (seen += 1) === which) act();
    return server.fetch(url, init);
  });
}

/** The network goes when three pieces of a picture have arrived. */
async function sendThreePieces(): Promise<void> {
  server.unreachable = false;
  beforeRequest("/api/uploads/", () => { server.unreachable = true; }, 4);
  await sendNow();
}

const puts = (): number => server.requests.filter((path) => path.startsWith("/api/uploads/")).length;

describe("a picture", () => {
  it("is kept once: finishing copies nothing", async () => {
    await finishVisit(LONG);
    const waiting = await commands();
    expect(waiting).toEqual([expect.objectContaining({ pictures: 1, pictures_sent: 0, bytes: LONG.length, bytes_sent: 0 })]);
    const stored = await withDb((db) => db.getAll("parts"));
    expect(stored.map(({ sealed }) => sealed)).toEqual([null]);
  });

  it("that is not on the phone any more lets nothing be finished", async () => {
    const parts = [{ name: "gone", media: "inspection_photo" as const }];
    await expect(enqueue({ kind: "inspection", label: "", payload: {}, parts })).rejects.toThrow(PictureMissing);
    expect(await commands()).toEqual([]);
  });

  it("goes on after a cut where the server has it, and says how far it is", async () => {
    const id = await finishVisit(LONG);
    await sendThreePieces();
    expect(hold.value).toBe("no_network");
    expect(await commands()).toEqual([expect.objectContaining({ bytes_sent: 3 * 128 * 1024, pictures_sent: 0 })]);
    server.unreachable = false;
    const before = puts();
    await sendNow();
    expect(puts() - before).toBe(3);
    expect(server.pictures().map((picture) => picture === LONG)).toEqual([true]);
    expect(await receiptOf(id)).not.toBeNull();
  });

  it("starts over where the server has forgotten it", async () => {
    const id = await finishVisit(LONG);
    await sendThreePieces();
    server.unreachable = false;
    server.uploads.clear();
    await sendNow();
    expect(server.pictures().map((picture) => picture === LONG)).toEqual([true]);
    expect(await receiptOf(id)).not.toBeNull();
  });

  it("that the server threw away goes again by itself, once", async () => {
    const id = await finishVisit("one");
    server.unreachable = false;
    beforeRequest("/api/inspections", () => { server.faults = [{ status: 422, code: "inspection.media_unknown" }]; }, 1);
    await sendNow();
    expect((await commands())[0]).toMatchObject({ state: "waiting", last_problem: { code: "inspection.media_unknown" } });
    await sendNow();
    expect(server.pictures()).toEqual(["one", "one"]);
    expect(await receiptOf(id)).not.toBeNull();
  });

  it("travels beside others, and each record after its own", async () => {
    const ids = [await finishVisit("a", "b", "c"), await finishVisit("d"), await finishVisit()];
    server.unreachable = false;
    await sendNow();
    expect(server.of("/api/inspections").map(({ key }) => key)).toEqual(ids);
    expect(server.pictures().sort()).toEqual(["a", "b", "c", "d"]);
  });
});

describe("a receipt", () => {
  it("that a supervisor decides about is one: the server has it", async () => {
    server.unreachable = true;
    const id = await finishVisit();
    server.quarantines.add(id);
    server.unreachable = false;
    await sendNow();
    expect(await receiptOf(id)).toMatchObject({ server_id: id, quarantine: "right_ended", number: null, reason: null });
    expect(await commands()).toEqual([]);
  });

  it("that names another record is none: the phone keeps its own", async () => {
    server.unreachable = true;
    const id = await finishVisit();
    server.misnames.add(id);
    server.unreachable = false;
    await sendNow();
    expect(await receiptOf(id)).toBeNull();
    expect(await commands()).toEqual([expect.objectContaining({ id, state: "waiting", last_problem: expect.objectContaining({ code: "network.not_our_server" }) as unknown })]);
  });
});

describe("what is under way when the account changes", () => {
  it("is not sent in the name of the other", async () => {
    const id = await finishVisit("one");
    server.unreachable = false;
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
      const answer = await server.fetch(url, init);
      if (url.startsWith("/api/uploads/")) {
        server.account = "officer-2";
        signedIn("officer-2");
      }
      return answer;
    });
    await sendNow();
    expect(server.of("/api/inspections")).toEqual([]);
    server.account = OFFICER;
    vi.stubGlobal("fetch", server.fetch);
    signedIn(OFFICER);
    await sendNow();
    expect(await receiptOf(id)).not.toBeNull();
  });
});

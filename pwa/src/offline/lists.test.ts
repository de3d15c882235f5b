// @vitest-environment node
/** A phone and its lists over weeks: what it takes over, what it refuses, what it still knows without network. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Bytes } from "./cbor";
import { makeKey, ORIGIN, statusList, type Line, type TestKey, trustList } from "./testLists";

type Store = typeof import("./lists");

const DAY = 86_400;
const MORNING = Date.UTC(2026, 8, 1, 6) / 1000;
const paths = { trust: "/api/lists/trust", status: "/api/lists/status" };

let card: TestKey, active: TestKey, spare: TestKey, later: TestKey, last: TestKey;
let lines: Line[];
let served: Record<string, Bytes | undefined>;
let asked: { path: string; etag: string | null }[];
let reachable: boolean;
let serverClock: number;
let tellsTime: boolean;

/** The app as it starts: what is in memory is gone, what is stored stays. */
async function start(): Promise<Store> {
  vi.resetModules();
  const store = await import("./lists");
  await (await import("./clock")).loadClock();
  return store;
}

const etagOf = (bytes: Bytes): string => `"${Buffer.from(bytes.slice(-8)).toString("hex")}"`;

function serve(path: string, init: RequestInit = {}): Promise<Response> {
  const etag = new Headers(init.headers).get("If-None-Match");
  asked.push({ path, etag });
  const bytes = served[path];
  if (!reachable) return Promise.reject(new TypeError("Failed to fetch"));
  const headers = { ...(tellsTime && { Date: new Date(serverClock * 1000).toUTCString() }), ...(bytes && { ETag: etagOf(bytes) }) };
  if (bytes === undefined) return Promise.resolve(new Response(null, { status: 404, headers }));
  if (etag === etagOf(bytes)) return Promise.resolve(new Response(null, { status: 304, headers }));
  return Promise.resolve(new Response(bytes, { headers }));
}

/** The clock of the phone and, unless told otherwise, of the server. */
function itIs(seconds: number, phone = seconds): void {
  serverClock = seconds;
  vi.setSystemTime(phone * 1000);
}

async function publish(at: number, signer: TestKey = active, states: Record<number, number> = { 7: 1 }): Promise<void> {
  served = { ...served, [paths.trust]: await trustList(lines, signer, { at }), [paths.status]: await statusList(states, signer, { at }) };
}

const revoke = (key: TestKey, at: number): Line[] => lines.map((line) => (line.key === key ? { ...line, revoked: at } : line));

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  indexedDB.deleteDatabase("gangwei");
  vi.resetModules();
  [card, active, spare, later, last] = await Promise.all([1, 20, 21, 22, 23].map(makeKey)) as [TestKey, TestKey, TestKey, TestKey, TestKey];
  lines = [{ key: card, purpose: 1 }, { key: active, purpose: 2 }, { key: spare, purpose: 2 }];
  [served, asked, reachable, tellsTime] = [{}, [], true, true];
  vi.stubGlobal("fetch", serve);
  itIs(MORNING + 600);
  await publish(MORNING);
});

describe("a phone with network", () => {
  it("takes both lists, and next time asks only for newer ones", async () => {
    const lists = await start();
    expect(await lists.knownLists()).toMatchObject({ trust: null, status: null });
    expect(await lists.refreshLists()).toMatchObject({ trust: { version: MORNING, issuer: ORIGIN }, status: { version: MORNING }, refused: null });
    asked = [];
    itIs(MORNING + 1200);
    await lists.refreshLists();
    expect(asked.map(({ etag }) => etag === null)).toEqual([false, false]);
    expect(await lists.listsCheckedAt()).toBe((MORNING + 1200) * 1000);
  });

  it("still has them after a start without network, and knows how old they are", async () => {
    await (await start()).refreshLists();
    reachable = false;
    const lists = await start();
    const { trust, status } = await lists.refreshLists();
    if (!trust || !status) throw new Error("lost");
    expect([lists.ageOf(trust), lists.ageOf(status)]).toEqual(["fresh", "fresh"]);
    itIs(MORNING + DAY + 200);
    expect(lists.ageOf(status)).toBe("fresh");
    itIs(MORNING + DAY + 400);
    expect(lists.ageOf(status)).toBe("old");
    itIs(MORNING + 8 * DAY);
    expect([lists.ageOf(trust), lists.ageOf(status)]).toEqual(["old", "expired"]);
    itIs(MORNING + 31 * DAY);
    expect(lists.ageOf(trust)).toBe("expired");
  });

  it.each(["trust", "status"] as const)("keeps its %s list when an older one is served, also after a restart", async (name) => {
    const before = served;
    itIs(MORNING + DAY);
    await publish(MORNING + DAY);
    await (await start()).refreshLists();
    served = { ...served, [paths[name]]: before[paths[name]] };
    const known = await (await start()).refreshLists();
    expect(known.refused).toBe("rolled_back");
    expect(known[name]?.version).toBe(MORNING + DAY);
  });

  it("refuses a list that has expired, and one of another installation", async () => {
    const lists = await start();
    await lists.refreshLists();
    served[paths.status] = await statusList({}, active, { at: MORNING, version: MORNING + 1, issuer: "https://other.example" });
    expect((await lists.refreshLists()).refused).toBe("other_issuer");
    itIs(MORNING + 40 * DAY);
    served[paths.trust] = await trustList(lines, active, { at: MORNING + 1 });
    served[paths.status] = undefined;
    expect((await lists.refreshLists()).refused).toBe("expired");
    expect((await lists.knownLists()).trust?.version).toBe(MORNING);
  });

  it("takes no status list of another installation, also as its first one", async () => {
    served[paths.status] = await statusList({}, active, { at: MORNING, issuer: "https://other.example" });
    expect(await (await start()).refreshLists()).toMatchObject({ refused: "other_issuer", trust: { issuer: ORIGIN }, status: null });
  });

  it("judges the end of a list by the server's clock when its own is a year off", async () => {
    itIs(MORNING, MORNING + 365 * DAY);
    const lists = await start();
    const { trust, refused } = await lists.refreshLists();
    expect(refused).toBeNull();
    expect(trust && lists.ageOf(trust)).toBe("fresh");
    const doubt = (await import("./clock")).clockDoubt();
    expect(doubt).toMatchObject({ phone_ms: (MORNING + 365 * DAY) * 1000, known_ms: MORNING * 1000 });
  });
});

describe("a clock that was set back without network", () => {
  it("is found by the lists: it stands before they were made, also where no answer told the time", async () => {
    tellsTime = false;
    await (await start()).refreshLists();
    reachable = false;
    itIs(MORNING - 365 * DAY);
    await (await start()).knownLists();
    const { clockDoubt } = await import("./clock");
    expect(clockDoubt()).toMatchObject({ phone_ms: (MORNING - 365 * DAY) * 1000 });
    expect(clockDoubt()?.known_ms).toBeGreaterThanOrEqual(MORNING * 1000);
  });
});

describe("a change of list keys", () => {
  it("is believed because a key already known signed it; a stranger's list is not", async () => {
    const lists = await start();
    await lists.refreshLists();
    const stranger = await makeKey(20);
    served[paths.trust] = await trustList([{ key: stranger, purpose: 2 }], stranger, { at: MORNING + DAY });
    itIs(MORNING + DAY);
    expect((await lists.refreshLists()).refused).toBe("forged");
    lines.push({ key: later, purpose: 2 });
    await publish(MORNING + DAY, spare);
    expect(await lists.refreshLists()).toMatchObject({ refused: null, trust: { version: MORNING + DAY }, status: { version: MORNING + DAY } });
  });

  it("that happened twice while the phone was offline is caught up with by the lists between", async () => {
    await (await start()).refreshLists();
    lines.push({ key: later, purpose: 2 });
    served["/api/lists/trust/21"] = await trustList(lines, spare, { at: MORNING + 40 * DAY });
    lines = [...revoke(active, MORNING + 70 * DAY), { key: last, purpose: 2 }];
    itIs(MORNING + 80 * DAY);
    await publish(MORNING + 80 * DAY, later);
    expect(await (await start()).refreshLists()).toMatchObject({ refused: null, trust: { version: MORNING + 80 * DAY }, status: { version: MORNING + 80 * DAY } });
  });

  it("in an emergency takes the stolen key's status list with it, and what the thief signs later", async () => {
    const lists = await start();
    await lists.refreshLists();
    const before = lines;
    lines = revoke(active, MORNING + 900);
    served[paths.trust] = await trustList(lines, spare, { at: MORNING + 900 });
    served[paths.status] = undefined;
    expect(await lists.refreshLists()).toMatchObject({ trust: { version: MORNING + 900 }, status: null });
    served[paths.trust] = await trustList(before, active, { at: MORNING + DAY });
    itIs(MORNING + DAY);
    expect((await lists.refreshLists()).refused).toBe("revoked_key");
  });

  it("never brings a revoked key back, nor lets one become another", async () => {
    lines = revoke(card, MORNING - 100);
    await publish(MORNING);
    const lists = await start();
    await lists.refreshLists();
    const [revoked] = lines;
    for (const changed of [[{ key: card, purpose: 1 } as Line], [], [{ ...revoked, key: { ...card, point: spare.point } } as Line]]) {
      served[paths.trust] = await trustList([...changed, ...lines.slice(1)], active, { at: MORNING + 60 });
      expect((await lists.refreshLists()).refused).not.toBeNull();
      expect((await lists.knownLists()).trust?.version).toBe(MORNING);
    }
  });
});

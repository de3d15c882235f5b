import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { disk, HOUR, newTab, OFFICER, PackServer, PIN, prepared, RULES, SECRETS, START, type Tab, WRONG } from "./testPack";

let server: PackServer;
let tabs: Tab[] = [];
const derive = crypto.subtle.deriveBits.bind(crypto.subtle);

const tab = async (account?: string | null): Promise<Tab> => {
  const made = await newTab(account);
  tabs.push(made);
  return made;
};

async function first(): Promise<Tab> {
  const made = await prepared();
  tabs.push(made);
  return made;
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date", "performance"], now: START });
  server = new PackServer();
  vi.stubGlobal("fetch", server.fetch);
  // Stretching takes its time by design; here only its place matters.
  vi.spyOn(crypto.subtle, "deriveBits").mockImplementation((how, ...rest) =>
    derive("iterations" in (how as Pbkdf2Params) ? { ...(how as Pbkdf2Params), iterations: 10 } : how, ...rest));
  tabs = [];
  await new Promise((resolve) => { indexedDB.deleteDatabase("gangwei").onsuccess = resolve; });
});

afterEach(async () => {
  for (const one of tabs) { one.lockPack(); await one.close(); }
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const name = async (one: Tab): Promise<string | undefined> => (await one.getFieldPack())?.rosters[0]?.entries[0]?.name;

async function stateOf(one: Tab): Promise<string | undefined> {
  await one.refreshPackStatus();
  return one.packStatus.value?.state;
}

describe("a pack under its PIN", () => {
  it("is open where the PIN was typed, and locked in a page just loaded, where no network is needed to open it", async () => {
    expect(await name(await first())).toBe("陈志强");
    const later = await tab();
    expect(await later.getFieldPack()).toBeNull();
    expect(await stateOf(later)).toBe("locked");
    server.unreachable = true;
    expect(await later.unlock(PIN)).toEqual({ outcome: "open" });
    expect(await name(later)).toBe("陈志强");
    expect(later.packStatus.value?.pack).toMatchObject({ sites: 1, guards: 1, units: 1 });
  });

  it("leaves no name and no number in clear on the disk, nor the PIN", async () => {
    await first();
    const found = await disk();
    expect(found).toContain("expires_at");
    for (const secret of [...SECRETS, PIN]) expect(found).not.toContain(secret);
  });

  it("locks by the button, in every tab", async () => {
    const [one, other] = [await first(), await tab()];
    await other.unlock(PIN);
    one.lockPack();
    expect(await one.getFieldPack()).toBeNull();
    await vi.waitFor(async () => { expect(await other.getFieldPack()).toBeNull(); });
  });

  it("locks after the time without a touch that the server says, also when the phone slept meanwhile", async () => {
    const one = await first();
    vi.advanceTimersByTime(590_000);
    document.dispatchEvent(new Event("pointerdown"));
    vi.advanceTimersByTime(590_000);
    expect(await name(one)).toBe("陈志强");
    vi.setSystemTime(Date.now() + 601_000);
    expect(await one.getFieldPack()).toBeNull();
    expect(await stateOf(one)).toBe("locked");
  });

  it("is renewed while it is locked, and asks for the download only when something changed", async () => {
    await first();
    const later = await tab();
    server.guard = "王𡘙";
    server.now = START + 2 * HOUR;
    vi.setSystemTime(server.now);
    await later.refreshFieldPack();
    await later.unlock(PIN);
    expect(await name(later)).toBe("王𡘙");
    server.now = START + 20 * HOUR;
    vi.setSystemTime(server.now);
    await later.unlock(PIN);
    await later.refreshFieldPack();
    vi.setSystemTime(START + 40 * HOUR);
    expect(await later.unlock(PIN)).toEqual({ outcome: "open" });
    expect(await name(later)).toBe("王𡘙");
  });
});

describe("wrong PINs", () => {
  it("are counted over a reload and in two tabs together, and wipe the pack and nothing else", async () => {
    const one = await first();
    await one.drafts.save({ id: "d1", kind: "inspection", value: { findings: "灭火器过期" } });
    expect(await one.unlock(WRONG)).toEqual({ outcome: "wrong", left: 2 });
    const reloaded = await tab();
    const other = await tab();
    const tried = await Promise.all([reloaded.unlock(WRONG), other.unlock(WRONG)]);
    expect(tried.map(({ outcome }) => outcome).sort()).toEqual(["wiped", "wrong"]);
    expect(await stateOf(reloaded)).toBe("no_pin");
    expect(reloaded.packStatus.value?.gone?.why).toBe("tries");
    expect(await one.getFieldPack()).toBeNull();
    expect(await reloaded.unlock(PIN)).toEqual({ outcome: "wiped" });
    expect(await disk()).not.toContain("wrapped");
    expect((await reloaded.drafts.load("d1"))?.value).toEqual({ findings: "灭火器过期" });
  });

  it("are counted before they are judged: killing the app in the middle wins no try", async () => {
    await first();
    const deriving = vi.mocked(crypto.subtle.deriveBits);
    for (let kill = 0; kill < RULES.tries; kill += 1) {
      deriving.mockRejectedValueOnce(new Error("killed"));
      await expect((await tab()).unlock(PIN)).rejects.toThrow("killed");
    }
    expect(await (await tab()).unlock(PIN)).toEqual({ outcome: "wiped" });
  });

  it("are forgiven by the right one", async () => {
    const one = await first();
    await one.unlock(WRONG);
    await one.unlock(WRONG);
    await one.unlock(PIN);
    expect(await one.unlock(WRONG)).toEqual({ outcome: "wrong", left: 2 });
  });
});

describe("the end of a pack", () => {
  it("comes when it expires, and is said", async () => {
    const one = await first();
    vi.setSystemTime(START + 24 * HOUR + 1);
    await one.unlock(PIN);
    expect(await one.getFieldPack()).toBeNull();
    expect(await stateOf(one)).toBe("none");
    expect(one.packStatus.value?.gone?.why).toBe("expired");
    for (const secret of ["sealed", "44012026000123"]) expect(await disk()).not.toContain(secret);
  });

  it("cannot be put off by setting the clock back, also over a restart; nor is it brought on by mistake", async () => {
    const one = await first();
    vi.setSystemTime(START + 20 * HOUR);
    await one.unlock(PIN);
    expect(await name(one)).toBe("陈志强");
    vi.setSystemTime(START + HOUR);
    expect(await one.getFieldPack()).toBeNull();
    const later = await tab();
    await later.unlock(PIN);
    expect(await later.getFieldPack()).toBeNull();
    expect(await stateOf(later)).toBe("clock");
    vi.setSystemTime(START + 21 * HOUR);
    await later.unlock(PIN);
    expect(await name(later)).toBe("陈志强");
    vi.setSystemTime(START + 25 * HOUR);
    await later.unlock(PIN);
    expect(await later.getFieldPack()).toBeNull();
    expect(await stateOf(later)).toBe("none");
  });

  it("is judged by the server's clock where the phone's is wrong by a year, and by its word where the phone was ahead", async () => {
    vi.setSystemTime(START - 8760 * HOUR);
    const one = await first();
    expect(await name(one)).toBe("陈志强");
    vi.setSystemTime(START - 8760 * HOUR + 25 * HOUR);
    await one.unlock(PIN);
    expect(await one.getFieldPack()).toBeNull();
    server.now = START + 25 * HOUR;
    vi.setSystemTime(server.now);
    await one.refreshFieldPack();
    await one.unlock(PIN);
    expect(await name(one)).toBe("陈志强");
  });

  it("comes with the sign-out, and the same PIN opens the next one", async () => {
    const one = await first();
    await one.signedOut();
    const next = await tab();
    expect(await stateOf(next)).toBe("none");
    await next.refreshFieldPack();
    await next.unlock(PIN);
    expect(await name(next)).toBe("陈志强");
  });

  it("comes with another account, lock and all", async () => {
    await first();
    const other = await tab(null);
    other.signedIn("officer-2", { fieldPack: true });
    await vi.waitFor(async () => {
      await other.refreshPackStatus();
      expect(other.packStatus.value?.gone?.why).toBe("account");
    });
    expect(await other.unlock(PIN)).toEqual({ outcome: "wiped" });
    expect(await disk()).not.toContain("private_key");
  });

  it("comes by the server's word: the device was revoked", async () => {
    const one = await first();
    server.revoked = true;
    await expect(one.refreshFieldPack()).rejects.toMatchObject({ code: "device.revoked" });
    expect(await one.getFieldPack()).toBeNull();
    expect(await stateOf(one)).toBe("no_pin");
    expect(one.packStatus.value?.gone?.why).toBe("revoked");
  });

  it("comes at the next contact where the session was ended elsewhere", async () => {
    await first();
    server.session = null;
    const next = await tab(null);
    next.signedIn(OFFICER, { fieldPack: true });
    await vi.waitFor(async () => {
      await next.refreshPackStatus();
      expect(next.packStatus.value?.gone?.why).toBe("ended");
    });
    expect(await disk()).not.toContain("sealed");
  });

  it("does not come back by an answer that was on its way", async () => {
    const one = await first();
    const fetching = one.refreshFieldPack();
    await one.signedOut();
    await fetching.catch(() => undefined);
    expect(await disk()).not.toContain("sealed");
  });
});

it("what lay under the key of before is dropped with that key when the app is updated; work stays", async () => {
  const old = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open("gangwei", 1);
    request.onupgradeneeded = () => {
      for (const store of ["settings", "keys"]) request.result.createObjectStore(store);
      for (const [store, path] of [["packs", "account_id"], ["drafts", "id"], ["commands", "id"], ["receipts", "command_id"]] as const) {
        const made = request.result.createObjectStore(store, { keyPath: path });
        if (store !== "packs") made.createIndex("account_id", "account_id");
      }
      request.result.createObjectStore("pictures", { keyPath: ["draft_id", "name"] }).createIndex("draft_id", "draft_id");
      request.result.createObjectStore("parts", { keyPath: ["command_id", "name"] }).createIndex("command_id", "command_id");
    };
    request.onsuccess = () => { resolve(request.result); };
  });
  const change = old.transaction(["packs", "keys", "drafts"], "readwrite");
  change.objectStore("packs").put({ account_id: OFFICER, expires_at: "2027-01-01T00:00:00Z", sealed: "former" });
  change.objectStore("keys").put("a key", "pack");
  change.objectStore("drafts").put({ id: "d1", account_id: OFFICER, kind: "inspection", marker: "kept" });
  await new Promise((resolve) => { change.oncomplete = resolve; });
  old.close();
  const one = await tab();
  expect(await stateOf(one)).toBe("no_pin");
  const found = await disk();
  expect(found).not.toContain("former");
  expect(found).not.toContain("a key");
  expect(found).toContain("kept");
});

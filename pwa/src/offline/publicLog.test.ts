// @vitest-environment node
/** Proofs and checkpoints of the public log, against samples made on the server's side; and what a phone does about a fork. */
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Bytes } from "./cbor";
import { compare, type Prove, readCheckpoint, toBase64 } from "./checkpoint";
import { close, writeSetting } from "./db";
import { fork, loadFork } from "./fork";
import { isConsistent, isIncluded, leafHash } from "./merkle";
import { refreshCheckpoint } from "./publicLog";
import { readTrustList, type TrustList } from "./trustList";

interface Samples {
  trust_list: string;
  leaves: string[];
  roots: string[];
  inclusion: [number, number, string[]][];
  consistency: [number, number, string[]][];
  checkpoints: { name: string; bytes: string; outcome: string }[];
}

const samples = JSON.parse(readFileSync(new URL("../../../tests/vectors/log.json", import.meta.url), "utf8")) as Samples;
const bytes = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));
const root = (size: number): Bytes => bytes(samples.roots[size] ?? "");
const flipped = (part: Bytes): Bytes => Uint8Array.from(part, (byte, at) => (at === 0 ? byte ^ 1 : byte));
const message = (name: string): Bytes => bytes(samples.checkpoints.find((one) => one.name === name)?.bytes ?? "");
const proofOf = (from: number, to: number): Bytes[] | undefined => samples.consistency.find(([old, size]) => old === from && size === to)?.[2].map(bytes);

let trust: TrustList;

beforeEach(async () => {
  trust = await readTrustList(bytes(samples.trust_list), null);
});

/** Every way to touch a proof. */
function touched(proof: Bytes[]): Bytes[][] {
  const longer = [...proof, new Uint8Array(32)];
  return proof.length === 0 ? [longer] : [longer, proof.slice(1), proof.slice(0, -1), [flipped(proof[0] as Bytes), ...proof.slice(1)]];
}

describe("a proof", () => {
  it("of a leaf holds at its place alone, and only untouched", async () => {
    expect(samples.inclusion.length).toBeGreaterThan(50);
    for (const [index, size, hashes] of samples.inclusion) {
      const [leaf, proof] = [bytes(samples.leaves[index] ?? ""), hashes.map(bytes)];
      expect(await isIncluded(leaf, index, size, proof, root(size))).toBe(true);
      expect(await isIncluded(leaf, index + 1, size, proof, root(size))).toBe(false);
      expect(await isIncluded(leaf, -1, size, proof, root(size))).toBe(false);
      expect(await isIncluded(flipped(leaf), index, size, proof, root(size))).toBe(false);
      for (const wrong of touched(proof)) expect(await isIncluded(leaf, index, size, wrong, root(size))).toBe(false);
    }
  });

  it("of growth holds between its sizes, and only untouched", async () => {
    expect(samples.consistency.length).toBeGreaterThan(50);
    for (const [old, size, hashes] of samples.consistency) {
      const proof = hashes.map(bytes);
      expect(await isConsistent(old, size, root(old), root(size), proof)).toBe(true);
      expect(await isConsistent(old, size, flipped(root(old)), root(size), proof)).toBe(false);
      expect(await isConsistent(old, size, root(old), flipped(root(size)), proof)).toBe(false);
      expect(await isConsistent(0, size, root(0), root(size), proof)).toBe(false);
      for (const wrong of touched(proof)) expect(await isConsistent(old, size, root(old), root(size), wrong)).toBe(false);
    }
  });

  it("hashes as public logs do", async () => {
    const empty = await leafHash(new Uint8Array(0));
    expect(Buffer.from(empty).toString("hex")).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  });

  it("works beyond 32 bits", async () => {
    const leaf = await leafHash(Uint8Array.of(7));
    const path = Array.from({ length: 33 }, () => new Uint8Array(32));
    expect(await isIncluded(leaf, 2 ** 32, 2 ** 33, path, leaf)).toBe(false);
    expect(await isIncluded(leaf, 2 ** 53, 2 ** 53 + 2, path, leaf)).toBe(false);
  });
});

describe("a checkpoint", () => {
  it.each(samples.checkpoints)("$name: $outcome", async ({ bytes: hex, outcome }) => {
    const read = readCheckpoint(bytes(hex), trust);
    if (outcome === "good") expect((await read).bytes).toEqual(bytes(hex));
    else await expect(read).rejects.toMatchObject({ why: outcome });
  });

  it("touched anywhere is not believed", async () => {
    const good = message("seven entries");
    for (let at = 0; at < good.length; at += 1) {
      const wrong = Uint8Array.from(good, (byte, place) => (place === at ? byte ^ 0x10 : byte));
      await expect(readCheckpoint(wrong, trust)).rejects.toBeInstanceOf(Error);
    }
  });
});

describe("two checkpoints", () => {
  const prove: Prove = (from, to) => Promise.resolve(proofOf(from, to) ?? null);
  const read = (name: string): ReturnType<typeof readCheckpoint> => readCheckpoint(message(name), trust);

  it.each([
    ["seven entries", "all entries", "grown"],
    ["all entries", "seven entries", "older"],
    ["an empty log", "seven entries", "grown"],
    ["seven entries", "seven entries", "same"],
    ["all entries", "another past of all entries", "fork"],
    ["seven entries", "another past of all entries", "fork"],
    ["another past of seven entries", "all entries", "fork"],
    ["all entries", "another past of seven entries", "fork"],
  ])("%s, then %s: %s", async (known, came, how) => {
    expect(await compare(await read(known), await read(came), prove)).toBe(how);
  });

  it("are a fork where the server never had such a tree, and nothing where it does not answer", async () => {
    const [known, came] = [await read("all entries"), await read("seven entries")];
    expect(await compare(known, came, () => Promise.resolve("none"))).toBe("fork");
    expect(await compare(known, came, () => Promise.resolve(null))).toBe("unknown");
  });
});

describe("the phone", () => {
  let published = "";
  let reports: string[] = [];
  let takes = true;

  beforeEach(async () => {
    [reports, takes] = [[], true];
    vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
      const url = new URL(path, "https://gw.example.cn");
      if (url.pathname === "/api/log/checkpoint") return Promise.resolve(new Response(message(published)));
      if (url.pathname === "/api/log/forks") {
        reports.push(String(init.body));
        return Promise.resolve(new Response("{}", { status: takes ? 201 : 503 }));
      }
      const proof = proofOf(Number(url.searchParams.get("from")), Number(url.searchParams.get("to")));
      return Promise.resolve(Response.json({ hashes: proof?.map((part) => Buffer.from(part).toString("hex")) }));
    });
    const list = { bytes: bytes(samples.trust_list), etag: null, version: 1, issued_at: 1, checked_at: 1 };
    await writeSetting("list.trust", list);
    await writeSetting("log.checkpoint", undefined);
    await writeSetting("log.fork", undefined);
    await loadFork();
  });

  afterEach(async () => {
    vi.unstubAllGlobals();
    await close();
  });

  async function see(name: string): Promise<string> {
    published = name;
    return refreshCheckpoint();
  }

  it("keeps what grew and is not led back", async () => {
    expect(await see("seven entries")).toBe("grown");
    expect(await see("all entries")).toBe("grown");
    expect(await see("seven entries")).toBe("older");
    expect(await see("all entries")).toBe("same");
    expect(fork.value).toBeNull();
  });

  it("keeps both sides of a fork, goes on comparing with what it held, and reports it until it is taken", async () => {
    await see("seven entries");
    takes = false;
    expect(await see("another past of all entries")).toBe("fork");
    expect(fork.value).toMatchObject({ reported: false });
    takes = true;
    expect(await see("all entries")).toBe("grown");
    expect(fork.value).toMatchObject({ reported: true, known: message("seven entries"), offered: message("another past of all entries") });
    const sent = JSON.stringify({ known: toBase64(message("seven entries")), offered: toBase64(message("another past of all entries")) });
    expect(reports).toEqual([sent, sent]);
    await see("all entries");
    expect(reports).toHaveLength(2);
  });

  it("takes nothing that is not signed by a key for lists", async () => {
    expect(await see("signed by a stranger")).toBe("unknown");
    expect(await see("all entries")).toBe("grown");
  });
});

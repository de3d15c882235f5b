// @vitest-environment node
/** Ten thousand cards and lists that somebody changed: no crash, and none of them is believed. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { ES256, SM2 } from "./algorithms";
import type { Bytes } from "./cbor";
import { checkPayload, checkScanned, parseScanned } from "./credential";
import { RefusedList } from "./signed";
import { readStatusList } from "./statusList";
import * as make from "./testLists";
import { readTrustList, type TrustedKey, type TrustList } from "./trustList";

const SEED = 20260901;
const CARDS = 6100;
const LISTS = 4000;
/** A busy machine needs longer than vitest waits. */
const PATIENCE_MS = 60_000;
/** By then every key of the samples is in use. */
const NOW = 1_789_500_000_000;

const file = new URL("../../../tests/vectors/lists.json", import.meta.url);
interface Samples {
  origin: string;
  pinned: { first: (Omit<TrustedKey, "public_key" | "purpose"> & { public_key: string; purpose: 1 | 2 })[] };
  cards: { name: string; payload: string }[];
}
const samples = JSON.parse(readFileSync(file, "utf8")) as Samples;
const bytes = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));
const KEYS = samples.pinned.first.map((key): TrustedKey => ({ ...key, public_key: bytes(key.public_key), purpose: key.purpose === 1 ? "card" : "list" }));
const TRUST: TrustList = { issuer: samples.origin, version: 1, issued_at: 0, expires_at: 4e9, keys: KEYS };
const GOOD = samples.cards.filter(({ name }) => ["es256", "retired", "sm2", "sm2_second"].includes(name)).map(({ payload }) => bytes(payload));

/** The same numbers on every machine (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Next = (below: number) => number;

function flip(data: Bytes, next: Next): Bytes {
  const out = data.slice();
  for (let left = 1 + next(4); left > 0; left -= 1) {
    const at = next(out.length);
    out[at] = (out[at] ?? 0) ^ (1 << next(8));
  }
  return out;
}

const join = (...parts: ArrayLike<number>[]): Bytes => Uint8Array.from(parts.flatMap((part) => Array.from(part)));

const CHANGES: ((data: Bytes, next: Next) => Bytes)[] = [
  flip,
  (data, next) => data.slice(0, next(data.length)),
  (data, next) => join(data, Array.from({ length: 1 + next(8) }, () => next(256))),
  // Another key, also one for lists, planned or unknown.
  (data, next) => join(data.slice(0, 1), [next(256)], data.slice(2)),
  // Another card's signature.
  (data, next) => join(data.slice(0, -64), (GOOD[2 + next(2)] ?? data).slice(-64)),
  // Integers of eight bytes, of none that exist, and lengths beyond the end.
  (data, next) => join(data.slice(0, 2 + next(40)), [[0x1b, 0x3b, 0x5b, 0x7b, 0x9b, 0xbb][next(6)] ?? 0], Array.from({ length: 8 }, () => 255 - next(2)), data.slice(20)),
  (data, next) => join([next(256)], data.slice(1)),
  (data, next) => Uint8Array.from({ length: data.length }, () => next(256)),
];

/** Several at a time: the browser's own checks run beside each other. */
async function inTurns<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += 64) done.push(...(await Promise.all(all.slice(at, at + 64).map(work))));
  return done;
}

const isGood = (data: Bytes): boolean => GOOD.some((good) => good.length === data.length && good.every((byte, at) => byte === data[at]));

describe("changed cards", () => {
  it(`are never genuine, and never break the reader (${String(CARDS)})`, async () => {
    const next = numbers(SEED);
    const made = Array.from({ length: CARDS }, (_, count) => CHANGES[count % CHANGES.length]?.(GOOD[next(2)] ?? new Uint8Array(), next) ?? new Uint8Array());
    const changed = made.filter((one) => !isGood(one));
    const outcomes = await inTurns(changed, async (one) => (await checkPayload(one, TRUST, NOW)).outcome);
    const believed = changed.filter((_, at) => outcomes[at] === "genuine");
    const seen = new Set(outcomes);
    expect(changed.length).toBeGreaterThan(CARDS * 0.995);
    expect(believed).toEqual([]);
    expect([...seen].sort()).toEqual(["forged", "malformed", "not_a_card", "unknown_key"]);
  }, PATIENCE_MS);

  it("by SM2 are never genuine either", async () => {
    const next = numbers(SEED);
    for (let count = 0; count < 40; count += 1) {
      const changed = CHANGES[count % CHANGES.length]?.(GOOD[2 + next(2)] ?? new Uint8Array(), next) ?? new Uint8Array();
      if (!isGood(changed)) expect((await checkPayload(changed, TRUST)).outcome).not.toBe("genuine");
    }
  }, PATIENCE_MS);

  it("are not genuine when the list gives their key another algorithm, purpose or point", async () => {
    for (const good of GOOD) {
      const others: Partial<TrustedKey>[] = [{ purpose: "list" }, { public_key: KEYS.at(-1)?.public_key ?? new Uint8Array() }];
      for (const change of [...others, ...[ES256, SM2, -8, 2 ** 40].map((algorithm) => ({ algorithm }))]) {
        const keys = KEYS.map((key) => ({ ...key, ...change }));
        const same = KEYS.find(({ key_id }) => key_id === good[1])?.algorithm === change.algorithm;
        if (!same) expect((await checkPayload(good, { ...TRUST, keys })).outcome).not.toBe("genuine");
      }
    }
  });

  it("written as digits are refused in every other spelling", async () => {
    const next = numbers(SEED);
    const url = `${samples.origin}/c/${BigInt(`0x${Buffer.from(GOOD[0] ?? []).toString("hex")}`).toString()}`;
    expect((await checkScanned(url, samples.origin, TRUST)).outcome).toBe("genuine");
    const strange = ["+", "-", "0", " ", "e9", "\u0661", "0x", "９", "\0", "n", "9".repeat(700)];
    for (let count = 0; count < 300; count += 1) {
      const at = next(url.length + 1);
      const changed = url.slice(0, at) + (strange[count % strange.length] ?? "") + url.slice(at + next(2));
      if (changed === url) continue;
      expect((await checkScanned(changed, samples.origin, TRUST)).outcome, changed).not.toBe("genuine");
      expect(parseScanned(changed, "https://other.example")).toBeNull();
    }
  });
});

describe("changed lists", () => {
  let trust: TrustList;
  let lists: { read: (data: Bytes) => Promise<unknown>; good: Bytes }[];

  beforeAll(async () => {
    const [card, list] = await Promise.all([make.makeKey(1), make.makeKey(2)]);
    const lines: make.Line[] = [{ key: card, purpose: 1 }, { key: list, purpose: 2 }];
    const good = await make.trustList(lines, list, { at: 1000 });
    trust = await readTrustList(good, null);
    lists = [
      { read: (data) => readTrustList(data, trust), good },
      { read: (data) => readTrustList(data, null), good },
      { read: (data) => readStatusList(data, trust), good: await make.statusList({ 3: 1 }, list, { at: 1000 }) },
    ];
  });

  it(`are refused with a reason, and never break the reader (${String(LISTS)})`, async () => {
    const next = numbers(SEED);
    for (let count = 0; count < LISTS; count += 1) {
      const { read, good } = lists[count % lists.length] ?? { read: () => Promise.resolve(), good: new Uint8Array() };
      const changed = CHANGES[next(CHANGES.length)]?.(good, next) ?? good;
      if (changed.length === good.length && changed.every((byte, at) => byte === good[at])) continue;
      await expect(read(changed)).rejects.toBeInstanceOf(RefusedList);
    }
  }, PATIENCE_MS);
});

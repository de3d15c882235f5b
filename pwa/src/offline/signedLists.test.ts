// @vitest-environment node
/** The readers of lists and of cards by them, against samples made on the server's side (tests/vectors). */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Bytes } from "./cbor";
import { ageAt } from "./age";
import { checkScanned } from "./credential";
import { RefusedList } from "./signed";
import { type ListedState, readStatusList, stateAt } from "./statusList";
import { readTrustList, type TrustList } from "./trustList";

interface ListCase {
  name: string;
  why: string;
  outcome: string;
  pinned: string;
  newest: number;
  now: number;
  bytes: string;
  statuses?: Record<string, number>;
}

interface CardCase {
  name: string;
  why: string;
  outcome: string;
  keys: string;
  now: number;
  url: string;
}

interface SampleKey {
  key_id: number;
  algorithm: number;
  public_key: string;
  purpose: 1 | 2;
  valid_from: number;
  valid_until: number | null;
  revoked_at: number | null;
}

interface Samples {
  origin: string;
  pinned: Record<string, SampleKey[]>;
  trust_lists: ListCase[];
  status_lists: ListCase[];
  cards: CardCase[];
}

const samples = JSON.parse(readFileSync(new URL("../../../tests/vectors/lists.json", import.meta.url), "utf8")) as Samples;
const bytes = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));
const STATES: readonly ListedState[] = ["valid", "revoked", "suspended", "other"];

/** The list a phone has pinned. */
function pinned(name: string, version = 0): TrustList {
  const keys = (samples.pinned[name] ?? []).map((key) => ({
    ...key, public_key: bytes(key.public_key), purpose: key.purpose === 1 ? ("card" as const) : ("list" as const),
  }));
  return { issuer: samples.origin, version, issued_at: 0, expires_at: 4e9, keys };
}

async function outcomeOf(work: () => Promise<{ issued_at: number; expires_at: number }>, now: number): Promise<string> {
  try {
    return ageAt(await work(), now * 1000) === "expired" ? "expired" : "valid";
  } catch (error) {
    if (error instanceof RefusedList) return error.why;
    throw error;
  }
}

describe("a trust list", () => {
  it.each(samples.trust_lists)("$name: $why", async ({ bytes: hex, pinned: name, newest, now, outcome }) => {
    expect(await outcomeOf(() => readTrustList(bytes(hex), pinned(name, newest)), now)).toBe(outcome);
  });

  it("says who may sign what, from when and until when", async () => {
    const first = await readTrustList(bytes(samples.trust_lists[0]?.bytes ?? ""), null);
    expect(first).toMatchObject({ issuer: samples.origin, keys: pinned("first").keys });
  });
});

describe("a status list", () => {
  it.each(samples.status_lists)("$name: $why", async ({ bytes: hex, pinned: name, newest, now, outcome, statuses }) => {
    const before = newest ? { issuer: samples.origin, version: newest, issued_at: 0, expires_at: 4e9, bits: new Uint8Array() } : null;
    const read = (): ReturnType<typeof readStatusList> => readStatusList(bytes(hex), pinned(name), before);
    expect(await outcomeOf(read, now)).toBe(outcome);
    if (outcome !== "valid") return;
    const list = await read();
    for (const [place, state] of Object.entries(statuses ?? {})) expect(stateAt(list, Number(place))).toBe(STATES[state]);
    expect(stateAt(list, 65_536)).toBe("unlisted");
  });
});

describe("a card by these keys", () => {
  const named = { revoked_key: "revoked_key", unknown_key: "unknown_key", forged: "forged" } as Record<string, string>;

  it.each(samples.cards)("$name: $why", async ({ url, keys, now, outcome }) => {
    const check = await checkScanned(url, samples.origin, pinned(keys), now * 1000);
    if (check.outcome === "genuine") expect(check.planned ? "planned_key" : "valid").toBe(outcome);
    else expect(check.outcome).toBe(named[outcome]);
  });
});

// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkPayload, checkScanned, parseScanned } from "./credential";
import { ES256, SM2 } from "./algorithms";
import type { Bytes } from "./cbor";
import type { TrustedKey, TrustList } from "./trustList";

interface Case {
  name: string;
  why: string;
  outcome: string;
  key_id: number | null;
  fields: object | null;
  payload: string;
  url: string | null;
}

interface Vectors {
  origin: string;
  keys: { key_id: number; public_key: string }[];
  cases: Case[];
  scans: { why: string; text: string; outcome: string }[];
}

const file = new URL("../../../tests/vectors/credential.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;

const bytes = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));

function trust(changes: Partial<TrustedKey> = {}): TrustList {
  const keys = vectors.keys.map(({ key_id, public_key }) => ({
    key_id, algorithm: ES256, public_key: bytes(public_key), purpose: "card" as const, valid_from: 0, valid_until: null, revoked_at: null, ...changes,
  }));
  return { issuer: vectors.origin, version: 1, issued_at: 0, expires_at: 4e9, keys };
}

const named = (outcome: string): string => (outcome === "genuine" ? "valid" : outcome);
const valid = vectors.cases.find(({ name }) => name === "valid") as Case;

describe("a card", () => {
  it.each(vectors.cases)("$name: $why", async ({ payload, url, outcome, key_id, fields }) => {
    const check = url ? await checkScanned(url, vectors.origin, trust()) : await checkPayload(bytes(payload), trust());
    expect(named(check.outcome)).toBe(outcome);
    if (check.outcome === "genuine") expect(check).toEqual({ outcome: "genuine", key_id, fields, planned: false });
  });

  it("is not believed when its key was revoked", async () => {
    expect(await checkPayload(bytes(valid.payload), trust({ revoked_at: 1 }))).toEqual({ outcome: "revoked_key" });
  });

  it("is not believed when its key is one for lists", async () => {
    expect(await checkPayload(bytes(valid.payload), trust({ purpose: "list" }))).toEqual({ outcome: "unknown_key" });
  });

  it("stays good when its key is retired, and is told apart while its key is only planned", async () => {
    expect(await checkPayload(bytes(valid.payload), trust({ valid_until: 1 }))).toMatchObject({ outcome: "genuine", planned: false });
    const planned = trust({ valid_from: 2000 });
    expect(await checkPayload(bytes(valid.payload), planned, 1_999_000)).toMatchObject({ outcome: "genuine", planned: true });
    expect(await checkPayload(bytes(valid.payload), planned, 2_000_000)).toMatchObject({ planned: false });
  });

  it("cannot be checked with a key off the curve, and is not called forged", async () => {
    const off = bytes("04" + "11".repeat(64));
    for (const algorithm of [ES256, SM2]) {
      expect(await checkPayload(bytes(valid.payload), trust({ public_key: off, algorithm }))).toEqual({ outcome: "cannot_check" });
    }
  });

  it("is never genuine with any single bit changed", async () => {
    const payload = bytes(valid.payload);
    for (let bit = 0; bit < payload.length * 8; bit += 1) {
      const changed = payload.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await checkPayload(changed, trust())).outcome).not.toBe("genuine");
    }
  });
});

describe("a scanned text", () => {
  it.each(vectors.scans)("$why", async ({ text, outcome }) => {
    const { outcome: found } = await checkScanned(text, vectors.origin, trust());
    expect(named(found)).toBe(outcome);
  });

  it("of ours is not ours at another origin", () => {
    expect(parseScanned(valid.url ?? "", vectors.origin)).not.toBeNull();
    expect(parseScanned(valid.url ?? "", "https://other.example")).toBeNull();
  });
});

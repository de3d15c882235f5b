// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkPayload, checkScanned, parseScanned } from "./credential";
import { InvalidTrustList, parseTrustList, type TrustList } from "./trustList";

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

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const base64url = (hex: string): string => Buffer.from(hex, "hex").toString("base64url");

function trust(changes: object = {}): TrustList {
  const keys = vectors.keys.map(({ key_id, public_key }) => ({
    key_id,
    algorithm: "ES256",
    public_key: base64url(public_key),
    valid_from: "2026-01-01T00:00:00Z",
    valid_until: null,
    revoked_at: null,
    ...changes,
  }));
  return parseTrustList({ version: 1, issued_at: "2026-01-01T00:00:00Z", card_origin: "https://gw.example.cn", keys });
}

const named = (outcome: string): string => (outcome === "genuine" ? "valid" : outcome);
const valid = vectors.cases.find(({ name }) => name === "valid") as Case;

describe("a card", () => {
  it.each(vectors.cases)("$name: $why", async ({ payload, url, outcome, key_id, fields }) => {
    const check = url ? await checkScanned(url, vectors.origin, trust()) : await checkPayload(bytes(payload), trust());
    expect(named(check.outcome)).toBe(outcome);
    if (check.outcome === "genuine") expect(check).toEqual({ outcome: "genuine", key_id, fields });
  });

  it("is not believed when its key was revoked", async () => {
    const check = await checkPayload(bytes(valid.payload), trust({ revoked_at: "2026-02-01T00:00:00Z" }));
    expect(check).toEqual({ outcome: "unknown_key" });
  });

  it("is not believed when its key belongs to another algorithm", async () => {
    expect(await checkPayload(bytes(valid.payload), trust({ algorithm: "SM2" }))).toEqual({ outcome: "unknown_key" });
  });

  it("cannot be checked with a key off the curve, and is not called forged", async () => {
    const key = base64url("04" + "11".repeat(64));
    expect(await checkPayload(bytes(valid.payload), trust({ public_key: key }))).toEqual({ outcome: "cannot_check" });
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

describe("a trust list", () => {
  it.each([null, [], "keys", {}, { version: 1, issued_at: "2026-01-01T00:00:00Z" }, { version: "1", issued_at: "now", keys: [] }])(
    "is refused when it is %j",
    (raw) => {
      expect(() => parseTrustList(raw)).toThrow(InvalidTrustList);
    },
  );

  it("is refused when a key is cut short", () => {
    expect(() => trust({ public_key: "BA5e" })).toThrow(InvalidTrustList);
  });
});

/** The public keys that cards are believed by: GET /api/trust-list, read strictly. */

export interface TrustedKey {
  key_id: number;
  /** Raw uncompressed P-256 point, 65 bytes. */
  public_key: Uint8Array<ArrayBuffer>;
  valid_from: string;
  valid_until: string | null;
  revoked_at: string | null;
}

export interface TrustList {
  version: number;
  issued_at: string;
  /** Scheme and host that every card's code begins with; the app itself may be opened at another address. */
  card_origin: string;
  keys: TrustedKey[];
}

/** The answer is not a trust list; the one already stored must stay. */
export class InvalidTrustList extends Error {}

type Raw = Record<string, unknown>;

const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null;

function text(raw: Raw, field: string): string {
  const value = raw[field];
  if (typeof value !== "string") throw new InvalidTrustList(`${field} is not text`);
  return value;
}

function number(raw: Raw, field: string): number {
  const value = raw[field];
  if (!Number.isSafeInteger(value)) throw new InvalidTrustList(`${field} is not a whole number`);
  return value as number;
}

function instantOrNull(raw: Raw, field: string): string | null {
  if (raw[field] === null || raw[field] === undefined) return null;
  return instant(raw, field);
}

function instant(raw: Raw, field: string): string {
  const value = text(raw, field);
  if (Number.isNaN(Date.parse(value))) throw new InvalidTrustList(`${field} is not an instant`);
  return value;
}

function point(encoded: string): Uint8Array<ArrayBuffer> {
  const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  if (binary.length !== 65) throw new InvalidTrustList("public_key is not a P-256 point");
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** A key of another algorithm is left out, so its cards are "unknown key", never half checked. */
function parseKey(raw: unknown): TrustedKey[] {
  if (!isRaw(raw)) throw new InvalidTrustList("a key is not an object");
  if (raw["algorithm"] !== "ES256") return [];
  return [
    {
      key_id: number(raw, "key_id"),
      public_key: point(text(raw, "public_key")),
      valid_from: instant(raw, "valid_from"),
      valid_until: instantOrNull(raw, "valid_until"),
      revoked_at: instantOrNull(raw, "revoked_at"),
    },
  ];
}

/** Throws InvalidTrustList for anything but a well-formed list. */
export function parseTrustList(raw: unknown): TrustList {
  if (!isRaw(raw) || !Array.isArray(raw["keys"])) throw new InvalidTrustList("not a trust list");
  return {
    version: number(raw, "version"),
    issued_at: instant(raw, "issued_at"),
    card_origin: text(raw, "card_origin"),
    keys: raw["keys"].flatMap(parseKey),
  };
}

/** The key with this id, unless it is revoked: a revoked key never comes back. */
export function findKey(trust: TrustList, keyId: number): TrustedKey | undefined {
  return trust.keys.find((key) => key.key_id === keyId && key.revoked_at === null);
}

/**
 * The keys that cards and lists are believed by (docs/lists.md): read strictly, taken over only from a list signed by a
 * key already known, and never back to an earlier one.
 */
import { ALGORITHMS, type VerifyingKey } from "./algorithms";
import { type Bytes, type Cbor, type CborMap, isBytes } from "./cbor";
import { checkSignature, type Common, demand, demandFollows, readClaims, readCommon, readSigned, refuse, whole } from "./signed";

export type Purpose = "card" | "list";

/** Instants are seconds since 1970. */
export interface TrustedKey extends VerifyingKey {
  key_id: number;
  purpose: Purpose;
  valid_from: number;
  valid_until: number | null;
  revoked_at: number | null;
}

/** `issuer`: scheme and host that every card's code begins with; the app itself may be opened at another address. */
export interface TrustList extends Common {
  keys: TrustedKey[];
}

export const TRUST_PATH = "/api/lists/trust";

const TYPE = "application/gangwei-trust-list+cwt";
const KEYS = -65538;
const PURPOSES: readonly Purpose[] = ["card", "list"];
const POINT_BYTES = 65;
const LAST_KEY_ID = 255;

const orNull = (value: Cbor | undefined): number | null => (value === null ? null : whole(value));

function readKey(item: Cbor): TrustedKey {
  demand(Array.isArray(item) && item.length === 7);
  const [id, algorithm, point, said, from, until, revoked] = item;
  const [key_id, purpose] = [whole(id), PURPOSES[whole(said) - 1]];
  demand(key_id > 0 && key_id <= LAST_KEY_ID && purpose !== undefined);
  demand(typeof algorithm === "number" && ALGORITHMS.includes(algorithm));
  demand(isBytes(point) && point.length === POINT_BYTES);
  return { key_id, algorithm, public_key: point, purpose, valid_from: whole(from), valid_until: orNull(until), revoked_at: orNull(revoked) };
}

function readList(claims: CborMap): TrustList {
  const listed = claims.get(KEYS);
  demand(Array.isArray(listed));
  const keys = listed.map(readKey);
  demand(new Set(keys.map(({ key_id }) => key_id)).size === keys.length);
  return { ...readCommon(claims, TRUST_PATH), keys };
}

export function findKey(trust: TrustList, keyId: number, purpose: Purpose): TrustedKey | undefined {
  return trust.keys.find((key) => key.key_id === keyId && key.purpose === purpose);
}

/** The key that may have signed a list, by one trust list. @throws RefusedList */
export function listKey(trust: TrustList, keyId: number): TrustedKey {
  const key = findKey(trust, keyId, "list") ?? refuse("unknown_key");
  return key.revoked_at === null ? key : refuse("revoked_key");
}

/**
 * A trust list. Without one at hand (`pinned` null: a first load over TLS) a key it names itself must have signed it. Later
 * its signer stands in both, its version and time did not go back, no key became another, and none that was revoked came
 * back. Whether it has expired is the caller's to ask. @throws RefusedList
 */
export async function readTrustList(data: Bytes, pinned: TrustList | null): Promise<TrustList> {
  const unchecked = readSigned(data, TYPE);
  if (pinned) await checkSignature(unchecked, listKey(pinned, unchecked.key_id));
  const list = readList(readClaims(unchecked));
  const signer = listKey(list, unchecked.key_id);
  if (!pinned) await checkSignature(unchecked, signer);
  demandFollows(list, pinned);
  pinned?.keys.forEach((key) => { demandSame(key, list.keys); });
  return list;
}

function demandSame(before: TrustedKey, keys: readonly TrustedKey[]): void {
  const after = keys.find(({ key_id }) => key_id === before.key_id);
  demand(after === undefined || isSame(before, after));
  // Nor may a revoked key be left out: it could come back by a second list.
  if (before.revoked_at !== null && (after?.revoked_at ?? null) === null) refuse("rolled_back");
}

function isSame(a: TrustedKey, b: TrustedKey): boolean {
  return a.algorithm === b.algorithm && a.purpose === b.purpose && a.public_key.every((byte, at) => byte === b.public_key[at]);
}

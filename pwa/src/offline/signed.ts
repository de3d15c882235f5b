/**
 * A signed list: COSE_Sign1 (RFC 9052) around claims (RFC 8392), as docs/lists.md says. The type of list stands in the
 * protected header, so that no list can pass for another, and no card for a list.
 */
import { sigStructure, verifies, type VerifyingKey } from "./algorithms";
import { type Bytes, type Cbor, type CborMap, InvalidCbor, isBytes, readCbor } from "./cbor";

/** Why a list was not taken: the one that is stored stays. The words of docs/lists.md, and one for a browser that cannot check. */
export type Refusal =
  | "malformed" | "other_type" | "unknown_key" | "revoked_key" | "forged" | "other_issuer" | "expired" | "rolled_back" | "cannot_check";

export class RefusedList extends Error {
  declare readonly why: Refusal;

  constructor(why: Refusal) {
    super(why);
    this.why = why;
  }
}

/** A list whose signature is not checked yet. */
export interface Unchecked {
  key_id: number;
  algorithm: number;
  payload: Bytes;
  to_sign: Bytes;
  signature: Bytes;
}

/** What every list says: who made it, its number, from when and until when it is good (s since 1970). */
export interface Common {
  issuer: string;
  version: number;
  issued_at: number;
  expires_at: number;
}

const SIGN1 = 18;
const [ALG, KID, TYP] = [1, 4, 16];
const [ISS, SUB, EXP, IAT] = [1, 2, 4, 6];
const VERSION = -65537;

export function refuse(why: Refusal): never {
  throw new RefusedList(why);
}

export function demand(condition: boolean): asserts condition {
  if (!condition) refuse("malformed");
}

export function whole(value: Cbor | undefined): number {
  demand(typeof value === "number" && value >= 0);
  return value;
}

function readMap(data: Bytes): CborMap {
  const item = read(data);
  demand(item instanceof Map);
  return item;
}

function read(data: Bytes): Cbor {
  try {
    return readCbor(data);
  } catch (error) {
    throw error instanceof InvalidCbor ? new RefusedList("malformed") : error;
  }
}

/** Takes a message of this type apart, all but its claims, which are best read after `checkSignature`. @throws RefusedList */
export function readSigned(data: Bytes, type: string): Unchecked {
  const item = read(data);
  const message = item !== null && typeof item === "object" && "tag" in item && item.tag === SIGN1 ? item.value : null;
  demand(Array.isArray(message) && message.length === 4);
  const [header, open, payload, signature] = message;
  demand(isBytes(header) && isBytes(payload) && isBytes(signature) && signature.length === 64);
  demand(open instanceof Map && open.size === 0);
  const said = readMap(header);
  const [algorithm, keyId] = [said.get(ALG), said.get(KID)];
  demand(said.size === 3 && typeof algorithm === "number" && isBytes(keyId) && keyId.length === 1);
  if (said.get(TYP) !== type) refuse("other_type");
  return { key_id: keyId[0] ?? 0, algorithm, payload, to_sign: sigStructure(header, payload), signature };
}

/** What the message claims. @throws RefusedList */
export const readClaims = ({ payload }: Unchecked): CborMap => readMap(payload);

/** Returns when this key signed the message, by the key's own algorithm: the header only repeats it. @throws RefusedList */
export async function checkSignature({ algorithm, to_sign, signature }: Unchecked, key: VerifyingKey): Promise<void> {
  const good = algorithm === key.algorithm && (await verifies(key, to_sign, signature));
  if (good === null) refuse("cannot_check");
  if (!good) refuse("forged");
}

/** What every list says; `path` is where it is published, and stands in it. @throws RefusedList */
export function readCommon(claims: CborMap, path: string): Common {
  const issuer = claims.get(ISS);
  demand(typeof issuer === "string");
  if (claims.get(SUB) !== issuer + path) refuse("other_issuer");
  return { issuer, version: whole(claims.get(VERSION)), issued_at: whole(claims.get(IAT)), expires_at: whole(claims.get(EXP)) };
}

/** Of the same issuer, and not older than the one at hand. @throws RefusedList */
export function demandFollows(list: Common, before: Common | null): void {
  if (before === null) return;
  if (list.issuer !== before.issuer) refuse("other_issuer");
  if (list.version < before.version || list.issued_at < before.issued_at) refuse("rolled_back");
}

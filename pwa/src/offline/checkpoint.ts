/**
 * Checkpoints of the public log (docs/transparency.md): a signed size and root. Two that cannot both be of one log are a
 * fork: somebody with the register in his hands shows different people different pasts.
 */
import { type Bytes, isBytes } from "./cbor";
import { isConsistent, same } from "./merkle";
import { checkSignature, demand, readClaims, readSigned, refuse, whole } from "./signed";
import { listKey, type TrustList } from "./trustList";

export const CHECKPOINT_PATH = "/api/log/checkpoint";

const TYPE = "application/gangwei-checkpoint+cwt";
const [ISS, SUB, IAT, SIZE, ROOT] = [1, 2, 6, -65537, -65538];
const HASH_BYTES = 32;

export interface Checkpoint {
  size: number;
  root: Bytes;
  /** When it was signed, s since 1970. */
  at: number;
  /** As it was signed. */
  bytes: Bytes;
}

/** A checkpoint that a list key of this trust list signed. @throws RefusedList */
export async function readCheckpoint(bytes: Bytes, trust: TrustList): Promise<Checkpoint> {
  const unchecked = readSigned(bytes, TYPE);
  await checkSignature(unchecked, listKey(trust, unchecked.key_id));
  const claims = readClaims(unchecked);
  if (claims.get(ISS) !== trust.issuer || claims.get(SUB) !== trust.issuer + CHECKPOINT_PATH) refuse("other_issuer");
  const root = claims.get(ROOT);
  demand(isBytes(root) && root.length === HASH_BYTES);
  return { size: whole(claims.get(SIZE)), root, at: whole(claims.get(IAT)), bytes };
}

/** `unknown`: the proof could not be had, so nothing is concluded. */
export type Comparison = "same" | "grown" | "older" | "fork" | "unknown";

/** What the server answers to the question for a proof; null: it did not answer, "none": it says that it never had such a tree. */
export type Prove = (from: number, to: number) => Promise<Uint8Array[] | "none" | null>;

/** How a checkpoint that came stands to the one at hand. */
export async function compare(known: Checkpoint, came: Checkpoint, prove: Prove): Promise<Comparison> {
  if (known.size === came.size) return same(known.root, came.root) ? "same" : "fork";
  const [small, large] = known.size < came.size ? [known, came] : [came, known];
  const follows = came === large ? "grown" : "older";
  if (small.size === 0) return follows; // every log began empty
  const proof = await prove(small.size, large.size);
  if (proof === null) return "unknown";
  if (proof === "none") return "fork";
  return (await isConsistent(small.size, large.size, small.root, large.root, proof)) ? follows : "fork";
}

export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** @throws RefusedList where it is no hash */
export function fromHex(text: unknown): Bytes {
  demand(typeof text === "string" && /^[0-9a-f]{64}$/.test(text));
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

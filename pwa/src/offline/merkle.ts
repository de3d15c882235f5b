/**
 * Proofs of the public log's Merkle tree (RFC 9162, section 2.1): that a leaf is in it, and that a larger tree began as a
 * smaller one. Sizes may pass 2^32, so halves are taken by division and not by shifts.
 */
import type { Bytes } from "./cbor";

const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;

export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

export const leafHash = (data: Uint8Array): Promise<Bytes> => sha256(Uint8Array.of(0), data);
const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(Uint8Array.of(1), left, right);

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** Whether each part of a proof stands left of what is known; null when there are too many parts or too few. */
function sides(place: number, last: number, count: number): boolean[] | null {
  const found: boolean[] = [];
  for (let left = count; left > 0; left -= 1) {
    if (last === 0) return null;
    const standsLeft = isOdd(place) || place === last;
    while (standsLeft && place > 0 && !isOdd(place)) [place, last] = [half(place), half(last)];
    found.push(standsLeft);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? found : null;
}

/** Whether the leaf is at that place of the tree with that root (section 2.1.3.2). */
export async function isIncluded(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array): Promise<boolean> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  const where = sides(index, size - 1, proof.length);
  if (where === null) return false;
  let found = leaf;
  for (const [at, part] of proof.entries()) found = await (where[at] === true ? nodeHash(part, found) : nodeHash(found, part));
  return same(found, root);
}

/** Whether the larger tree began as the smaller one (section 2.1.4.2). */
export async function isConsistent(
  old: number,
  size: number,
  oldRoot: Uint8Array,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (!Number.isSafeInteger(old) || !Number.isSafeInteger(size) || old < 1 || old > size) return false;
  if (old === size) return proof.length === 0 && same(oldRoot, root);
  let [place, last] = [old - 1, size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  // A smaller tree that is complete is its own first part.
  const [first, ...rest] = place === 0 ? [oldRoot, ...proof] : proof;
  const where = sides(place, last, rest.length);
  if (first === undefined || where === null) return false;
  let [was, now] = [first, first];
  for (const [at, part] of rest.entries()) {
    if (where[at] === true) was = await nodeHash(part, was);
    now = await (where[at] === true ? nodeHash(part, now) : nodeHash(now, part));
  }
  return same(was, oldRoot) && same(now, root);
}

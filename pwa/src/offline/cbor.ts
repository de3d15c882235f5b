/**
 * CBOR as the published lists are written (docs/lists.md): deterministic (RFC 8949, section 4.2.1), without floats. Own
 * and small, because what comes from a network is read before its signature can be checked, and a library would outweigh
 * the public page. Cards have a stricter reader still (cardFields.ts).
 */

export type Bytes = Uint8Array<ArrayBuffer>;
export type Cbor = number | string | null | Bytes | Cbor[] | CborMap | Tagged;
export type CborMap = Map<number | string, Cbor>;

export interface Tagged {
  tag: number;
  value: Cbor;
}

/** These bytes are not CBOR as we write it. */
export class InvalidCbor extends Error {}

const DEEPEST = 6;
const NULL = 0xf6;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const isBytes = (value: unknown): value is Bytes => value instanceof Uint8Array;

function demand(condition: boolean): asserts condition {
  if (!condition) throw new InvalidCbor();
}

interface Place {
  data: Bytes;
  at: number;
}

function take(place: Place, count: number): Bytes {
  const end = place.at + count;
  demand(end <= place.data.length);
  const taken = place.data.subarray(place.at, end);
  place.at = end;
  return taken;
}

/** A length or number in its shortest spelling, as far as a number of this language is exact. */
function argument(place: Place, info: number): number {
  if (info < 24) return info;
  demand(info < 28);
  const size = 1 << (info - 24);
  const value = take(place, size).reduce((sum, byte) => sum * 256 + byte, 0);
  demand(value >= (size === 1 ? 24 : 2 ** (4 * size)) && value < Number.MAX_SAFE_INTEGER);
  return value;
}

function item(place: Place, depth: number): Cbor {
  const first = take(place, 1)[0] ?? 0;
  if (first === NULL) return null;
  demand(depth < DEEPEST);
  const major = first >> 5;
  const value = argument(place, first & 0x1f);
  switch (major) {
    case 0:
      return value;
    case 1:
      return -1 - value;
    case 2:
      return take(place, value).slice();
    case 3:
      return text(take(place, value));
    case 4:
      demand(value <= place.data.length);
      return Array.from({ length: value }, () => item(place, depth + 1));
    case 5:
      return map(place, value, depth + 1);
    case 6:
      return { tag: value, value: item(place, depth + 1) };
    default:
      throw new InvalidCbor();
  }
}

/** Keys stand in the order of their bytes, so none stands twice. */
function map(place: Place, count: number, depth: number): CborMap {
  const found: CborMap = new Map();
  let before = "";
  for (let left = count; left > 0; left -= 1) {
    const from = place.at;
    const key = item(place, depth);
    const spelled = String.fromCharCode(...place.data.subarray(from, Math.min(place.at, from + 64)));
    demand((typeof key === "number" || typeof key === "string") && spelled > before);
    before = spelled;
    found.set(key, item(place, depth));
  }
  return found;
}

function text(bytes: Bytes): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new InvalidCbor();
  }
}

/** The one item these bytes hold. @throws InvalidCbor */
export function readCbor(data: Bytes): Cbor {
  const place = { data, at: 0 };
  const found = item(place, 0);
  demand(place.at === data.length);
  return found;
}

/** The head of a byte string. */
export function bytesHead(size: number): number[] {
  if (size < 24) return [0x40 | size];
  const spelled = size < 0x100 ? 1 : size < 0x1_0000 ? 2 : 4;
  const head = [0x58 + (spelled >> 1)];
  for (let shift = spelled * 8 - 8; shift >= 0; shift -= 8) head.push((size >>> shift) & 0xff);
  return head;
}

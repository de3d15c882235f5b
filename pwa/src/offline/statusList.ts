/**
 * The present state of every certificate, two bits each (IETF Token Status List): a signed list of numbers, nothing
 * personal. A phone that holds it needs no network for a verdict as good as the register's of that hour.
 */
import { type Bytes, isBytes } from "./cbor";
import { checkSignature, type Common, demand, demandFollows, readClaims, readCommon, readSigned, refuse } from "./signed";
import { listKey, type TrustList } from "./trustList";

/** `other`: cancelled or replaced; the list does not tell which. `unlisted`: behind the list's end, so younger than it. */
export type ListedState = "valid" | "revoked" | "suspended" | "other" | "unlisted";

/** `bits`: four certificates a byte, the first in the lowest two bits. */
export interface StatusList extends Common {
  bits: Uint8Array;
}

export const STATUS_PATH = "/api/lists/status";

const TYPE = "application/statuslist+cwt";
const STATUS_LIST = 65533;
const STATES: readonly ListedState[] = ["valid", "revoked", "suspended", "other"];
/** 67 million certificates. What would grow larger is an attack. */
const LARGEST_BYTES = 16 << 20;

/** A status list signed by a list key of this trust list, not older than the one at hand. @throws RefusedList */
export async function readStatusList(data: Bytes, trust: TrustList, before: StatusList | null = null): Promise<StatusList> {
  const unchecked = readSigned(data, TYPE);
  await checkSignature(unchecked, listKey(trust, unchecked.key_id));
  const claims = readClaims(unchecked);
  const common = readCommon(claims, STATUS_PATH);
  demandFollows(common, before);
  if (common.issuer !== trust.issuer) refuse("other_issuer");
  const body = claims.get(STATUS_LIST);
  demand(body instanceof Map && body.get("bits") === 2);
  const list = body.get("lst");
  demand(isBytes(list));
  return { ...common, bits: await inflate(list) };
}

/** Which state a certificate is in, by its place in the list. */
export function stateAt({ bits }: StatusList, index: number): ListedState {
  const byte = bits[Math.floor(index / 4)];
  return byte === undefined ? "unlisted" : (STATES[(byte >> ((index % 4) * 2)) & 3] ?? "other");
}

async function inflate(data: Bytes): Promise<Uint8Array> {
  // Safari before 16.4 and Firefox before 113 cannot: their verdicts stay amber.
  if (typeof DecompressionStream !== "function") refuse("cannot_check");
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
    for (let next = await reader.read(); !next.done && size <= LARGEST_BYTES; next = await reader.read()) {
      size += next.value.length;
      parts.push(next.value);
    }
    if (size > LARGEST_BYTES) await reader.cancel();
  } catch {
    refuse("malformed");
  }
  demand(size <= LARGEST_BYTES);
  return joined(parts, size);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

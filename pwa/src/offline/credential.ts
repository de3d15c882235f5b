/**
 * The signed credential in a card's QR code, judged on the phone (docs/card-format.md).
 *
 *     0x11 || key id || CBOR array of the card's fields || 64-byte signature
 *
 * A page without a secure context cannot check signatures; that is its own outcome, never "forged".
 */
import { SM2, sigStructure, verifies } from "./algorithms";
import type { Bytes } from "./cbor";
import { type CardFields, InvalidFields, readCardFields } from "./cardFields";
import { findKey, type TrustedKey, type TrustList } from "./trustList";

export type { CardFields } from "./cardFields";

const FORMAT = 0x11;
const HEADER_BYTES = 2;
const SIGNATURE_BYTES = 64;
const MAX_PAYLOAD_BYTES = 243;
const MAX_DIGITS = 586;
const PATH = "/c/";
const DIGITS = /^[1-9][0-9]*$/;

/**
 * What the card alone says. `genuine` says nothing about expiry or the state in the register; `planned`: by the
 * trust list its key is not in use yet. Of a revoked key's card nobody can say who made it.
 */
export type CardCheck =
  | { outcome: "genuine"; key_id: number; fields: CardFields; planned: boolean }
  | { outcome: "not_a_card" }
  | { outcome: "malformed" }
  | { outcome: "unknown_key" }
  | { outcome: "revoked_key" }
  | { outcome: "forged" }
  | { outcome: "cannot_check" };

interface Unverified {
  key_id: number;
  fields: CardFields;
  signed: Bytes;
  signature: Bytes;
}

/** The payload in a scanned text, or null unless it is our own prefix and a card's number. */
export function parseScanned(text: string, origin: string): Bytes | null {
  const prefix = origin + PATH;
  return text.startsWith(prefix) ? fromDigits(text.slice(prefix.length)) : null;
}

/** The payload of a decimal number, or null for any other spelling of it. */
export function fromDigits(digits: string): Bytes | null {
  if (digits.length > MAX_DIGITS || !DIGITS.test(digits)) return null;
  const hex = BigInt(digits).toString(16);
  const pairs = hex.padStart(hex.length + (hex.length % 2), "0").match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/** Judge a scanned text by the trust list at hand; `now` in ms since 1970. Never throws: doubt is an outcome. */
export async function checkScanned(text: string, origin: string, trust: TrustList, now = Date.now()): Promise<CardCheck> {
  const payload = parseScanned(text, origin);
  return payload === null ? { outcome: "not_a_card" } : checkPayload(payload, trust, now);
}

/** Judge a payload by the trust list at hand; `now` in ms since 1970. Never throws: doubt is an outcome. */
export async function checkPayload(payload: Bytes, trust: TrustList, now = Date.now()): Promise<CardCheck> {
  if (payload[0] !== FORMAT) return { outcome: "not_a_card" };
  const card = takeApart(payload);
  if (card === null) return { outcome: "malformed" };
  const key = findKey(trust, card.key_id, "card");
  if (key === undefined) return { outcome: "unknown_key" };
  if (key.revoked_at !== null) return { outcome: "revoked_key" };
  const matches = await verifies(key, sigStructure(headerOf(key), card.signed), card.signature);
  if (matches === null) return { outcome: "cannot_check" };
  if (!matches) return { outcome: "forged" };
  return { outcome: "genuine", key_id: card.key_id, fields: card.fields, planned: key.valid_from * 1000 > now };
}

/** The protected header {1: algorithm, 4: key id}, which the card leaves out. */
function headerOf({ algorithm, key_id }: TrustedKey): Bytes {
  const said = algorithm === SM2 ? [0x3a, 0x00, 0x01, 0x00, 0x03] : [0x26];
  return Uint8Array.from([0xa2, 0x01, ...said, 0x04, 0x41, key_id]);
}

function takeApart(payload: Bytes): Unverified | null {
  const size = payload.length;
  if (size <= HEADER_BYTES + SIGNATURE_BYTES || size > MAX_PAYLOAD_BYTES) return null;
  const key_id = payload[1] ?? 0;
  if (key_id === 0) return null;
  const signed = payload.subarray(HEADER_BYTES, size - SIGNATURE_BYTES);
  const signature = payload.slice(size - SIGNATURE_BYTES);
  try {
    return { key_id, fields: readCardFields(signed), signed, signature };
  } catch (error) {
    if (error instanceof InvalidFields) return null;
    throw error;
  }
}

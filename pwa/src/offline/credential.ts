/**
 * The signed credential in a card's QR code, judged on the phone (docs/card-format.md).
 *
 *     0x11 || key id || CBOR array of the card's fields || 64-byte signature
 *
 * ES256 is checked by WebCrypto, not by a library: it takes r || s as the card carries it, accepts
 * both halves of s as COSE does (RFC 9053), refuses points off the curve, and costs no bytes on the
 * public page, where a curve library alone would be larger than the page. Its price is that a page
 * without a secure context cannot check; that is its own outcome, never "forged".
 */
import { type CardFields, InvalidFields, readCardFields } from "./cardFields";
import { findKey, type TrustList } from "./trustList";

export type { CardFields } from "./cardFields";

const FORMAT = 0x11;
const HEADER_BYTES = 2;
const SIGNATURE_BYTES = 64;
const MAX_PAYLOAD_BYTES = 243;
const MAX_DIGITS = 586;
const PATH = "/c/";
const DIGITS = /^[1-9][0-9]*$/;

/** What the card alone says. `genuine` says nothing about expiry or the state in the register. */
export type CardCheck =
  | { outcome: "genuine"; key_id: number; fields: CardFields }
  | { outcome: "not_a_card" }
  | { outcome: "malformed" }
  | { outcome: "unknown_key" }
  | { outcome: "forged" }
  | { outcome: "cannot_check" };

interface Unverified {
  key_id: number;
  fields: CardFields;
  signed: Uint8Array;
  signature: Uint8Array<ArrayBuffer>;
}

/** The payload in a scanned text, or null unless it is our own prefix and a card's number. */
export function parseScanned(text: string, origin: string): Uint8Array | null {
  const prefix = origin + PATH;
  return text.startsWith(prefix) ? fromDigits(text.slice(prefix.length)) : null;
}

/** The payload of a decimal number, or null for any other spelling of it. */
export function fromDigits(digits: string): Uint8Array | null {
  if (digits.length > MAX_DIGITS || !DIGITS.test(digits)) return null;
  const hex = BigInt(digits).toString(16);
  const pairs = hex.padStart(hex.length + (hex.length % 2), "0").match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/** Judge a scanned text by the trust list at hand. Never throws: doubt is an outcome. */
export async function checkScanned(text: string, origin: string, trust: TrustList): Promise<CardCheck> {
  const payload = parseScanned(text, origin);
  return payload === null ? { outcome: "not_a_card" } : checkPayload(payload, trust);
}

/** Judge a payload by the trust list at hand. Never throws: doubt is an outcome. */
export async function checkPayload(payload: Uint8Array, trust: TrustList): Promise<CardCheck> {
  if (payload[0] !== FORMAT) return { outcome: "not_a_card" };
  const card = takeApart(payload);
  if (card === null) return { outcome: "malformed" };
  const key = findKey(trust, card.key_id);
  if (key === undefined) return { outcome: "unknown_key" };
  const matches = await verify(key.public_key, card);
  if (matches === null) return { outcome: "cannot_check" };
  if (!matches) return { outcome: "forged" };
  return { outcome: "genuine", key_id: card.key_id, fields: card.fields };
}

function takeApart(payload: Uint8Array): Unverified | null {
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

/** true or false, or null where this browser cannot check at all (no secure context, a bad key). */
async function verify(publicKey: Uint8Array<ArrayBuffer>, card: Unverified): Promise<boolean | null> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, curve, false, ["verify"]);
    const algorithm = { name: "ECDSA", hash: "SHA-256" };
    return await crypto.subtle.verify(algorithm, key, card.signature, sigStructure(card.key_id, card.signed));
  } catch {
    return null;
  }
}

/** ["Signature1", protected header {1: -7, 4: key id}, h'', content] (RFC 9052, section 4.4). */
function sigStructure(keyId: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const context = [...new TextEncoder().encode("Signature1")];
  const header = [0xa2, 0x01, 0x26, 0x04, 0x41, keyId];
  const size = content.length < 24 ? [0x40 | content.length] : [0x58, content.length];
  return Uint8Array.from([0x84, 0x6a, ...context, 0x46, ...header, 0x40, ...size, ...content]);
}

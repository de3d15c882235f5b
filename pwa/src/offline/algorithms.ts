/**
 * Signatures of cards and lists, r || s of 64 bytes over a message. The algorithm is the one the trust list gives
 * for a key id (docs/card-format.md); nothing that is checked has a say in it.
 *
 * ES256 is checked by WebCrypto, not by a library: it takes r || s as it comes, accepts both halves of s as COSE
 * does (RFC 9053), refuses points off the curve, and costs no bytes on the public page. SM2 no browser knows: its
 * library is fetched when a key first asks for it.
 */
import { type Bytes, bytesHead } from "./cbor";

/** COSE's number (RFC 9053). */
export const ES256 = -7;
/** SM2 with SM3 has no registered number; this one is from the range for private use (docs/lists.md). */
export const SM2 = -65540;

export const ALGORITHMS: readonly number[] = [ES256, SM2];

/** A key that checks signatures: a raw uncompressed point, 65 bytes, of its algorithm's curve. */
export interface VerifyingKey {
  algorithm: number;
  public_key: Bytes;
}

const SIGNATURE1 = [0x84, 0x6a, ...new TextEncoder().encode("Signature1")];

/** ["Signature1", protected header, h'', payload]: what COSE signs (RFC 9052, section 4.4). */
export function sigStructure(header: Uint8Array, payload: Uint8Array): Bytes {
  const before = [...SIGNATURE1, ...bytesHead(header.length), ...header, 0x40, ...bytesHead(payload.length)];
  const whole = new Uint8Array(before.length + payload.length);
  whole.set(before);
  whole.set(payload, before.length);
  return whole;
}

/** true or false, or null where this browser cannot check at all (no secure context, a bad key, no library). */
export async function verifies({ algorithm, public_key }: VerifyingKey, message: Bytes, signature: Bytes): Promise<boolean | null> {
  try {
    if (algorithm === ES256) return await es256(public_key, message, signature);
    if (algorithm === SM2) return (await import("./sm2")).verifySm2(public_key, message, signature);
  } catch {
    // Told as what it is: not checked.
  }
  return null;
}

/** A key is read once, however many cards it signed. */
const imported = new WeakMap<Bytes, Promise<CryptoKey>>();

async function es256(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const found = imported.get(publicKey) ?? crypto.subtle.importKey("raw", publicKey, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  imported.set(publicKey, found);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, await found, signature, message);
}

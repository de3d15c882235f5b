/**
 * How the field pack is sealed (docs/field-pack.md, decision 0012). Pure: nothing here stores anything.
 *
 * Whoever wants to read holds the private half of a pair of P-256 keys, and that half lies wrapped under the PIN; whoever
 * refreshes needs the public half only. So a locked phone can take a new pack along, and still not read it.
 *
 *   stretched  PBKDF2-HMAC-SHA-256 (RFC 8018) of the PIN, its own salt, ITERATIONS
 *   wrapping   HMAC-SHA-256 under the device's key, over the purpose and `stretched`: an AES-256-GCM key
 *   content    ECDH of a fresh pair with the vault's, HKDF-SHA-256 (RFC 5869), AES-256-GCM with what must not be altered beside
 */
import type { Sealed } from "./vault";

/** OWASP's figure for PBKDF2-HMAC-SHA-256; what it costs on a phone is measured in decision 0012. */
export const ITERATIONS = 600_000;
const PURPOSE = "gangwei-pack-1";
const EC = { name: "ECDH", namedCurve: "P-256" };
const AES = { name: "AES-GCM", length: 256 };

type Bytes = Uint8Array<ArrayBuffer>;

/** What a locked phone keeps of the PIN: nothing that tells whether one is right but by trying it. */
export interface WrappedKey {
  salt: Bytes;
  iterations: number;
  public_key: Bytes;
  private_key: Sealed;
}

export interface SealedPack extends Sealed {
  /** The public half of the pair made for this one sealing. */
  sender: Bytes;
}

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

function join(...parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** The device's own key, mixed into every PIN: it cannot be read by a script, only used. */
export function newDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]);
}

async function stretch(pin: string, salt: Bytes, iterations: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, key, 256));
}

async function wrappingKey(pin: string, device: CryptoKey, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const stretched = await stretch(pin, salt, iterations);
  const mixed = await crypto.subtle.sign("HMAC", device, join(utf8(`${PURPOSE} pin\n`), stretched));
  return crypto.subtle.importKey("raw", mixed, AES, false, ["encrypt", "decrypt"]);
}

const importPrivate = (plain: ArrayBuffer): Promise<CryptoKey> => crypto.subtle.importKey("pkcs8", plain, EC, false, ["deriveBits"]);

/** A new pair of keys: its private half under the PIN, and the same to be used at once. */
export async function wrapUnderPin(pin: string, device: CryptoKey, iterations = ITERATIONS): Promise<{ wrapped: WrappedKey; key: CryptoKey }> {
  const pair = await crypto.subtle.generateKey(EC, true, ["deriveBits"]);
  const public_key = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const plain = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  const [salt, iv] = [random(16), random(12)];
  const key = await wrappingKey(pin, device, salt, iterations);
  const data = await crypto.subtle.encrypt({ name: AES.name, iv, additionalData: public_key }, key, plain);
  const opened = await importPrivate(plain);
  new Uint8Array(plain).fill(0);
  return { wrapped: { salt, iterations, public_key, private_key: { iv, data } }, key: opened };
}

/** The private half, to be used and not read; null: this is not the PIN. */
export async function unwrapByPin(pin: string, device: CryptoKey, wrapped: WrappedKey): Promise<CryptoKey | null> {
  const { salt, iterations, public_key, private_key: { iv, data } } = wrapped;
  const key = await wrappingKey(pin, device, salt, iterations);
  try {
    const plain = await crypto.subtle.decrypt({ name: AES.name, iv, additionalData: public_key }, key, data);
    const opened = await importPrivate(plain);
    new Uint8Array(plain).fill(0);
    return opened;
  } catch {
    return null;
  }
}

const importPublic = (raw: Bytes): Promise<CryptoKey> => crypto.subtle.importKey("raw", raw, EC, false, []);

async function contentKey(own: CryptoKey, other: CryptoKey, sender: Bytes, receiver: Bytes): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: EC.name, public: other }, own, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: join(sender, receiver), info: utf8(`${PURPOSE} content`) };
  return crypto.subtle.deriveKey(how, material, AES, false, ["encrypt", "decrypt"]);
}

/** Seals for who can open the vault. `beside` is not secret, but with any other the pack does not open. */
export async function sealFor(public_key: Bytes, plain: Bytes, beside: string): Promise<SealedPack> {
  const pair = await crypto.subtle.generateKey(EC, false, ["deriveBits"]);
  const sender = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const key = await contentKey(pair.privateKey, await importPublic(public_key), sender, public_key);
  const iv = random(12);
  const data = await crypto.subtle.encrypt({ name: AES.name, iv, additionalData: utf8(beside) }, key, plain);
  return { iv, data, sender };
}

/** @throws DOMException when it was sealed for another vault, or any of it was altered */
export async function openWith(private_key: CryptoKey, public_key: Bytes, sealed: SealedPack, beside: string): Promise<ArrayBuffer> {
  const { iv, data, sender } = sealed;
  const key = await contentKey(private_key, await importPublic(sender), sender, public_key);
  return crypto.subtle.decrypt({ name: AES.name, iv, additionalData: utf8(beside) }, key, data);
}

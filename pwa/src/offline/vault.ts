/**
 * Encryption of an officer's own work on the phone: drafts, waiting commands, receipts. One AES-GCM key made by the browser
 * that no script can read. It asks for no PIN: work must be kept and sent in any state of the phone, and outlive a sign-out,
 * a forgotten PIN and a wiped field pack. What the key is worth to a thief: docs/field-pack.md. The register's data have
 * a lock of their own, see packVault.ts.
 */
import { StorageUnavailable, withDb, write } from "./db";

export type KeyName = "device";

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** The bytes cannot be read any more: their key is gone. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

const AES = { name: "AES-GCM", length: 256 };

function subtle(): SubtleCrypto {
  // Missing outside HTTPS and localhost: then nothing may be kept at all.
  const found = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (!found) throw new StorageUnavailable("insecure_context");
  return found;
}

const findKey = (name: KeyName): Promise<CryptoKey | undefined> => withDb((db) => db.get("keys", name));

/** The key, made now if there is none; two tabs at once still end with one. */
async function key(name: KeyName): Promise<CryptoKey> {
  const found = await findKey(name);
  if (found) return found;
  const made = (await subtle().generateKey(AES, false, ["encrypt", "decrypt"])) as CryptoKey;
  return write(["keys"], async (tx) => {
    const store = tx.objectStore("keys");
    const first = await store.get(name);
    if (first) return first;
    await store.put(made, name);
    return made;
  });
}

/** Throws the key away: everything sealed with it is unreadable from now on. */
export function forgetKey(name: KeyName): Promise<void> {
  return write(["keys"], (tx) => tx.objectStore("keys").delete(name));
}

export async function sealBytes(name: KeyName, plain: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await subtle().encrypt({ name: AES.name, iv }, await key(name), plain) };
}

/** @throws Unreadable when the key is gone or the bytes were changed */
export async function openBytes(name: KeyName, sealed: Sealed): Promise<ArrayBuffer> {
  const found = await findKey(name);
  if (!found) throw new Unreadable(name);
  try {
    return await subtle().decrypt({ name: AES.name, iv: sealed.iv }, found, sealed.data);
  } catch {
    throw new Unreadable(name);
  }
}

export function seal(name: KeyName, value: unknown): Promise<Sealed> {
  return sealBytes(name, new TextEncoder().encode(JSON.stringify(value)));
}

/** @throws Unreadable */
export async function unseal<T>(name: KeyName, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(name, sealed))) as T;
}

export async function sealBlob(name: KeyName, blob: Blob): Promise<Sealed> {
  return sealBytes(name, await blob.arrayBuffer());
}

/** @throws Unreadable */
export async function unsealBlob(name: KeyName, sealed: Sealed, type: string): Promise<Blob> {
  return new Blob([await openBytes(name, sealed)], { type });
}

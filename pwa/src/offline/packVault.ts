/**
 * The field pack's lock on the disk: whose it is, the key under the PIN, and how often a wrong PIN was tried. A try is
 * counted before it is judged, in a transaction of its own: killing the app, a reload or a second tab wins none.
 */
import type { FieldPackRules, Id, Instant } from "@/api/types";
import { readSetting, withDb, write, type Writing } from "./db";
import { newDeviceKey, unwrapByPin, type WrappedKey, wrapUnderPin } from "./packCrypto";

/** Why the pack that was here is gone; the words stand in the dictionaries. */
export type GoneWhy = "tries" | "expired" | "account" | "revoked" | "rights" | "new_pin" | "signed_out" | "ended" | "unreadable";

export interface Gone {
  why: GoneWhy;
  at: Instant;
}

export interface Vault extends WrappedKey {
  id: Id;
  account_id: Id;
  /** Wrong tries since the last right one. */
  tries: number;
  most_tries: number;
  lock_after_s: number;
}

export type Tried =
  | { outcome: "open"; vault: Vault; key: CryptoKey }
  | { outcome: "wrong"; left: number }
  | { outcome: "wiped" };

const VAULT = "pack.vault";
const GONE = "pack.gone";
const KEY = "pack";
const STORES = ["settings", "keys", "packs"] as const;
type Stores = Writing<(typeof STORES)[number]>;

export const findVault = (): Promise<Vault | undefined> => readSetting<Vault>(VAULT);
export const findGone = (): Promise<Gone | undefined> => readSetting<Gone>(GONE);

async function vaultIn(tx: Pick<Stores, "objectStore">): Promise<Vault | undefined> {
  return (await tx.objectStore("settings").get(VAULT)) as Vault | undefined;
}

/** A new lock with this PIN in place of any other; what lay under the other is gone. @throws StorageUnavailable */
export async function makeVault(account_id: Id, pin: string, rules: FieldPackRules): Promise<{ vault: Vault; key: CryptoKey }> {
  const device = await newDeviceKey();
  const { wrapped, key } = await wrapUnderPin(pin, device);
  const { tries: most_tries, lock_after_s } = rules;
  const vault: Vault = { ...wrapped, id: crypto.randomUUID(), account_id, tries: 0, most_tries, lock_after_s };
  await write([...STORES], async (tx) => {
    await tx.objectStore("packs").clear();
    await tx.objectStore("keys").put(device, KEY);
    await tx.objectStore("settings").put(vault, VAULT);
    await tx.objectStore("settings").delete(GONE);
  });
  return { vault, key };
}

/** The server may have changed its rules meanwhile. */
export function takeRules(id: Id, { tries: most_tries, lock_after_s }: FieldPackRules): Promise<void> {
  return write(["settings"], async (tx) => {
    const store = tx.objectStore("settings");
    const vault = (await store.get(VAULT)) as Vault | undefined;
    if (vault?.id === id) await store.put({ ...vault, most_tries, lock_after_s }, VAULT);
  });
}

async function destroyIn(tx: Stores, why: GoneWhy): Promise<void> {
  await tx.objectStore("packs").clear();
  await tx.objectStore("keys").delete(KEY);
  await tx.objectStore("settings").delete(VAULT);
  await noteGone(tx, why);
}

async function noteGone(tx: Stores, why: GoneWhy): Promise<void> {
  await tx.objectStore("settings").put({ why, at: new Date().toISOString() } satisfies Gone, GONE);
}

/** Wipes the packs, the lock and the device's key with it: nothing sealed for it can ever be opened again. */
export function destroyVault(why: GoneWhy): Promise<void> {
  return write([...STORES], async (tx) => {
    if (await vaultIn(tx)) await destroyIn(tx, why);
  });
}

/** Wipes the packs. The lock stays, so that the same PIN opens the next one. */
export function dropPacks(why: GoneWhy): Promise<void> {
  return write([...STORES], async (tx) => {
    if ((await tx.objectStore("packs").count()) === 0) return;
    await tx.objectStore("packs").clear();
    await noteGone(tx, why);
  });
}

/** Counts a try before it is judged. A count that was reached by a try nobody saw the end of is enough. */
function countTry(): Promise<Vault | null> {
  return write([...STORES], async (tx) => {
    const vault = await vaultIn(tx);
    if (!vault) return null;
    if (vault.tries >= vault.most_tries) {
      await destroyIn(tx, "tries");
      return null;
    }
    const counted = { ...vault, tries: vault.tries + 1 };
    await tx.objectStore("settings").put(counted, VAULT);
    return counted;
  });
}

function forgiveTries(id: Id): Promise<void> {
  return write(["settings"], async (tx) => {
    const vault = (await tx.objectStore("settings").get(VAULT)) as Vault | undefined;
    if (vault?.id === id) await tx.objectStore("settings").put({ ...vault, tries: 0 }, VAULT);
  });
}

/** Tries a PIN. @throws StorageUnavailable: nothing was tried */
export async function tryPin(pin: string): Promise<Tried> {
  const vault = await countTry();
  const device = vault && (await withDb((db) => db.get("keys", KEY)));
  if (!vault || !device) return { outcome: "wiped" };
  const key = await unwrapByPin(pin, device, vault);
  if (key) {
    await forgiveTries(vault.id);
    return { outcome: "open", vault, key };
  }
  if (vault.tries < vault.most_tries) return { outcome: "wrong", left: vault.most_tries - vault.tries };
  await destroyVault("tries");
  return { outcome: "wiped" };
}

/** The door to the field pack as screens see it: how it stands, choosing the PIN, asking for it once for all who wait. */
import { readonly, shallowRef } from "vue";
import type { FieldPackRules, Instant } from "@/api/types";
import { notePassing } from "./clock";
import { findPack, getFieldPack, standingOf, type StoredFieldPack, wipeFieldPacks } from "./fieldPack";
import { announcePack, held, hold, lock, onPackChange } from "./packLock";
import { findGone, findVault, type Gone, makeVault, tryPin } from "./packVault";
import { accountId, requireAccount } from "./who";

/** `no_pin`: none was chosen. `none`: no pack is here. `clock`: the phone's clock was set back, so it stays shut. */
export type PackState = "no_pin" | "none" | "locked" | "open" | "clock";

export interface PackStatus {
  state: PackState;
  pack: { as_of: Instant; expires_at: Instant; bytes: number; units: number; sites: number; guards: number } | null;
  tries_left: number | null;
  lock_after_s: number | null;
  /** Why the last one is gone, until another is here. */
  gone: Gone | null;
}

export type Unlocked = { outcome: "open" } | { outcome: "wrong"; left: number } | { outcome: "wiped" };

const status = shallowRef<PackStatus | null>(null);
/** How the pack stands; null until asked for with `refreshPackStatus`. */
export const packStatus = readonly(status);

async function look(): Promise<PackStatus> {
  const [vault, gone] = await Promise.all([findVault(), findGone()]);
  const mine = vault?.account_id === accountId.value ? vault : undefined;
  const record = accountId.value === null ? null : await findPack(accountId.value);
  if (!mine) return { state: "no_pin", pack: null, tries_left: null, lock_after_s: null, gone: gone ?? null };
  const rules = { tries_left: mine.most_tries - mine.tries, lock_after_s: mine.lock_after_s };
  const standing = record && (await standingOf(record));
  if (!record || standing === "expired") return { state: "none", pack: null, ...rules, gone: gone ?? null };
  const { as_of, expires_at, counts, sealed } = record;
  const open = held()?.vault_id === mine.id ? "open" : "locked";
  const pack = { as_of, expires_at, ...counts, bytes: sealed.data.byteLength };
  return { state: standing === "clock" ? "clock" : open, pack, ...rules, gone: null };
}

/** Looks anew. A phone that keeps nothing has no pack. */
export async function refreshPackStatus(): Promise<void> {
  status.value = await look().catch(() => null);
}

onPackChange(() => void refreshPackStatus());

/** A PIN for this account's packs on this phone; the pack is still to be fetched. @throws StorageUnavailable, NobodySignedIn */
export async function choosePin(pin: string, rules: FieldPackRules): Promise<void> {
  const { vault, key } = await makeVault(requireAccount(), pin, rules);
  hold({ vault_id: vault.id, public_key: vault.public_key, key }, vault.lock_after_s);
  announcePack();
}

/** A forgotten PIN: the pack goes with it, another one is chosen. */
export const forgetPin = (): Promise<void> => wipeFieldPacks("new_pin");

/** @throws StorageUnavailable: nothing was tried */
export async function unlock(pin: string): Promise<Unlocked> {
  const tried = await tryPin(pin);
  if (tried.outcome === "open") {
    const { vault, key } = tried;
    hold({ vault_id: vault.id, public_key: vault.public_key, key }, vault.lock_after_s);
    await notePassing().catch(() => undefined);
  } else if (tried.outcome === "wiped") lock();
  announcePack();
  return tried.outcome === "wrong" ? tried : { outcome: tried.outcome };
}

export function lockPack(): void {
  lock();
  void refreshPackStatus();
}

const AGAIN_MS = 60_000;
const asked = shallowRef(false);
/** The dialog for the PIN is wanted. */
export const pinAsked = readonly(asked);
let waiting: ((opened: boolean) => void)[] = [];
let declinedAt = -Infinity;

/** Asks the officer for the PIN; all who ask meanwhile wait for the same answer. */
export function askPin(): Promise<boolean> {
  asked.value = true;
  return new Promise((resolve) => { waiting.push(resolve); });
}

/** What came of it. Who would rather not is not asked again at each letter he types. */
export function answerPin(opened: boolean): void {
  asked.value = false;
  declinedAt = opened ? -Infinity : performance.now();
  const resolvers = waiting;
  waiting = [];
  for (const resolve of resolvers) resolve(opened);
}

/** The pack; where it is locked the officer is asked for the PIN. Null: there is none, or he would rather not. */
export async function openFieldPack(): Promise<StoredFieldPack | null> {
  const pack = await getFieldPack();
  if (pack || performance.now() - declinedAt < AGAIN_MS) return pack;
  await refreshPackStatus();
  if (status.value?.state !== "locked") return getFieldPack();
  return (await askPin()) ? getFieldPack() : null;
}

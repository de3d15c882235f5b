/**
 * What an officer needs where there is no network: units, sites, rosters, checklists, colleagues. Of one account, under the
 * officer's PIN (packVault.ts), and gone when it expires, the account signs out, or the server says so.
 */
import { ApiProblem, fetchSession, get, getTagged } from "@/api";
import type { FieldPack, Id, Instant } from "@/api/types";
import { bestNow, certainNow, clockReady, notePassing, noteServerTime } from "./clock";
import { type PackRecord, withDb, write } from "./db";
import { findDevice } from "./deviceKey";
import { findArea, forgetArea, keepArea, type PackArea, queryOf } from "./packArea";
import { openWith, sealFor } from "./packCrypto";
import { announcePack, held, lock, onPackChange } from "./packLock";
import { destroyVault, dropPacks, findVault, type GoneWhy, takeRules, type Vault } from "./packVault";
import { accountId, requireAccount } from "./who";

export interface StoredFieldPack extends FieldPack {
  /** When this phone received it, by this phone's clock. */
  fetched_at: Instant;
}

/** Nothing can be kept before the officer chose a PIN. */
export class NoPin extends Error {
  override readonly name = "NoPin";
}

/** `clock`: the phone's clock was set back, so nobody can say whether it has expired. */
export type Standing = "good" | "expired" | "clock";

interface Known {
  record: Pick<PackRecord, "account_id" | "vault_id" | "as_of" | "expires_at" | "fetched_at" | "counts">;
  pack: StoredFieldPack;
  etag: string | null;
}

const FETCH_MS = 60_000;
let known: Known | null = null;

onPackChange((locked) => { if (locked) known = null; });

/** How the pack stands by the time that is certain. */
export async function standingOf({ expires_at }: { expires_at: Instant }): Promise<Standing> {
  await clockReady();
  const now = certainNow();
  if (now === null) return "clock";
  return now < Date.parse(expires_at) ? "good" : "expired";
}

export async function findPack(account: Id): Promise<PackRecord | null> {
  return (await withDb((db) => db.get("packs", account))) ?? null;
}

/** The pack of the signed-in account, when it is there, in date, and unlocked in this page; else null. Asks nobody for anything. */
export async function getFieldPack(): Promise<StoredFieldPack | null> {
  const [account, lock_, vault] = [accountId.value, held(), await findVault()];
  // Another tab may have wiped it, or put another lock in its place.
  if (account === null || lock_ === null || vault?.id !== lock_.vault_id || vault.account_id !== account) return null;
  if (known?.record.account_id !== account || known.record.vault_id !== vault.id) known = await read(account, vault);
  if (known === null) return null;
  const standing = await standingOf(known.record);
  if (standing === "expired") await dropFieldPacks("expired");
  if (standing !== "good") return null;
  await notePassing().catch(() => undefined);
  return known.pack;
}

const besideOf = ({ account_id, vault_id, as_of, expires_at }: Omit<PackRecord, "sealed">): string =>
  JSON.stringify([account_id, vault_id, as_of, expires_at]);

async function read(account: Id, vault: Vault): Promise<Known | null> {
  const [record, own] = [await findPack(account), held()];
  if (!record || !own || record.vault_id !== vault.id) return null;
  try {
    const plain = await openWith(own.key, own.public_key, record.sealed, besideOf(record));
    const { pack, etag } = JSON.parse(new TextDecoder().decode(plain)) as { pack: FieldPack; etag: string | null };
    const { as_of, expires_at, fetched_at } = record;
    return { record, etag, pack: { ...pack, as_of, expires_at, fetched_at } };
  } catch {
    await dropFieldPacks("unreadable");
    return null;
  }
}

/**
 * Fetches the pack anew, of this area or of the one chosen last; a locked phone takes it too. One that is the same as before
 * is only good for longer then. @throws NoPin, ApiProblem, NetworkError, StorageUnavailable
 */
export async function refreshFieldPack(wanted: PackArea | null = null): Promise<void> {
  const account = requireAccount();
  const vault = await findVault();
  if (vault?.account_id !== account) throw new NoPin();
  const area = wanted ?? (await findArea());
  const answer = await ask(account, area, wanted === null && (await getFieldPack()) ? (known?.etag ?? null) : null);
  const pack = answer.pack ?? known?.pack;
  if (!pack) return;
  await takeRules(vault.id, pack.rules);
  await keep(account, vault, pack, answer);
  await keepArea(area);
  announcePack();
}

interface Fetched {
  pack: FieldPack | null;
  etag: string | null;
  as_of: Instant;
}

async function ask(account: Id, area: PackArea, etag: string | null): Promise<Fetched> {
  const device = await findDevice(account);
  const query = { ...queryOf(area), ...(device?.enrolled && { device_id: device.id }) };
  try {
    const answer = await getTagged<FieldPack | undefined>("/api/field-pack", { query, timeoutMs: FETCH_MS, ...(etag !== null && { ifNoneMatch: etag }) });
    const as_of = answer.data?.as_of ?? answer.date ?? new Date(bestNow()).toISOString();
    await noteServerTime(as_of);
    return { pack: answer.data ?? null, etag: answer.etag ?? etag, as_of };
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "device.revoked") await wipeFieldPacks("revoked");
    throw error;
  }
}

async function keep(account: Id, vault: Vault, pack: FieldPack, { as_of, etag }: Fetched): Promise<void> {
  const expires_at = new Date(Date.parse(as_of) + pack.rules.hours * 3_600_000).toISOString();
  const counts = {
    units: pack.units.length, sites: pack.sites.length, guards: pack.rosters.reduce((sum, { entries }) => sum + entries.length, 0),
  };
  const record = { account_id: account, vault_id: vault.id, as_of, expires_at, fetched_at: new Date().toISOString(), counts };
  const plain = new TextEncoder().encode(JSON.stringify({ pack, etag }));
  const sealed = await sealFor(vault.public_key, plain, besideOf(record));
  await write(["settings", "packs"], async (tx) => {
    const now = (await tx.objectStore("settings").get("pack.vault")) as Vault | undefined;
    if (now?.id !== vault.id || accountId.value !== account) return; // wiped or signed out while it was on its way
    await tx.objectStore("packs").put({ ...record, sealed });
    await tx.objectStore("settings").delete("pack.gone");
  });
  if (held()?.vault_id === vault.id) known = { record, etag, pack: { ...pack, as_of, expires_at, fetched_at: record.fetched_at } };
}

/** Wipes every pack on this phone; the same PIN opens the next one. */
export async function dropFieldPacks(why: GoneWhy): Promise<void> {
  known = null;
  await dropPacks(why);
  announcePack();
}

/** Wipes every pack and the lock itself. Records that wait to be sent have a key of their own, and stay. */
export async function wipeFieldPacks(why: GoneWhy): Promise<void> {
  known = null;
  lock();
  await destroyVault(why);
  await forgetArea();
  announcePack();
}

/**
 * Asks whether the server still knows this session and this device; where it does not, the pack goes (false). Without an
 * answer nothing happens: a thief who keeps the phone from the network is left with the PIN and the day it expires.
 */
export async function heedServer(account: Id): Promise<boolean> {
  if ((await findPack(account)) === null) return true;
  const session = await fetchSession();
  await noteServerTime(session.server_time);
  if (session.account?.id !== account) return dropFieldPacks("ended").then(() => false);
  const device = await findDevice(account);
  if (!device?.enrolled) return true;
  const { items } = await get<{ items: { id: Id; state: string }[] }>("/api/own/devices");
  if (items.find(({ id }) => id === device.id)?.state !== "revoked") return true;
  return wipeFieldPacks("revoked").then(() => false);
}

/** What has expired goes, whoever's it is: at a start at which nobody is signed in. */
export async function dropExpired(): Promise<void> {
  for (const pack of await withDb((db) => db.getAll("packs"))) if ((await standingOf(pack)) === "expired") await dropFieldPacks("expired");
}

/** Nobody is signed in any more. */
export async function leaveFieldPacks(): Promise<void> {
  lock();
  await dropFieldPacks("signed_out");
  await forgetArea();
}

/** Another account, or one that may not take a pack along, does not find the former one's. */
export async function adoptFieldPacks(account: Id, keeps: boolean): Promise<void> {
  const vault = await findVault();
  if (vault && vault.account_id !== account) await wipeFieldPacks("account");
  else if (vault && !keeps) await wipeFieldPacks("rights");
}

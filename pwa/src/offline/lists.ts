/**
 * The trust list and the status list as this phone has them: fetched when there is network, verified, and never
 * exchanged for older ones. What is stored is the signed bytes: they are verified anew when the app starts, so a key
 * revoked since takes its lists with it.
 */
import { ageAt, type ListAge } from "./age";
import { bestNow, noteServerTime, notePassedTime } from "./clock";
import { readSetting, write } from "./db";
import type { Bytes } from "./cbor";
import { type Common, refuse, RefusedList, type Refusal } from "./signed";
import { readStatusList, STATUS_PATH, type StatusList } from "./statusList";
import { readTrustList, TRUST_PATH, type TrustList } from "./trustList";

export interface KnownLists {
  /** null: this phone never had one, so it cannot verify any card. */
  trust: TrustList | null;
  status: StatusList | null;
  /** Why the server's last answer was not taken, of either list. */
  refused: Refusal | null;
}

/** What is stored: the list as it was signed, and what is needed to compare it without opening it. */
interface StoredList {
  bytes: Bytes;
  etag: string | null;
  version: number;
  issued_at: number;
  /** When the server last said that it is the newest one, ms since 1970 by this phone's clock. */
  checked_at: number;
}

interface Opened<T> {
  list: T;
  stored: StoredList;
}

const STORE = { trust: "list.trust", status: "list.status" } as const;
const PATHS = { trust: TRUST_PATH, status: STATUS_PATH } as const;
type Name = keyof typeof STORE;

const TIMEOUT_MS = 20_000;
/** Changes of list keys that a phone may have missed and still catch up. */
const MOST_LINKS = 16;

let opened: Promise<Opened<TrustList> | null> | null = null;
let status: { of: TrustList; list: Promise<Opened<StatusList> | null> } | null = null;
let refused: Refusal | null = null;
let refreshing: Promise<KnownLists> | null = null;

/** How far a list of this phone may be relied on now. */
export function ageOf(list: Common): ListAge {
  return ageAt(list, bestNow());
}

/** The lists on this phone. A status list that the trust list no longer covers counts as none. */
export async function knownLists(): Promise<KnownLists> {
  const trust = await openTrust();
  const open = trust && (await openStatus(trust.list));
  return { trust: trust?.list ?? null, status: open?.list ?? null, refused };
}

/** When the server last confirmed both lists, ms since 1970; 0: never. */
export async function listsCheckedAt(): Promise<number> {
  const both = await Promise.all([stored("trust"), stored("status")]);
  return Math.min(...both.map((one) => one?.checked_at ?? 0));
}

/** Asks the server for newer lists; those that stand are kept where its answer cannot be taken. Never throws. */
export function refreshLists(): Promise<KnownLists> {
  refreshing ??= refresh().finally(() => { refreshing = null; });
  return refreshing;
}

async function refresh(): Promise<KnownLists> {
  refused = null;
  // The trust list first: it may name the key, or the revocation of it, that decides over the status list.
  await attempt(refreshTrust);
  const trust = await openTrust();
  if (trust) await attempt(() => refreshStatus(trust.list));
  return knownLists();
}

/** What is stored stands when an answer must be refused. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RefusedList) refused = error.why;
  }
}

async function refreshTrust(): Promise<void> {
  const before = await openTrust();
  await take("trust", before, async (bytes) => {
    try {
      return await readTrustList(bytes, before?.list ?? null);
    } catch (error) {
      if (!before || !(error instanceof RefusedList) || error.why !== "unknown_key") throw error;
      return readTrustList(bytes, await linked(before.list));
    }
  });
}

async function refreshStatus(trust: TrustList): Promise<void> {
  const before = await openStatus(trust);
  await take("status", before, (bytes) => readStatusList(bytes, trust, before?.list ?? null));
}

/**
 * A phone that was away over two changes of list keys finds a list by a key it never heard of. The newest list that one of
 * its own keys signed names the next key, and so on. Such a link may have expired: it only leads on.
 */
async function linked(from: TrustList): Promise<TrustList> {
  let list = from;
  for (let steps = 0; steps < MOST_LINKS; steps += 1) {
    const next = await newestLink(list);
    if (next === null || next.version <= list.version) break;
    list = next;
  }
  return list;
}

async function newestLink(list: TrustList): Promise<TrustList | null> {
  const own = list.keys.filter(({ purpose, revoked_at }) => purpose === "list" && revoked_at === null);
  const answers = await Promise.all(own.map(({ key_id }) => ask(`${TRUST_PATH}/${String(key_id)}`, null)));
  const read = await Promise.all(answers.map((answer) => (answer?.bytes ? readTrustList(answer.bytes, list).catch(() => null) : null)));
  return read.reduce((newest, one) => (one && one.version > (newest?.version ?? 0) ? one : newest), null);
}

/** Asks for a list, and keeps what `read` makes of it. @throws RefusedList */
async function take<T extends Common>(name: Name, before: Opened<T> | null, read: (bytes: Bytes) => Promise<T>): Promise<void> {
  const answer = await ask(PATHS[name], before?.stored.etag ?? null);
  if (answer === null) return;
  if (answer.bytes === null) return confirm(name, before);
  const list = await read(answer.bytes);
  if (ageOf(list) === "expired") refuse("expired");
  await keep(name, { bytes: answer.bytes, etag: answer.etag, version: list.version, issued_at: list.issued_at, checked_at: Date.now() });
}

/** What the server has: null when it did not answer, no bytes when ours is its newest. */
async function ask(path: string, etag: string | null): Promise<{ bytes: Bytes | null; etag: string | null } | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => { controller.abort(); }, TIMEOUT_MS);
  try {
    const headers = { Accept: "application/cwt", ...(etag !== null && { "If-None-Match": etag }) };
    const response = await fetch(path, { headers, signal: controller.signal, credentials: "omit", cache: "no-store" });
    if (!response.ok && response.status !== 304) return null;
    await noteServerTime(response.headers.get("Date") ?? "");
    const bytes = response.status === 304 ? null : new Uint8Array(await response.arrayBuffer());
    return { bytes, etag: response.headers.get("ETag") };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function confirm(name: Name, before: Opened<Common> | null): Promise<void> {
  if (before) await keep(name, { ...before.stored, checked_at: Date.now() });
}

/** Stores it unless another tab stored a newer one meanwhile. */
async function keep(name: Name, list: StoredList): Promise<void> {
  await write(["settings"], async (tx) => {
    const store = tx.objectStore("settings");
    const there = (await store.get(STORE[name])) as StoredList | undefined;
    if (!there || (there.version <= list.version && there.issued_at <= list.issued_at)) await store.put(list, STORE[name]);
  });
  if (name === "trust") opened = null;
  status = null;
}

const stored = (name: Name): Promise<StoredList | undefined> => readSetting<StoredList>(STORE[name]);

function openTrust(): Promise<Opened<TrustList> | null> {
  opened ??= open("trust", (bytes) => readTrustList(bytes, null));
  return opened;
}

function openStatus(trust: TrustList): Promise<Opened<StatusList> | null> {
  if (status?.of !== trust) status = { of: trust, list: open("status", (bytes) => readStatusList(bytes, trust)) };
  return status.list;
}

async function open<T extends Common>(name: Name, read: (bytes: Bytes) => Promise<T>): Promise<Opened<T> | null> {
  const found = await stored(name).catch(() => undefined);
  if (!found) return null;
  try {
    const list = await read(found.bytes);
    notePassedTime(list.issued_at * 1000);
    return { list, stored: found };
  } catch {
    return null;
  }
}

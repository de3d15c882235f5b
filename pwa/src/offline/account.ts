/** Who is using the phone: called by the shell's session, and by nobody else. */
import type { Id } from "@/api/types";
import { announceChange } from "./changes";
import { loadClock } from "./clock";
import { enrolDevice } from "./enrolment";
import { adoptFieldPacks, dropExpired, findPack, heedServer, leaveFieldPacks, refreshFieldPack } from "./fieldPack";
import { loadFork } from "./fork";
import { refreshHandInKey } from "./handInKey";
import { listsCheckedAt, refreshLists } from "./lists";
import { lookUpPersistence } from "./persistence";
import { kick, startSender } from "./sender";
import { beginSendingFor, endSendingFor } from "./sendsFor";
import { findVault } from "./packVault";
import { accountId } from "./who";

export interface SignedInOptions {
  /** The account may record inspections, so the field pack is kept for it. */
  fieldPack: boolean;
}

const FRESH_MS = 60 * 60_000;
/** The lists are small and change by the minute after a suspension; asking for the same ones again costs 200 bytes. */
const LISTS_FRESH_MS = 10 * 60_000;

let keepsPack = false;
let freshening = false;

/** Also after the clock was set back. */
const isStale = (fetchedAt: string): boolean => Math.abs(Date.now() - Date.parse(fetchedAt)) > FRESH_MS;

/**
 * This account uses the phone from now on, also after a start without network. Sends what waits and
 * refreshes, in the background, what is needed where there is no signal. May be called again.
 */
export function signedIn(id: Id, options: SignedInOptions = { fieldPack: false }): void {
  if (accountId.value === id) return;
  accountId.value = id;
  startSender();
  startFreshening();
  announceChange();
  kick();
  keepsPack = options.fieldPack;
  void Promise.allSettled([beginSendingFor(id), loadClock(), loadFork(), lookUpPersistence(), adoptFieldPacks(id, keepsPack).then(freshen)]);
}

/** Fetches anew what has grown old; whoever is without network keeps what there is. */
async function freshen(): Promise<void> {
  if (accountId.value === null) return;
  const account = accountId.value;
  await dropExpired().catch(() => undefined);
  await Promise.allSettled([freshLists(), ...(keepsPack ? [heedServer(account).then((known) => (known ? freshFieldPack(account) : undefined)), enrolDevice(account), refreshHandInKey()] : [])]);
}

/** Called once: an app that stays open for days must not go to a basement with old data. */
function startFreshening(): void {
  if (freshening) return;
  freshening = true;
  globalThis.addEventListener("online", () => void freshen());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") void freshen(); });
  setInterval(() => void freshen(), FRESH_MS / 4);
}

async function freshLists(): Promise<void> {
  const age = Date.now() - (await listsCheckedAt());
  // A clock that was set back must not keep the lists for a year.
  if (age >= 0 && age <= LISTS_FRESH_MS) return;
  await refreshLists();
  await (await import("./publicLog")).refreshCheckpoint();
}

/** A locked phone takes a new pack along too. Without a PIN there is nothing to keep it under: see `choosePin`. */
async function freshFieldPack(account: Id): Promise<void> {
  if (!(await findVault())) return;
  const stored = await findPack(account);
  if (!stored || isStale(stored.fetched_at)) await refreshFieldPack();
}

/** Nobody uses the phone: the register's data is wiped, what waits to be sent stays, encrypted. */
export async function signedOut(): Promise<void> {
  const who = accountId.value;
  accountId.value = null;
  announceChange();
  await endSendingFor(who).catch(() => undefined);
  announceChange(); // a worker that is sending just now reads the store
  await leaveFieldPacks();
}

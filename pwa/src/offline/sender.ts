/**
 * Sends what waits: at the start, when the network returns, when the app is looked at again, after
 * each new command, and by a timer. One tab sends at a time; should two ever send the same, its
 * Idempotency-Key makes the server do it once.
 */
import { readonly, shallowRef } from "vue";
import { ApiProblem, fetchSession } from "@/api";
import type { Id } from "@/api/types";
import { lastProblem, type Meaning, meaningOf, pauseAfter } from "./answers";
import { announceChange } from "./changes";
import { noteServerTime } from "./clock";
import { type CommandRecord, withDb } from "./db";
import { deliver, update } from "./delivery";
import { enrolDevice, hasVoids, learnFromProblem, sendVoids } from "./enrolment";
import { whileSending } from "./inFlight";
import * as outbox from "./outbox";
import { type Content, makeAllDue, ownRecords, refreshCounts } from "./outbox";
import { keepReceipt, receiptFrom } from "./receipts";
import type { Command, Hold, NewCommand } from "./types";
import { sendPictures } from "./uploads";
import { unseal } from "./vault";
import { accountId } from "./who";

const holdRef = shallowRef<Hold>(null);

/** Why nothing is being sent just now; null when nothing holds it up. */
export const hold = readonly(holdRef);

/** A pass over the queue ended early: nobody gets through. */
class Stopped extends Error {
  /** asked: the server itself asked for the pause (ms). */
  constructor(readonly meaning: Meaning, readonly pause: number, readonly asked = false) {
    super(meaning);
  }
}

/** Keeps why it failed. @throws Stopped when the others would fail the same way */
async function keepFailure(record: CommandRecord, error: unknown): Promise<void> {
  const meaning = meaningOf(error);
  const now = Date.now();
  const pause = pauseAfter(record.tries, error);
  const kept = await withDb((db) => db.get("commands", record.id));
  await learnFromProblem(record.account_id, kept?.device_id ?? null, error);
  const refused = meaning === "refused" || meaning === "repeat_earlier";
  const stops = !refused && meaning !== "later";
  await update(record, {
    refused, tries: record.tries + 1, last_problem: lastProblem(error, now), next_try_at: meaning === "later" ? now + pause : null,
  });
  announceChange();
  if (stops) throw new Stopped(meaning, pause, error instanceof ApiProblem);
}

/** No pause is longer; a time further away was noted by a clock that has been set back since. */
const FURTHEST_MS = 60 * 60_000;

function isDue(record: CommandRecord, now: number): boolean {
  const wait = (record.next_try_at ?? 0) - now;
  return !record.refused && (wait <= 0 || wait > FURTHEST_MS);
}

let failures = 0;
let progress = false;

/** Something went through: a line that breaks now and then is not one that is gone. */
function noteProgress(): void {
  failures = 0;
  progress = true;
}

/** One pass over the queue: records in their order, the pictures of those behind meanwhile. @throws Stopped */
async function sendAll(account: Id): Promise<void> {
  const now = Date.now();
  const due = (await ownRecords()).filter((record) => isDue(record, now));
  const pictures = sendPictures(due);
  try {
    for (const record of due) {
      if (accountId.value !== account) return;
      await whileSending(record.id, async () => {
        announceChange();
        await deliver(record, pictures.of(record.id)).then(noteProgress, (error: unknown) => keepFailure(record, error));
      });
    }
  } finally {
    await pictures.stop();
  }
}

/** The same person must be signed in, with a fresh token, before anything is sent in his name. */
async function checkSession(account: Id): Promise<void> {
  const session = await fetchSession().catch((error: unknown) => {
    throw new Stopped(meaningOf(error), pauseAfter(0, error), error instanceof ApiProblem);
  });
  await noteServerTime(session.server_time);
  if (session.account?.id !== account) throw new Stopped("signed_out", 0);
  if (session.must_change_password) throw new Stopped("password_change", 0);
  if (session.second_factor === "enrol") throw new Stopped("second_factor", 0);
}

function holdFor(meaning: Meaning): Hold {
  if (meaning === "signed_out" || meaning === "password_change" || meaning === "second_factor") return meaning;
  return "no_network";
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** After a cut in the middle of what was going well. */
const SOON_MS = 1000;

async function pass(account: Id): Promise<void> {
  progress = false;
  try {
    await checkSession(account);
    holdRef.value = null;
    await enrolDevice(account).catch(() => undefined); // what is then unsigned is refused by the server, or taken and shown as such
    await sendAll(account);
    await sendVoids(account).catch(() => undefined);
    failures = 0;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    holdRef.value = holdFor(error.meaning);
    failures += 1;
    // A person must act before it can go on: a timer would only make noise.
    if (holdRef.value === "no_network") schedule(progress && !error.asked ? SOON_MS : Math.max(error.pause, pauseAfter(failures, null)));
  }
}

function schedule(pause: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => { kick(); }, pause);
}

async function scheduleNext(): Promise<void> {
  if (holdRef.value !== null) return;
  const times = (await ownRecords()).filter((record) => !record.refused).map((record) => record.next_try_at ?? 0);
  // Not longer than a timer can: beyond 24 days it would go off at once, and for ever.
  if (times.length > 0) schedule(Math.min(FURTHEST_MS, Math.max(3000, Math.min(...times) - Date.now())));
}

async function alone(work: () => Promise<void>): Promise<void> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return work();
  await locks.request("gangwei.outbox", { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

let running: Promise<void> | null = null;
let wanted = false;

async function run(): Promise<void> {
  const account = accountId.value;
  if (account === null) return scheduleNext();
  if (!(await ownRecords()).some((record) => isDue(record, Date.now())) && !(await hasVoids(account))) return scheduleNext();
  await alone(() => pass(account));
  await scheduleNext();
}

/** Tries now. What arrives while a pass runs gets a pass of its own afterwards. */
export function kick(): void {
  if (running) {
    wanted = true;
    return;
  }
  running = run().catch(() => undefined).finally(() => {
    running = null;
    announceChange();
    if (wanted) {
      wanted = false;
      kick();
    }
  });
}

/** "Try now" of the queue screen: everything that waits is due, and the promise ends with the pass. */
export async function sendNow(): Promise<void> {
  await makeAllDue(accountId.value ?? "");
  failures = 0;
  kick();
  while (running) await running;
}

/**
 * Keeps a command durably and sends it as soon as the server can be reached. Pressing "finish" twice
 * keeps one: the same id, or the same draft, gives the command that is there.
 * @throws StorageUnavailable (nothing was kept), NobodySignedIn
 */
export async function enqueue(input: NewCommand): Promise<Command> {
  const kept = await outbox.keep(input);
  kick();
  return kept;
}

/** Puts a refused command back and tries at once. */
export async function sendAgain(id: Id): Promise<void> {
  await outbox.tryAgain(id);
  kick();
}

/** The screen got the answer itself while the command lay in the queue: it is done. */
export async function settle(commandId: Id, body: unknown): Promise<void> {
  const record = await withDb((db) => db.get("commands", commandId));
  if (!record) return;
  await keepReceipt(record, receiptFrom(record, await unseal<Content>("device", record.sealed), body, Date.now()));
}

let started = false;

/** Listens for the moments at which sending is worth a try. Called once, by account.ts. */
export function startSender(): void {
  if (started) return;
  started = true;
  globalThis.addEventListener("online", () => { failures = 0; kick(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") kick(); });
  refreshCounts().catch(() => undefined);
}

/**
 * Sends what waits while a page is open: at the start, when the network returns, when the app is looked at again, after each
 * new command, by a timer, and when the service worker asks for it. One tab sends at a time: see pass.ts.
 */
import { readonly, shallowRef } from "vue";
import type { Id } from "@/api/types";
import { pauseAfter } from "./answers";
import { answerWorker, askForSync } from "./background";
import { announceChange } from "./changes";
import { withDb } from "./db";
import { hasVoids } from "./enrolment";
import * as outbox from "./outbox";
import { makeAllDue, refreshCounts, refusedCount, waitingCount } from "./outbox";
import { alone, sendDue, Stopped } from "./pass";
import { type Content, FURTHEST_MS, isDue, ownRecords } from "./queue";
import { keepReceipt, receiptFrom } from "./receipts";
import type { Command, Hold, NewCommand } from "./types";
import { unseal } from "./vault";
import { accountId } from "./who";

const holdRef = shallowRef<Hold>(null);

/** Why nothing is being sent just now; null when nothing holds it up. */
export const hold = readonly(holdRef);

let failures = 0;
let progress = false;

/**
 * Whether the browser was asked for an event since something last went through. Not after each failure: where it sees a
 * network and the server does not answer, the two would wake each other for ever.
 */
let hasAsked = false;

/** Something went through: a line that breaks now and then is not one that is gone. */
function noteProgress(): void {
  failures = 0;
  progress = true;
  hasAsked = false;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** After a cut in the middle of what was going well. */
const SOON_MS = 1000;

/** While another tab, or the service worker, sends. */
const TAKEN_MS = 3000;

async function pass(account: Id): Promise<void> {
  progress = false;
  try {
    await sendDue(account, { begun: () => { holdRef.value = null; }, sent: noteProgress });
    failures = 0;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    holdRef.value = error.hold;
    failures += 1;
    // A person must act before it can go on: a timer would only make noise.
    if (error.hold !== "no_network") return;
    schedule(progress && !error.asked ? SOON_MS : Math.max(error.pause, pauseAfter(failures, null)));
    leaveToBrowser();
  }
}

/** What cannot go now is left to the browser too: a page that is closed later may have no time left to ask. */
function leaveToBrowser(): void {
  if (!hasAsked) askForSync();
  hasAsked = true;
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

let running: Promise<void> | null = null;
let wanted = false;

async function run(): Promise<void> {
  const account = accountId.value;
  if (account === null) return scheduleNext();
  if (!(await ownRecords()).some((record) => isDue(record, Date.now())) && !(await hasVoids(account))) return scheduleNext();
  const mine = await alone(() => pass(account).then(() => true));
  if (mine) await scheduleNext();
  else schedule(TAKEN_MS);
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

async function passed(): Promise<void> {
  while (running) await running;
}

/** "Try now" of the queue screen: everything that waits is due, and the promise ends with the pass. */
export async function sendNow(): Promise<void> {
  await makeAllDue(accountId.value ?? "");
  failures = 0;
  kick();
  await passed();
}

/** The worker was told of a network. */
function sendWoken(): Promise<void> {
  failures = 0;
  kick();
  return passed();
}

/**
 * Keeps a command durably and sends it as soon as the server can be reached. Pressing "finish" twice
 * keeps one: the same id, or the same draft, gives the command that is there.
 * @throws StorageUnavailable (nothing was kept), NobodySignedIn
 */
export async function enqueue(input: NewCommand): Promise<Command> {
  const kept = await outbox.keep(input);
  hasAsked = false;
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

/** The browser gives up after some tries, so it is asked anew. Not by what the store says: there is no time to ask it. */
function leavePage(): void {
  if (accountId.value !== null && waitingCount.value > refusedCount.value && (holdRef.value === null || holdRef.value === "no_network")) askForSync();
}

let started = false;

/** Listens for the moments at which sending is worth a try. Called once, by account.ts. */
export function startSender(): void {
  if (started) return;
  started = true;
  globalThis.addEventListener("online", () => { failures = 0; kick(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") kick(); else leavePage(); });
  answerWorker(sendWoken);
  refreshCounts().catch(() => undefined);
}

/**
 * One pass over what waits: who is signed in is asked, then the records go in their order, the pictures of those behind
 * meanwhile. A page's sender and the service worker call it; the browser's lock lets one of them do it at a time, and should
 * two ever send the same, its Idempotency-Key makes the server do it once.
 */
import { ApiProblem, fetchSession } from "@/api";
import type { Id } from "@/api/types";
import { lastProblem, type Meaning, meaningOf, pauseAfter } from "./answers";
import { announceChange } from "./changes";
import { noteServerTime } from "./clock";
import { type CommandRecord, withDb } from "./db";
import { deliver, update } from "./delivery";
import { enrolDevice, learnFromProblem, sendVoids } from "./enrolment";
import { whileSending } from "./inFlight";
import { isDue, ownRecords } from "./queue";
import type { Hold } from "./types";
import { sendPictures } from "./uploads";
import { accountId } from "./who";

/** A pass over the queue ended early: nobody gets through. */
export class Stopped extends Error {
  /** asked: the server itself asked for the pause (ms). */
  constructor(readonly meaning: Meaning, readonly pause: number, readonly asked = false) {
    super(meaning);
  }

  /** What the officer is told; all but "no_network" wait for what a person must do. */
  get hold(): Exclude<Hold, null> {
    const { meaning } = this;
    if (meaning === "signed_out" || meaning === "password_change" || meaning === "second_factor") return meaning;
    return "no_network";
  }
}

/** What a page shows of a pass. */
export interface Told {
  /** The server answers, and the officer is who he should be. */
  begun: () => void;
  /** Something went through: a line that breaks now and then is not one that is gone. */
  sent: () => void;
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

/** @throws Stopped */
async function sendAll(account: Id, sent: Told["sent"]): Promise<void> {
  const now = Date.now();
  const due = (await ownRecords()).filter((record) => isDue(record, now));
  const pictures = sendPictures(due);
  try {
    for (const record of due) {
      if (accountId.value !== account) return;
      await whileSending(record.id, async () => {
        announceChange();
        await deliver(record, pictures.of(record.id)).then(sent, (error: unknown) => keepFailure(record, error));
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

/** Sends what is due of the account. @throws Stopped */
export async function sendDue(account: Id, told: Told): Promise<void> {
  await checkSession(account);
  told.begun();
  await enrolDevice(account).catch(() => undefined); // what is then unsigned is refused by the server, or taken and shown as such
  await sendAll(account, told.sent);
  await sendVoids(account).catch(() => undefined);
}

const LOCK = "gangwei.outbox";

/** Does it while no other page or worker does. waits: until they have done; else null, and nothing is done, while they do. */
export async function alone<T>(work: () => Promise<T>, waits = false): Promise<T | null> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return work();
  return locks.request(LOCK, { ifAvailable: !waits }, async (lock) => (lock ? work() : null));
}

/**
 * Sending while no page of the app is open, by the service worker (docs/sync.md). Nobody looks on, so it does nothing that a
 * person must decide: it sends for the officer whom the pages left signed in, and only while the server says the same.
 */
import { onChange } from "./changes";
import { clockReady } from "./clock";
import { hasVoids } from "./enrolment";
import { alone, sendDue, Stopped } from "./pass";
import { isDue, ownRecords } from "./queue";
import { sendsFor } from "./sendsFor";
import { accountId } from "./who";

export { type Answered, WAKE } from "./wake";

async function follow(): Promise<void> {
  accountId.value = await sendsFor();
}

const somethingWaits = async (): Promise<boolean> => (await ownRecords()).some(({ refused }) => !refused);

let running: Promise<boolean> | null = null;

/**
 * Sends what waits. True: something is left that a later try may bring through; false too where a person must act first.
 * @throws StorageUnavailable
 */
export function sendUnattended(): Promise<boolean> {
  return (running ??= send().finally(() => { running = null; }));
}

async function send(): Promise<boolean> {
  // A page in which somebody signs out meanwhile says that something changed.
  const leave = onChange(() => { follow().catch(() => { accountId.value = null; }); });
  try {
    await follow();
    await clockReady();
    const stopped = await alone(pass, true);
    return stopped !== null && stopped.hold !== "no_network" ? false : await somethingWaits();
  } finally {
    leave();
    accountId.value = null;
  }
}

async function pass(): Promise<Stopped | null> {
  const account = accountId.value;
  if (account === null) return null;
  if (!(await ownRecords()).some((record) => isDue(record, Date.now())) && !(await hasVoids(account))) return null;
  try {
    await sendDue(account, { begun: () => undefined, sent: () => undefined });
    return null;
  } catch (error) {
    if (error instanceof Stopped) return error;
    throw error;
  }
}

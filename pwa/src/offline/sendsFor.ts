/**
 * For whom the service worker may send while no page is open: who is signed in on this phone, as its pages last knew it. A
 * sign-out without network is owed to the server, whose session then still stands; this word of the phone ends at once.
 */
import type { Id } from "@/api/types";
import { readSetting, write, writeSetting } from "./db";

const KEY = "sends_for";

export const sendsFor = async (): Promise<Id | null> => (await readSetting<Id>(KEY)) ?? null;

export const beginSendingFor = (account: Id): Promise<void> => writeSetting(KEY, account);

/** null: whoever it was. A tab whose officer is gone does not end it for the one who signed in in another tab. */
export function endSendingFor(account: Id | null): Promise<void> {
  return write(["settings"], async (tx) => {
    const store = tx.objectStore("settings");
    if (account === null || (await store.get(KEY)) === account) await store.delete(KEY);
  });
}

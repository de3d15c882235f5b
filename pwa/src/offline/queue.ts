/** What sending needs of the outbox. It runs in the service worker too: no screen, nothing that only a page has. */
import type { Id } from "@/api/types";
import { type CommandRecord, withDb, type Writing } from "./db";
import { accountId } from "./who";

/** What is encrypted of a command. */
export interface Content {
  label: string;
  payload: object;
  earlier_payload: object | null;
}

/** The account's own records, in the order they were made. */
export async function ownRecords(): Promise<CommandRecord[]> {
  const all = await withDb((db) => db.getAllFromIndex("commands", "account_id", accountId.value ?? ""));
  return all.sort((a, b) => a.order - b.order);
}

/** No pause is longer; a time further away was noted by a clock that has been set back since. */
export const FURTHEST_MS = 60 * 60_000;

export function isDue(record: CommandRecord, now: number): boolean {
  const wait = (record.next_try_at ?? 0) - now;
  return !record.refused && (wait <= 0 || wait > FURTHEST_MS);
}

/** What the server says of a record whose pictures it has not, or cannot use. */
export const PICTURE_TROUBLE: readonly string[] = ["inspection.media_unknown", "media.picture_unusable", "upload.differs"];

/** Forgets, inside the caller's transaction, that pictures were sent: they go under new ids. */
export async function sendPicturesAnew(tx: Pick<Writing<"parts">, "objectStore">, id: Id): Promise<void> {
  const parts = await tx.objectStore("parts").index("command_id").getAll(id);
  for (const part of parts) await tx.objectStore("parts").put({ ...part, media_id: null, sent: 0, key: crypto.randomUUID() });
}

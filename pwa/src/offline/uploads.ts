/** Sends the pictures of waiting commands, several at a time, so that a thin link is full. */
import { NetworkError } from "@/api";
import type { Id } from "@/api/types";
import { announceChange } from "./changes";
import { type CommandRecord, type PartRecord, withDb, write } from "./db";
import { whileSending } from "./inFlight";
import { lanes } from "./lanes";
import { sendInPieces } from "./pieces";
import type { Known } from "./references";
import { Unreadable, unsealBlob } from "./vault";

/** So many at a time keep a thin link full while answers are on their way. */
const AT_ONCE = 4;

/** The picture itself. @throws Unreadable when it is gone, or its key is */
export async function pictureOf(part: PartRecord): Promise<Blob> {
  const picture = part.sealed === null ? await withDb((db) => db.get("pictures", [part.draft_id ?? "", part.name])) : null;
  const sealed = part.sealed ?? picture?.sealed;
  if (!sealed) throw new Unreadable(part.name);
  return unsealBlob("device", sealed, part.type);
}

/** Keeps how far a part has come, unless its command is gone meanwhile. */
async function keepPart(part: PartRecord, change: Partial<PartRecord>): Promise<void> {
  await write(["parts"], async (tx) => {
    const now = await tx.objectStore("parts").get([part.command_id, part.name]);
    if (now) await tx.objectStore("parts").put({ ...now, ...change });
  });
  announceChange();
}

async function namesOf(command: Id): Promise<string[]> {
  const parts = await withDb((db) => db.getAllFromIndex("parts", "command_id", command));
  return parts.map((part) => part.name);
}

async function sendPart(record: CommandRecord, name: string, signal: AbortSignal): Promise<Id> {
  const part = await withDb((db) => db.get("parts", [record.id, name]));
  if (!part || signal.aborted) throw new NetworkError("aborted"); // set aside, settled, or stopped meanwhile
  if (part.media_id !== null) return part.media_id;
  const { media } = await sendInPieces({
    kind: part.media, bytes: await pictureOf(part), account: record.account_id, signal,
    keep: ({ key, sent }, media_id) => keepPart(part, { key, sent, media_id }),
  }, { key: part.key, sent: part.sent ?? 0 });
  return media ?? part.key;
}

export interface Pictures {
  /** The server's ids of a command's pictures, when all of them are there. @throws why one is not */
  of: (command: Id) => Promise<Known>;
  /** Nothing more is sent, and what was on its way has ended. */
  stop: () => Promise<void>;
}

/** Sends the pictures of these commands, in their order, several at a time; each id is kept at once, so a cut never sends one twice. */
export function sendPictures(records: readonly CommandRecord[]): Pictures {
  const aborter = new AbortController();
  const lane = lanes(AT_ONCE);

  async function all(record: CommandRecord, names: string[]): Promise<Known> {
    const work = names.map((name) => lane(() => whileSending(record.id, () => sendPart(record, name, aborter.signal))));
    const ended = await Promise.allSettled(work);
    const failed = ended.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
    return Object.fromEntries(ended.map((end, place) => [names[place], end.status === "fulfilled" ? end.value : null]));
  }

  // One after the other is asked for its pictures, so that they go in the order of their commands.
  let listed: Promise<unknown> = Promise.resolve();
  const sent = new Map<Id, Promise<Known>>();
  for (const record of records) {
    const names = listed.then(() => namesOf(record.id));
    listed = names.catch(() => undefined);
    const mine = names.then((found) => all(record, found));
    mine.catch(() => undefined); // a command that is not reached any more asks nobody
    sent.set(record.id, mine);
  }
  const stop = async (): Promise<void> => {
    aborter.abort();
    await Promise.allSettled(sent.values());
  };
  return { of: (command) => sent.get(command) ?? Promise.resolve({}), stop };
}

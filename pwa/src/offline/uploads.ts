/**
 * Brings pictures to the server part by part. What arrived is never sent again: after a cut, in another network or after
 * a restart of the phone the upload goes on where the server has it.
 */
import { ApiProblem, get, NetworkError, OtherAccount, send } from "@/api";
import type { Id, Media } from "@/api/types";
import { NoReceipt } from "./answers";
import { announceChange } from "./changes";
import { type CommandRecord, type PartRecord, withDb, write } from "./db";
import { whileSending } from "./inFlight";
import { lanes } from "./lanes";
import type { Known } from "./references";
import { Unreadable, unsealBlob } from "./vault";
import { accountId } from "./who";

interface Uploaded {
  id?: Id;
  /** The server has the first so many bytes. */
  offset?: number;
  media?: Partial<Media> | null;
}

/** Some seconds of a poor link, and little beside the 300 ms that the answer takes. The server takes up to 256 KiB. */
const LARGEST = 128 * 1024;
const SMALLEST = 8 * 1024;

/** A part over a weak signal takes its time; a silent server does not hold the queue for ever. */
const TIMEOUT_MS = 120_000;

/** A file that arrives wrong so often is not the line's fault. */
const MOST_RESTARTS = 3;

/** So many pictures at a time keep a thin link full while answers are on their way. */
const AT_ONCE = 4;

async function bytesOf(part: PartRecord): Promise<Blob> {
  const picture = part.sealed === null ? await withDb((db) => db.get("pictures", [part.draft_id ?? "", part.name])) : null;
  const sealed = part.sealed ?? picture?.sealed;
  if (!sealed) throw new Unreadable(part.name);
  return unsealBlob("device", sealed, part.type);
}

async function sha256(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One picture on its way. */
class Upload {
  private restarts = 0;
  private largest = LARGEST;

  constructor(
    private part: PartRecord,
    private readonly account: Id,
    private readonly blob: Blob,
    private readonly sum: string,
    private readonly signal: AbortSignal,
  ) {}

  /** The server's id of the whole picture. @throws what the server or the network said */
  async run(): Promise<Id> {
    for (;;) {
      const answer = await this.next().catch((error: unknown) => this.recover(error));
      const media_id = answer.media?.id ?? null;
      this.part = { ...this.part, sent: answer.offset ?? 0, media_id };
      await keepPart(this.part);
      if (media_id !== null) return media_id;
    }
  }

  private async next(): Promise<Uploaded> {
    const { key, media, sent = 0 } = this.part;
    if (accountId.value !== this.account) throw new OtherAccount();
    if (this.signal.aborted) throw new NetworkError("aborted");
    const piece = this.blob.slice(sent, sent + this.largest, "application/octet-stream");
    const query = { kind: media, size: this.blob.size, sha256: this.sum, offset: sent };
    const answer = await send<Uploaded | undefined>("PUT", `/api/uploads/${key}`, piece, {
      query, timeoutMs: TIMEOUT_MS, signal: this.signal, as: this.account,
    });
    return this.believed(answer, sent);
  }

  /** Only what our server can have said counts: it names this upload, and is further than it was. */
  private believed(answer: Uploaded | undefined, before: number): Uploaded {
    if (answer?.id !== this.part.key || !((answer.offset ?? 0) > before || answer.media)) throw new NoReceipt();
    return answer;
  }

  /** Where to go on after a refusal that has a way out. @throws the others */
  private async recover(error: unknown): Promise<Uploaded> {
    if (!(error instanceof ApiProblem)) throw error;
    // A release that does not know the route serves just now: not the record's fault.
    if (error.status === 404 || error.status === 405) throw new NoReceipt();
    if (error.status === 413 && this.largest > SMALLEST) return this.halve();
    const restarts = (this.restarts += 1) <= MOST_RESTARTS;
    if (error.code === "upload.offset" && restarts) return this.ask();
    if (error.code === "upload.corrupt" && restarts) return { offset: 0 };
    if (error.code === "upload.differs" && restarts) return this.rename();
    throw error;
  }

  private halve(): Uploaded {
    this.largest /= 2;
    return { offset: this.part.sent ?? 0 };
  }

  private async ask(): Promise<Uploaded> {
    return get<Uploaded>(`/api/uploads/${this.part.key}`, { signal: this.signal }).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.status === 404) return { offset: 0 };
      throw error;
    });
  }

  private rename(): Uploaded {
    this.part = { ...this.part, key: crypto.randomUUID() };
    return { offset: 0 };
  }
}

/** Keeps how far a part has come, unless its command is gone meanwhile. */
async function keepPart(part: PartRecord): Promise<void> {
  await write(["parts"], async (tx) => {
    const now = await tx.objectStore("parts").get([part.command_id, part.name]);
    const { key, sent = 0, media_id } = part;
    if (now) await tx.objectStore("parts").put({ ...now, key, sent, media_id });
  });
  announceChange();
}

async function namesOf(command: Id): Promise<string[]> {
  const parts = await withDb((db) => db.getAllFromIndex("parts", "command_id", command));
  return parts.map((part) => part.name);
}

async function sendPart(record: CommandRecord, name: string, signal: AbortSignal): Promise<Id> {
  const part = await withDb((db) => db.get("parts", [record.id, name]));
  if (!part) throw new NetworkError("aborted"); // set aside, or settled, meanwhile
  if (part.media_id !== null) return part.media_id;
  if (signal.aborted) throw new NetworkError("aborted");
  const blob = await bytesOf(part);
  return new Upload(part, record.account_id, blob, await sha256(blob), signal).run();
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

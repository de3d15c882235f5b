/**
 * A file on its way to the server in pieces. What arrived is never sent again: after a cut, in another network or after
 * a restart of the phone it goes on where the server has it (docs/sync.md).
 */
import { ApiProblem, get, NetworkError, OtherAccount, send } from "@/api";
import type { Id, Media, MediaKind } from "@/api/types";
import { NoReceipt } from "./answers";
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

/** A piece over a weak signal takes its time; a silent server does not hold the queue for ever. */
const TIMEOUT_MS = 120_000;

/** A file that arrives wrong so often is not the line's fault. */
const MOST_RESTARTS = 3;

export interface Place {
  /** The id under which it is uploaded; another one where this one turns out to be taken. */
  key: Id;
  /** How many bytes the server is known to have. */
  sent: number;
}

export interface File {
  kind: MediaKind | "handed_in";
  bytes: Blob;
  account: Id;
  signal?: AbortSignal;
  /** Keeps how far it has come, also with which id of a picture it ended. */
  keep: (place: Place, media: Id | null) => Promise<void>;
}

async function sha256(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends what is missing of it. Answers where it is whole, and the picture's id if it became one. @throws what server or network said */
export async function sendInPieces(file: File, from: Place): Promise<{ key: Id; media: Id | null }> {
  return new Upload(file, await sha256(file.bytes), from).run();
}

class Upload {
  private restarts = 0;
  private largest = LARGEST;

  constructor(private readonly file: File, private readonly sum: string, private place: Place) {}

  async run(): Promise<{ key: Id; media: Id | null }> {
    for (;;) {
      const answer = await this.next().catch((error: unknown) => this.recover(error));
      const media = answer.media?.id ?? null;
      this.place = { ...this.place, sent: answer.offset ?? 0 };
      await this.file.keep(this.place, media);
      const isWhole = media !== null || (this.file.kind === "handed_in" && this.place.sent === this.file.bytes.size);
      if (isWhole) return { key: this.place.key, media };
    }
  }

  private async next(): Promise<Uploaded> {
    const { kind, bytes, account, signal } = this.file;
    const { key, sent } = this.place;
    if (accountId.value !== account) throw new OtherAccount();
    if (signal?.aborted) throw new NetworkError("aborted");
    const piece = bytes.slice(sent, sent + this.largest, "application/octet-stream");
    const query = { kind, size: bytes.size, sha256: this.sum, offset: sent };
    const options = { query, timeoutMs: TIMEOUT_MS, as: account, ...(signal && { signal }) };
    return this.believed(await send<Uploaded | undefined>("PUT", `/api/uploads/${key}`, piece, options));
  }

  /** Only what our server can have said counts: it names this upload, and is further than it was. */
  private believed(answer: Uploaded | undefined): Uploaded {
    const { key, sent } = this.place;
    if (answer?.id !== key || !((answer.offset ?? 0) > sent || answer.media)) throw new NoReceipt();
    return answer;
  }

  /** Where to go on after a refusal that has a way out. @throws the others */
  private async recover(error: unknown): Promise<Uploaded> {
    if (!(error instanceof ApiProblem)) throw error;
    // A release that does not know the route serves just now: not the record's fault.
    if (error.status === 404 || error.status === 405) throw new NoReceipt();
    if (error.status === 413 && this.largest > SMALLEST) return this.halve();
    const mayRestart = (this.restarts += 1) <= MOST_RESTARTS;
    if (error.code === "upload.offset" && mayRestart) return this.ask();
    if (error.code === "upload.corrupt" && mayRestart) return { offset: 0 };
    if (error.code === "upload.differs" && mayRestart) return this.rename();
    throw error;
  }

  private halve(): Uploaded {
    this.largest /= 2;
    return { offset: this.place.sent };
  }

  private ask(): Promise<Uploaded> {
    return get<Uploaded>(`/api/uploads/${this.place.key}`).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.status === 404) return { offset: 0 };
      throw error;
    });
  }

  private rename(): Uploaded {
    this.place = { key: crypto.randomUUID(), sent: 0 };
    return { offset: 0 };
  }
}

/** The words of the offline store: commands waiting for the server, drafts, receipts. */
import type { Id, Instant, MediaKind, Reason } from "@/api/types";

/** What can be sent later. Each kind has one address, known to `routes.ts` alone. */
export type CommandKind = "verification" | "inspection" | "confirmation";

/**
 * waiting: goes by itself when the server can be reached.
 * sending: on its way in this moment.
 * refused: the server understood and said no; kept with its reason until the officer decides.
 * A command that is done exists no more: it became a receipt.
 */
export type CommandState = "waiting" | "sending" | "refused";

/** A picture of a command. It is sent before the payload, under its own Idempotency-Key. */
export interface Part {
  name: string;
  media: MediaKind;
  /** Left out: it lies beside the draft, under this name. */
  blob?: Blob;
}

export interface NewCommand {
  /** Idempotency-Key; made here when left out. */
  id?: Id;
  kind: CommandKind;
  /** What the queue screen calls it, in words an officer knows it by (encrypted on the phone). */
  label: string;
  /**
   * The request body. `partReference(name)` stands where the id of an uploaded picture belongs, and
   * `receiptReference(commandId)` where the server's id of an earlier command belongs (null when
   * that one was refused). device_id, and device_sequence of an inspection, are filled in here.
   */
  payload: object;
  parts?: Part[];
  /** This draft becomes the command: hidden while it waits, deleted once the server has it. */
  draft_id?: Id;
  /** A payload already sent under the same key of which no answer came: see `answerOf` in sender.ts. */
  earlier_payload?: object;
  /** A screen sends it itself just now: not counted among those that wait until `not_before`. */
  in_hand?: boolean;
  /** Not before this moment (ms since 1970), while a first try may still be answered. */
  not_before?: number;
}

export interface LastProblem {
  at: Instant;
  /** HTTP status, or null when no answer came at all. */
  status: number | null;
  /** Stable code of the problem (docs/problems.md), or network.unreachable. */
  code: string;
  detail: string | null;
  errors: { field: string; code: string; message: string }[];
}

/** A command as the queue screen shows it. */
export interface Command {
  id: Id;
  kind: CommandKind;
  label: string;
  account_id: Id;
  created_at: Instant;
  state: CommandState;
  tries: number;
  next_try_at: number | null;
  last_problem: LastProblem | null;
  pictures: number;
  pictures_sent: number;
  /** Of all its pictures, in bytes. */
  bytes: number;
  bytes_sent: number;
  /** When it was put into a file that somebody else can hand in. */
  exported_at: Instant | null;
  /** The draft it was made from can be opened again with `reopen`. */
  has_draft: boolean;
}

/** Proof that the server has it. Short, and kept longer than the command was. */
export interface Receipt {
  command_id: Id;
  kind: CommandKind;
  label: string;
  account_id: Id;
  server_id: Id;
  /** Number of the inspection record; null for a check. */
  number: string | null;
  digest: string | null;
  received_at: Instant;
  stored_at: Instant;
  /** What the register said of a check that was made offline. */
  reason: Reason | null;
  /** Why the server keeps it apart until a supervisor has decided; null: it is recorded. */
  quarantine: string | null;
}

export interface Draft<T = unknown> {
  id: Id;
  kind: string;
  created_at: Instant;
  updated_at: Instant;
  value: T;
}

/** What the browser answered when asked not to throw our data away. */
export type Persistence = "granted" | "denied" | "unsupported";

/** Storage of the browser, in bytes (null: it does not say). little: not enough for a whole visit; none: not for one more photo. */
export interface Room {
  used: number | null;
  left: number | null;
  state: "enough" | "little" | "none";
}

/** Why nothing is being sent just now; null when nothing holds it up. */
export type Hold = "no_network" | "signed_out" | "password_change" | "second_factor" | null;

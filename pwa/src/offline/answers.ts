/** What an answer of the server, or its silence, means for a command that was being sent. */
import { ApiProblem, NetworkError, OtherAccount } from "@/api";
import type { LastProblem } from "./types";
import { Unreadable } from "./vault";

/**
 * refused: the server understood and said no. Kept with its reason; does not hold up the others.
 * later: this command again after a while; the others go on.
 * stop: nobody gets through now (no network, or too many requests): all wait.
 * signed_out, password_change, second_factor: a person must act first: all wait.
 * repeat_earlier: another payload came through under this key before; ask for its answer.
 */
export type Meaning = "refused" | "later" | "stop" | "signed_out" | "password_change" | "second_factor" | "repeat_earlier";

/** The server answered 2xx but named no id: a captive portal or proxy, never the server's word. */
export class NoReceipt extends Error {
  override readonly name = "NoReceipt";
}

/** The server has not the pictures any more that it had: they go again, and then the record. */
export class PicturesGone extends Error {
  override readonly name = "PicturesGone";

  constructor(readonly answer: unknown) {
    super("pictures gone");
  }
}

const LATER = [408, 409, 423, 425];

/** The upload is taken up where the server has it, or begun anew. */
const UPLOAD_LATER = ["upload.offset", "upload.corrupt", "upload.differs"];

/** The phone does what is asked by itself, and then it goes: enrol, or take another number. */
const DEVICE_LATER = ["device.required", "device.unknown", "device.sequence_used"];

export function meaningOf(error: unknown): Meaning {
  if (error instanceof NetworkError) return "stop";
  if (error instanceof OtherAccount) return "signed_out";
  if (error instanceof Unreadable) return "refused";
  // Not the server's word (a proxy, a cut answer, a full disk): one such command must not block the rest.
  if (!(error instanceof ApiProblem)) return "later";
  const { status, code } = error;
  if (status === 401) return "signed_out";
  if (code === "account.second_factor_required") return "signed_out";
  if (code === "account.password_change_required") return "password_change";
  if (code === "account.second_factor_enrolment_required") return "second_factor";
  if (code === "idempotency.payload_differs") return "repeat_earlier";
  if (status === 429) return "stop";
  if (DEVICE_LATER.includes(code) || UPLOAD_LATER.includes(code)) return "later";
  if (status >= 500 || code.startsWith("session.")) return "later";
  return LATER.includes(status) && retryable(code) ? "later" : "refused";
}

/** A conflict of two writers passes; a conflict with what is recorded stays. */
function retryable(code: string): boolean {
  return ["conflict", "internal", "not_saved", "idempotency.in_progress"].includes(code);
}

export function lastProblem(error: unknown, now: number): LastProblem {
  if (error instanceof PicturesGone) return lastProblem(error.answer, now);
  const at = new Date(now).toISOString();
  if (!(error instanceof ApiProblem)) {
    return { at, status: null, code: ownCode(error), detail: null, errors: [] };
  }
  const { status, code, detail, errors } = error.problem;
  return { at, status, code, detail: detail || null, errors };
}

/** Codes of what no server said; their words stand in the dictionary of the queue. */
function ownCode(error: unknown): string {
  if (error instanceof NetworkError) return "network.unreachable";
  if (error instanceof OtherAccount) return "unauthenticated";
  if (error instanceof NoReceipt) return "network.not_our_server";
  return error instanceof Unreadable ? "phone.unreadable" : "phone.failed";
}

const STEP_MS = 4000;
const LONGEST_MS = 5 * 60_000;

/** Growing pauses: 4 s, 8 s, 16 s ... 5 minutes, and never earlier than the server asked for. */
export function pauseAfter(tries: number, error: unknown): number {
  const asked = error instanceof ApiProblem ? (error.problem.retry_after_s ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(LONGEST_MS, STEP_MS * 2 ** Math.min(tries, 10)));
}

/** The officer's own checks: those the server has, and before them those that wait on this phone. */
import { get, type Page } from "@/api";
import type { Id, Verification } from "@/api/types";
import { type Command, commands } from "@/offline";
import { isReason, toneOf, type CheckResult } from "./result";

export function listChecks(cursor: string | undefined, signal: AbortSignal): Promise<Page<Verification>> {
  return get<Page<Verification>>("/api/verifications", { query: { cursor, limit: 20 }, signal });
}

export function getCheck(id: Id, signal: AbortSignal): Promise<Verification> {
  return get<Verification>(`/api/verifications/${id}`, { signal });
}

export async function waitingChecks(): Promise<Command[]> {
  const all = await commands();
  return all.filter((command) => command.kind === "verification").reverse();
}

/** A stored check in the shape the verdict is shown from. */
export function resultOf(verification: Verification): CheckResult {
  const { site } = verification;
  return {
    command_id: verification.id,
    checked_at: verification.checked_at,
    code: null,
    typed_number: null,
    site: site && { ...site, unit_name: "" },
    judged_by: "server",
    reason: isReason(verification.reason) ? verification.reason : "malformed",
    tone: toneOf(verification.reason),
    verification,
    phone: null,
    pending: false,
    queued: false,
  };
}

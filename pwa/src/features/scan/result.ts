/** What a check of one card or number gave: one shape for the server's verdict and the phone's own. */
import type { ClockDoubt } from "@/offline";
import type { CertificateState, Id, Instant, IsoDate, Reason, SeenElsewhere, SiteRelation, Tone, Verification } from "@/api/types";

/** The tone follows from the reason, here as on the server; a reason this app does not know cannot be verified. */
const TONES: Record<Reason, Tone> = {
  valid: "valid",
  other_site: "check",
  other_unit: "check",
  left_unit: "check",
  nobody: "check",
  not_here: "check",
  no_photo: "check",
  photo_changed: "check",
  status_unknown: "check",
  clock_wrong: "check",
  unregistered: "check",
  expired: "not_valid",
  suspended: "not_valid",
  revoked: "not_valid",
  cancelled: "not_valid",
  superseded: "not_valid",
  withdrawn: "not_valid",
  forged: "not_valid",
  not_a_card: "cannot_verify",
  unknown_key: "cannot_verify",
  revoked_key: "cannot_verify",
  planned_key: "cannot_verify",
  malformed: "cannot_verify",
  unknown_number: "cannot_verify",
};

export function isReason(text: string): text is Reason {
  return Object.hasOwn(TONES, text);
}

export function toneOf(reason: string): Tone {
  return isReason(reason) ? TONES[reason] : "cannot_verify";
}

export interface VisitSite {
  id: Id;
  name: string;
  unit_name: string;
}

/** What the field pack on the phone says of the person, as of its date. */
export interface RosterFact {
  name: string;
  guard_id: Id;
  certificate_number: string;
  certificate_state: CertificateState | null;
  position: string | null;
  sites: { site_id: Id; site_name: string; unit_name: string }[];
  as_of: Instant;
}

/** Why a genuine card is not called valid: what the phone has not heard, or not lately. */
export type Doubt = "keys_expired" | "no_list" | "planned_key" | "list_old" | "not_listed";

/** What the phone found out by itself. */
export interface PhoneFacts {
  reason: Reason;
  doubt: Doubt | null;
  /** The facts on a genuine card. */
  card: { number: string; name: string; issued_on: IsoDate; expires_on: IsoDate | null } | null;
  roster: RosterFact | null;
  /** The field pack that was asked; null: there is none on this phone. */
  pack_as_of: Instant | null;
  /** The person is on the stored roster of the chosen site; null when no site, or no stored roster. */
  on_site_roster: boolean | null;
  /** Another officer saw the card too short a time before, elsewhere; null: not that this phone knew of. */
  seen_elsewhere: SeenElsewhere | null;
  /** The status list that was asked was made then; null: none was. */
  list_as_of: Instant | null;
  /** The trust list was made then; null: this phone never had one. */
  trust_as_of: Instant | null;
  /** Both times, where the phone's clock is off. */
  clock: ClockDoubt | null;
}

export interface CheckResult {
  /** Id of the command: the Idempotency-Key of the check, and what `receiptReference` names. */
  command_id: Id;
  checked_at: Instant;
  /** The scanned text, or null for a typed number. */
  code: string | null;
  typed_number: string | null;
  site: VisitSite | null;
  judged_by: "server" | "phone";
  reason: Reason;
  tone: Tone;
  /** The server's answer; null while it is silent. */
  verification: Verification | null;
  phone: PhoneFacts | null;
  /** The server may still answer: the verdict can change while it is looked at. */
  pending: boolean;
  /** Waits in the queue to be recorded. */
  queued: boolean;
}

/** The few facts an inspection keeps of a check. */
export interface CheckedGuard {
  key: Id;
  verification_id: Id | null;
  guard_id: Id | null;
  certificate_number: string | null;
  name: string | null;
  reason: Reason;
  tone: Tone;
  relation: SiteRelation | null;
  checked_at: Instant;
  /** The sites the person is posted to, by the register or else the field pack; null where neither knows. */
  posted_at: { site_id: Id; site_name: string }[] | null;
  /** By what the phone took along; the register's own word is asked for by the visit. */
  seen_elsewhere: SeenElsewhere | null;
}

function relationOf({ verification, phone }: CheckResult): SiteRelation | null {
  if (verification) return verification.site_relation;
  return phone?.on_site_roster === true ? "on_roster" : null;
}

export function checkedGuard(result: CheckResult): CheckedGuard {
  const { verification, phone } = result;
  return {
    key: result.command_id,
    verification_id: verification?.id ?? null,
    guard_id: verification?.person?.guard_id ?? phone?.roster?.guard_id ?? null,
    certificate_number: verification?.certificate?.number ?? phone?.card?.number ?? phone?.roster?.certificate_number ?? result.typed_number,
    name: verification?.person?.name ?? phone?.card?.name ?? phone?.roster?.name ?? null,
    reason: result.reason,
    tone: result.tone,
    relation: relationOf(result),
    checked_at: result.checked_at,
    posted_at: verification?.postings ?? phone?.roster?.sites ?? null,
    seen_elsewhere: phone?.seen_elsewhere ?? null,
  };
}

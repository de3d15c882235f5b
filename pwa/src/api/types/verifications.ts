import type { CertificateState } from "./certificates";
import type { Id, Instant, IsoDate, Position } from "./common";
import type { Sex } from "./guards";

export const TONES = ["valid", "check", "not_valid", "cannot_verify"] as const;
export type Tone = (typeof TONES)[number];

export const REASONS = [
  "valid",
  "other_site",
  "other_unit",
  "left_unit",
  "nobody",
  "not_here",
  "no_photo",
  "photo_changed",
  "status_unknown",
  "clock_wrong",
  "unregistered",
  "expired",
  "suspended",
  "revoked",
  "cancelled",
  "superseded",
  "withdrawn",
  "forged",
  "not_a_card",
  "unknown_key",
  "revoked_key",
  "planned_key",
  "malformed",
  "unknown_number",
] as const;
export type Reason = (typeof REASONS)[number];

export const SITE_RELATIONS = ["on_roster", "other_site", "other_unit", "left_unit", "nobody"] as const;
export type SiteRelation = (typeof SITE_RELATIONS)[number];

export type VerificationMode = "online" | "offline";

export interface VerificationInput {
  /** The scanned text exactly as read, at most 2000 characters. */
  code?: string;
  number?: string;
  site_id?: Id;
  inspection_id?: Id;
  device_id: Id;
  checked_at: Instant;
  mode: VerificationMode;
  phone_reason?: Reason;
  position?: Position;
}

export interface VerifiedCertificate {
  number: string;
  state: CertificateState;
  state_since: IsoDate;
  state_reason: string | null;
  issued_on: IsoDate;
  expires_on: IsoDate | null;
  agency_name: string;
}

export interface VerifiedPerson {
  guard_id: Id;
  name: string;
  sex: Sex;
  identity_number_masked: string;
  has_photo: boolean;
}

export interface Verification {
  id: Id;
  checked_at: Instant;
  received_at: Instant;
  mode: VerificationMode;
  tone: Tone;
  reason: Reason;
  phone_reason: Reason | null;
  as_of: Instant;
  /** A registered device signed it. */
  signed: boolean;
  certificate: VerifiedCertificate | null;
  person: VerifiedPerson | null;
  employer: { unit_id: Id; name: string; since: IsoDate } | null;
  left: { unit_name: string; ended_on: IsoDate } | null;
  postings: { site_id: Id; site_name: string; unit_name: string }[];
  site_relation: SiteRelation | null;
  site: { id: Id; name: string } | null;
}

export interface LookupAnswer {
  result: "found" | "no_match";
  number: string | null;
  name: string | null;
  state: CertificateState | null;
  state_since: IsoDate | null;
  issued_on: IsoDate | null;
  expires_on: IsoDate | null;
  agency_name: string | null;
  as_of: Instant | null;
}

import type { Id, Instant, IsoDate } from "./common";
import type { CertificateState } from "./certificates";
import type { ClientKind } from "./contracts";
import type { GuardSummary } from "./guards";
import type { UnitKind } from "./units";

export interface Employment {
  id: Id;
  unit_id: Id;
  unit_name: string;
  guard_id: Id;
  position: string;
  started_on: IsoDate;
  ended_on: IsoDate | null;
  /** None where free text was recorded before there was a list; it is the note then. */
  leaving_reason: LeavingReason | "transferred" | null;
  leaving_note: string | null;
}

export type LeavingReason =
  | "resigned"
  | "dismissed"
  | "contract_ended"
  | "retired"
  | "died"
  | "moved"
  | "other";

export type TransferState =
  | "proposed"
  | "accepted"
  | "declined"
  | "withdrawn"
  | "done"
  | "lapsed";

/** A guard goes from one unit to another. What one may not know yet is null. */
export interface Transfer {
  id: Id;
  guard_id: Id | null;
  guard_name: string;
  certificate_number: string | null;
  certificate_state: CertificateState | null;
  from_unit_id: Id | null;
  from_unit_name: string | null;
  to_unit_id: Id;
  to_unit_name: string;
  position: string;
  effective_on: IsoDate;
  proposed_by: "from" | "to";
  state: TransferState;
  lapse_reason:
    | "not_answered"
    | "left"
    | "other_transfer"
    | "unit_not_active"
    | "deceased"
    | null;
  note: string;
  answer_note: string;
  proposed_at: Instant;
  lapses_on: IsoDate;
  accepted_at: Instant | null;
  closed_at: Instant | null;
  incoming: boolean;
  may_answer: boolean;
  may_withdraw: boolean;
}

export interface RosterPosting {
  id: Id;
  site_id: Id;
  site_name: string;
}

export interface RosterEntry {
  employment_id: Id;
  guard: GuardSummary;
  position: string;
  started_on: IsoDate;
  postings: RosterPosting[];
}

export interface Client {
  id: Id;
  unit_id: Id;
  name: string;
  uscc: string | null;
  kind: ClientKind | null;
  contact_name: string | null;
  phone_masked: string | null;
  created_at: Instant;
}

/** With the contact's number whole, as only the form shows it. */
export interface WholeClient extends Client {
  contact_phone: string | null;
}

export type SiteStatus = "active" | "closed";

export interface Site {
  id: Id;
  unit_id: Id;
  unit_name: string;
  unit_kind: UnitKind;
  client_id: Id | null;
  client_name: string | null;
  name: string;
  address: string;
  division_code: string;
  division_name: string;
  agency_code: string;
  agency_name: string;
  latitude: number | null;
  longitude: number | null;
  status: SiteStatus;
  posted_count: number;
  distance_m: number | null;
  updated_at: Instant;
}

export interface SiteRosterEntry {
  posting_id: Id;
  employment_id: Id;
  guard: GuardSummary;
  position: string;
  started_on: IsoDate;
}

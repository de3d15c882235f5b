import type { Id, Instant } from "./common";
import type { AccountStatus } from "./accounts";
import type { InspectionSummary } from "./inspections";

export const QUARANTINE_REASONS = [
  "number_used", "device_revoked", "unsigned", "rights_lost", "rights_doubtful", "place_moved", "colleague", "guard_unknown", "media_used",
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];
export type QuarantineState = "quarantined" | "accepted" | "rejected";

/** A record that waits for a supervisor, in the list. */
export interface QuarantinedSummary {
  id: Id;
  state: QuarantineState;
  reason: QuarantineReason;
  reasons: QuarantineReason[];
  kind: "inspection" | "verification";
  account_id: Id;
  account_name: string;
  agency_code: string;
  record_id: Id | null;
  unit_name: string | null;
  made_at: Instant;
  received_at: Instant;
  signed: boolean;
  device_id: Id | null;
  sequence: number | null;
  handed_in_by_name: string | null;
  decided_by_name: string | null;
  decided_at: Instant | null;
  note: string | null;
}

/** What its officer was allowed for a time; none: ever, still. */
export interface FormerGrant {
  agency_name: string | null;
  status: AccountStatus;
  since: Instant | null;
  until: Instant | null;
}

/** The same, whole. record: as it was sent; none once a rejected one has been forgotten. */
export interface Quarantined extends QuarantinedSummary {
  evidence: { claimed: string; clock_error_s: number | null; earliest: string; latest: string; out_of_order: boolean };
  record: Record<string, unknown> | null;
  officer: FormerGrant[];
  officer_names: string[];
  site_name: string | null;
  media_ids: Id[];
  other_id: Id | null;
  inspection_id: Id | null;
}

export type ConflictResolution = "both_stand" | "superseded";

/** Two records of one visit, or under one number of a device. */
export interface RecordConflict {
  id: Id;
  kind: "visit" | "number";
  found_at: Instant;
  first: InspectionSummary | null;
  second: InspectionSummary | null;
  command_id: Id | null;
  resolution: string | null;
  superseded_id: Id | null;
  settled_at: Instant | null;
  settled_by_name: string | null;
  reason: string | null;
}

import type { Id, Instant, IsoDate } from "./common";

export const WARNING_KINDS = [
  "certificate_revoked",
  "certificate_cancelled",
  "certificate_suspended",
  "certificate_expired",
  "certificate_expiring",
  "guard_without_photo",
  "notice_due",
  "watched_changed",
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];
export const WARNING_STATES = ["open", "muted", "done"] as const;
export type WarningState = (typeof WARNING_STATES)[number];
export type WarningSubject = "guard" | "notice" | "watch";

/** One thing a unit is warned of. urgency: 1 for today, 2 soon, 3 to be planned. */
export interface UnitWarning {
  id: Id;
  kind: WarningKind;
  state: WarningState;
  urgency: number;
  unit_id: Id;
  unit_name: string;
  subject_type: WarningSubject;
  subject_id: Id;
  subject_name: string | null;
  subject_number: string | null;
  since: IsoDate;
  due_on: IsoDate | null;
  sites: number | null;
  opened_at: Instant;
  done_at: Instant | null;
  muted_until: IsoDate | null;
  muted_by_name: string | null;
}

/** How many there are; `looked_at`: as of when. */
export interface WarningCount {
  open: number;
  today: number;
  muted: number;
  kinds: { kind: WarningKind; open: number }[];
  looked_at: Instant | null;
}

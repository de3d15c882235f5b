import type { Id, Instant, IsoDate } from "./common";

export const WARNING_KINDS = [
  "certificate_revoked",
  "certificate_cancelled",
  "certificate_suspended",
  "certificate_expired",
  "certificate_expiring",
  "guard_without_photo",
  "guard_without_contract",
  "notice_due",
  "watched_changed",
  "shortfall",
  "contract_ending",
  "contract_ended",
  "transfer_waiting",
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];
export const WARNING_STATES = ["open", "muted", "done"] as const;
export type WarningState = (typeof WARNING_STATES)[number];
export type WarningSubject = "guard" | "employment" | "notice" | "watch" | "site" | "contract" | "transfer";

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
  needed: number | null;
  able: number | null;
  short: number | null;
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

/** One browser in which the own account is told. */
export interface PushBrowser {
  id: Id;
  user_agent: string;
  created_at: Instant;
  last_sent_at: Instant | null;
}

/** key: what a browser subscribes with; null where Web Push is not switched on. */
export interface OwnPush {
  key: string | null;
  browsers: PushBrowser[];
}

export interface PushSubscriptionInput {
  endpoint: string;
  p256dh: string;
  auth: string;
  language: "zh-CN" | "en";
}

export type DigestState = "sending" | "sent" | "nothing" | "waiting" | "failed" | "unknown";

export interface DigestInput {
  active: boolean;
  address: string;
  hour: number;
  language: "zh-CN" | "en";
}

/** by_mail: false where digests go to a file of the operator's. */
export interface OwnDigest extends DigestInput {
  by_mail: boolean;
  last_day: IsoDate | null;
  last_state: DigestState | null;
}

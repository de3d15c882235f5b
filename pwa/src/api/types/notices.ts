import type { Id, Instant, IsoDate } from "./common";

export const NOTICE_STATES = ["open", "answered", "closed", "proposed"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];
export type NoticeItemState = "open" | "answered" | "corrected" | "not_corrected";
export type NoticeEventKind =
  | "issued"
  | "answered"
  | "recheck_requested"
  | "extended"
  | "rechecked"
  | "closed"
  | "penalty_proposed"
  | "escalated";
export type ClosureBasis = "recheck" | "documents" | "penalty";
export type PenaltyKind = "reprimand" | "warning" | "fine" | "revocation";

/** A rectification notice (责令限期改正通知书) in a list. */
export interface NoticeSummary {
  id: Id;
  number: string;
  state: NoticeState;
  overdue: boolean;
  inspection_id: Id;
  inspection_number: string;
  unit_id: Id;
  unit_name: string;
  site_id: Id | null;
  site_name: string | null;
  agency_code: string;
  agency_name: string;
  issued_at: Instant;
  issued_by_name: string;
  original_due_on: IsoDate;
  due_on: IsoDate;
  recheck_requested_at: Instant | null;
  /** By when the police look again; null while nothing asks for it. */
  recheck_due_on: IsoDate | null;
  closed_at: Instant | null;
  escalated_level: number;
  escalated_to_name: string | null;
  items_count: number;
  corrected_count: number;
  /** Sent back with an officer's act: whoever saw another one is refused. */
  version: number;
}

/** One thing to put right: the checklist's point `item_id`, or a `finding` about a guard or in words. */
export interface NoticeItem {
  id: Id;
  position: number;
  item_id: Id | null;
  finding: string | null;
  guard_id: Id | null;
  article: string;
  text: string;
  text_en: string;
  due_on: IsoDate;
  state: NoticeItemState;
  answer: string | null;
}

export interface NoticeEvent {
  id: Id;
  kind: NoticeEventKind;
  at: Instant;
  /** Null for what the system did by itself. */
  by_name: string | null;
  note: string;
  facts: {
    inspection_id?: Id;
    inspection_number?: string;
    count?: number;
    items?: Record<string, "corrected" | "not_corrected">;
    item_ids?: Id[];
    from?: IsoDate;
    to?: IsoDate;
    recheck_due_on?: IsoDate | null;
    basis?: ClosureBasis;
    article?: string;
    kind?: PenaltyKind;
    amount_yuan?: number | null;
    level?: number;
    agency_name?: string;
  };
  photos: { media_id: Id }[];
}

export interface PenaltyProvision {
  id: Id;
  code: string;
  article: string;
  subject: "unit" | "guard";
  kind: PenaltyKind;
  text_zh: string;
  text_en: string;
  from_yuan: number | null;
  to_yuan: number | null;
  effective_from: IsoDate;
}

export interface PenaltyProposal {
  id: Id;
  provision: PenaltyProvision;
  amount_yuan: number | null;
  reason: string;
  proposed_at: Instant;
  proposed_by_name: string;
}

export interface Notice extends NoticeSummary {
  /** Whether the working days were reckoned by the published calendar; else by weekdays. */
  calendar_known: boolean;
  items: NoticeItem[];
  events: NoticeEvent[];
  proposals: PenaltyProposal[];
}

export interface NoticeCount {
  pending: number;
  overdue: number;
  recheck_requested: number;
}

/** A notice in the field pack, for its re-check on the spot. */
export interface PackedNotice {
  id: Id;
  number: string;
  unit_id: Id;
  site_id: Id | null;
  state: NoticeState;
  issued_at: Instant;
  due_on: IsoDate;
  recheck_due_on: IsoDate | null;
  items: Omit<NoticeItem, "due_on">[];
}

import type { Officer } from "./accounts";
import type { CertificateState } from "./certificates";
import type { Id, Instant, IsoDate, Position } from "./common";
import type { PackedNotice } from "./notices";
import type { Site } from "./roster";
import type { DayPlan, ServedTask, Task } from "./tasks";
import type { UnitKind, UnitSummary } from "./units";
import type { Reason } from "./verifications";

export interface ChecklistItem {
  id: Id;
  position: number;
  code: string;
  title_zh: string;
  title_en: string;
  article: string;
  effective_from: IsoDate;
}

export interface Checklist {
  id: Id;
  unit_kind: UnitKind;
  version: number;
  effective_from: IsoDate;
  items: ChecklistItem[];
}

/** What can be found wrong with a guard on a site. */
export const GUARD_FINDINGS = [
  "absent", "not_on_roster", "expired", "revoked", "suspended", "superseded", "cancelled", "forged", "also_posted",
  "seen_elsewhere",
] as const;
export type GuardFindingKind = (typeof GUARD_FINDINGS)[number];

/** The same in words, with the article it rests on. */
export interface GuardFinding {
  kind: GuardFindingKind;
  title_zh: string;
  title_en: string;
  article: string;
  effective_from: IsoDate;
}

export const ITEM_OUTCOMES = ["conform", "problem", "not_checked"] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

export const PRESENCES = ["present", "absent", "not_on_roster"] as const;
export type Presence = (typeof PRESENCES)[number];

export const INSPECTION_RESULTS = ["no_problem", "corrected_on_site", "rectification_required"] as const;
export type InspectionResult = (typeof INSPECTION_RESULTS)[number];

export type MediaKind = "inspection_photo" | "signature" | "answer_photo";

export interface Media {
  id: Id;
  kind: MediaKind;
  sha256: string;
  width: number;
  height: number;
  size: number;
}

export interface InspectedItem {
  item_id: Id;
  outcome: ItemOutcome;
  note: string;
}

export interface InspectedGuard {
  guard_id: Id | null;
  certificate_number: string | null;
  name: string | null;
  presence: Presence;
  verification_id: Id | null;
  reason: Reason | null;
  note: string;
  /** Missing in what earlier releases of the app sent. */
  finding?: GuardFindingKind | null;
}

/** A guard in a record, with the article the finding rests on. */
export interface RecordedGuard extends InspectedGuard {
  finding: GuardFindingKind | null;
  article: string | null;
}

export interface InspectionPhoto {
  media_id: Id;
  caption: string;
  item_id: Id | null;
}

export interface InspectionInput {
  id: Id;
  unit_id: Id;
  site_id: Id | null;
  checklist_id: Id;
  started_at: Instant;
  finished_at: Instant;
  device_id: Id;
  device_sequence: number;
  officer_ids: Id[];
  position: Position | null;
  items: InspectedItem[];
  guards: InspectedGuard[];
  findings: string;
  photos: InspectionPhoto[];
  responsible_person: string | null;
  signature: { media_id: Id; signer_name: string } | null;
  no_signature: { reason: "refused" | "absent"; note: string } | null;
  result: InspectionResult;
  rectify_by: IsoDate | null;
  /** The rectification notice whose re-check it is, and what became of its items. */
  notice_id?: Id | null;
  rechecked?: { item_id: Id; state: "corrected" | "not_corrected" }[];
  /** What colleagues confirmed on site. */
  confirmations?: (SignedConfirmation & { account_id: Id })[];
}

export interface InspectionSummary {
  id: Id;
  number: string;
  unit_id: Id;
  unit_name: string;
  site_id: Id | null;
  site_name: string | null;
  finished_at: Instant;
  received_at: Instant;
  result: InspectionResult;
  rectify_by: IsoDate | null;
  problem_count: number;
  /** The record of the same visit that holds in its place. */
  superseded_by_id: Id | null;
  /** The notice whose re-check it was. */
  notice_id: Id | null;
  officer_names: string[];
}

export interface InspectionReceipt {
  id: Id;
  number: string;
  received_at: Instant;
  /** SHA-256 of the canonical record: the receipt proves which record was received. */
  digest: string;
}

/** How an officer stands for the record; null in records of earlier releases. */
export type ConfirmationState = "author" | "on_site" | "later" | "not_yet" | "invalid";

export interface RecordedOfficer {
  id: Id;
  name: string;
  police_number: string | null;
  agency_name: string | null;
  confirmation: ConfirmationState | null;
  confirmed_at: Instant | null;
}

/** A record that names one as its officer, and that one has not confirmed. */
export interface ToConfirm {
  inspection_id: Id;
  number: string;
  unit_id: Id;
  unit_name: string;
  site_id: Id | null;
  site_name: string | null;
  finished_at: Instant;
  officer_name: string;
}

/** What a device confirmed (docs/visit.md); `at_ms` since 1970. */
export interface SignedConfirmation {
  device_id: Id;
  at_ms: number;
  signature: string;
}

export interface Inspection extends Omit<InspectionInput, "photos" | "officer_ids" | "guards" | "confirmations"> {
  guards: RecordedGuard[];
  /** A registered device signed it. */
  signed: boolean;
  /** The record of the same visit that holds in its place. */
  superseded_by_id: Id | null;
  number: string;
  received_at: Instant;
  agency_code: string;
  agency_name: string;
  unit_name: string;
  site_name: string | null;
  officers: RecordedOfficer[];
  checklist: Checklist;
  photos: (InspectionPhoto & { url: string })[];
  receipt: InspectionReceipt;
  serves: ServedTask[];
}

export interface FieldRosterEntry {
  guard_id: Id;
  name: string;
  certificate_number: string | null;
  certificate_state: CertificateState | null;
  position: string | null;
}

/** A card was seen by another officer; site_name: null where the site is none of one's own area. */
export interface SeenElsewhere {
  at: Instant;
  agency_name: string;
  site_name: string | null;
}

/** What a traveller can do at most, and how far places and clocks are trusted (docs/alerts.md). */
export interface SightingRule {
  speed_kmh: number;
  tolerance_m: number;
  tolerance_s: number;
}

/** To a kilometre and a minute. */
export interface PackedSighting extends SeenElsewhere, Position {
  guard_id: Id;
}

/** How the phone keeps the pack (docs/field-pack.md). */
export interface FieldPackRules {
  hours: number;
  lock_after_s: number;
  /** So many wrong PINs in a row, and it is wiped. */
  tries: number;
  pin_digits: number;
}

export interface FieldPack {
  as_of: Instant;
  expires_at: Instant;
  rules: FieldPackRules;
  units: UnitSummary[];
  sites: Site[];
  rosters: { site_id: Id; entries: FieldRosterEntry[] }[];
  /** Missing in packs of earlier releases. */
  sightings?: { rule: SightingRule; items: PackedSighting[] };
  checklists: Checklist[];
  /** Missing in packs of earlier releases. */
  guard_findings?: GuardFinding[];
  officers: Officer[];
  /** Those that are not closed. Missing in packs of earlier releases. */
  notices?: PackedNotice[];
  /** Missing in packs of earlier releases. */
  tasks?: Task[];
  plan?: DayPlan;
}

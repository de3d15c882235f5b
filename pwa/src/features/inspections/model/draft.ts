/**
 * A visit that is being written down: the draft of an inspection record.
 *
 * A draft holds copies (unit, checklist, roster), not references: it must stay readable and
 * finishable without network, and a checklist or roster that changes later must not change
 * what the officers had before them on the day.
 */
import type {
  Checklist, FieldRosterEntry, GuardFinding, GuardFindingKind, InspectionResult, ItemOutcome, NoticeItem, Officer, Position, Reason, SeenElsewhere, SiteRelation, Tone,
  UnitKind,
} from "@/api/types";

/** Rises when the shape below changes; `readDraft` refuses what it does not know. */
export const DRAFT_VERSION = 1;

export interface DraftUnit {
  id: string;
  name: string;
  kind: UnitKind;
  address: string;
}

export interface DraftSite {
  id: string;
  name: string;
  address: string;
  client_name: string | null;
}

export interface DraftItem {
  outcome: ItemOutcome;
  note: string;
}

/** One person the site's roster names, as the roster stood at `roster_as_of`. */
export type RosterPerson = FieldRosterEntry;

/** One card or number checked inside the visit. */
export interface GuardScan {
  /** Made on the phone; tells apart two scans of which the server knows nothing yet. */
  key: string;
  verification_id: string | null;
  /** The waiting command of a check made without network; its receipt will name the check. */
  command_id: string | null;
  guard_id: string | null;
  certificate_number: string | null;
  name: string | null;
  reason: Reason;
  tone: Tone;
  /** What the register said about this person and this site; null without network or without site. */
  relation: SiteRelation | null;
  checked_at: string;
  /** The sites that register or field pack post this person to; null or missing where neither knows him. */
  posted_at?: { site_id: string; site_name: string }[] | null;
  /** Where his card was seen too short a time ago for anybody to have come here: by the phone's word, or the register's. */
  seen_elsewhere?: SeenElsewhere | null;
  /** The register has been asked about that. */
  seen_asked?: boolean;
  note: string;
}

/** What a colleague's phone confirmed on site, beside his place among the colleagues. */
export interface DraftConfirmation {
  account_id: string;
  device_id: string;
  at_ms: number;
  signature: string;
}

/** One thing to put right, and what the unit answered. */
export type DraftNoticeItem = Pick<NoticeItem, "id" | "position" | "article" | "text" | "text_en" | "answer">;

/** The notice whose re-check the visit is, as it stood when the visit began. */
export interface DraftNotice {
  id: string;
  number: string;
  due_on: string;
  items: DraftNoticeItem[];
}

export type RecheckState = "corrected" | "not_corrected";

/** What the officer says of somebody on the roster who showed no card. */
export interface HandMark {
  presence: "present" | "absent";
  note: string;
}

export interface DraftPhoto {
  key: string;
  caption: string;
  /** The checklist item it belongs to; null for the visit as a whole. */
  item_id: string | null;
  size: number;
}

export type NoSignatureReason = "refused" | "absent";

/** The responsible person's signature, or why there is none. Both may be empty while unfinished. */
export interface DraftSignature {
  way: "signed" | NoSignatureReason;
  signer_name: string;
  /** Key of the picture of the signature; null until signed. */
  key: string | null;
  note: string;
}

export interface InspectionDraft {
  version: typeof DRAFT_VERSION;
  id: string;
  started_at: string;
  changed_at: string;
  /** Server clock minus phone clock when the visit began; null when never compared. */
  clock_offset_ms: number | null;
  unit: DraftUnit | null;
  site: DraftSite | null;
  checklist: Checklist | null;
  colleagues: Officer[];
  position: Position | null;
  items: Record<string, DraftItem>;
  roster: RosterPerson[];
  roster_as_of: string | null;
  scans: GuardScan[];
  marks: Record<string, HandMark>;
  /** What can be found wrong with guards, as it was in force when the visit began. */
  finding_kinds: GuardFinding[];
  /** What was found wrong, by the key of the guard's line. */
  guard_findings: Record<string, GuardFindingKind>;
  confirmations: DraftConfirmation[];
  notice: DraftNotice | null;
  rechecked: Record<string, RecheckState>;
  findings: string;
  photos: DraftPhoto[];
  signature: DraftSignature;
  /** null: not chosen by hand, the suggestion of `suggestResult` holds. */
  result: InspectionResult | null;
  rectify_by: string | null;
}

/** An empty draft, begun at `startedAt` (RFC 3339, UTC). */
export function newDraft(id: string, startedAt: string, clockOffset: number | null): InspectionDraft {
  return {
    version: DRAFT_VERSION, id, started_at: startedAt, changed_at: startedAt, clock_offset_ms: clockOffset,
    unit: null, site: null, checklist: null, colleagues: [], position: null, items: {},
    roster: [], roster_as_of: null, scans: [], marks: {}, finding_kinds: [], guard_findings: {}, confirmations: [], notice: null, rechecked: {}, findings: "", photos: [],
    signature: { way: "signed", signer_name: "", key: null, note: "" }, result: null, rectify_by: null,
  };
}

/** The checklist, if it is the one for this kind of unit; a list brought from another place does not count. */
export function checklistOf(draft: InspectionDraft): Checklist | null {
  return draft.checklist?.unit_kind === draft.unit?.kind ? draft.checklist : null;
}

/** The outcome and note of an item; an untouched item is "not checked". */
export function itemOf(draft: InspectionDraft, itemId: string): DraftItem {
  return draft.items[itemId] ?? { outcome: "not_checked", note: "" };
}

/** Ids of the items that have the given outcome, in the order of the checklist. */
export function itemsWith(draft: InspectionDraft, outcome: ItemOutcome): string[] {
  const items = draft.checklist?.items ?? [];
  return items.map((item) => item.id).filter((id) => itemOf(draft, id).outcome === outcome);
}

/** Sets every item nobody has touched to "conform"; what was set before stays. */
export function conformTheRest(draft: InspectionDraft): void {
  for (const id of itemsWith(draft, "not_checked")) {
    draft.items[id] = { outcome: "conform", note: itemOf(draft, id).note };
  }
}

/**
 * Chooses the place. Another place means other people on the roster and maybe another
 * checklist; scans, notes and photos stay, since they were really made.
 */
export function choosePlace(draft: InspectionDraft, unit: DraftUnit, site: DraftSite | null): void {
  const sameSite = draft.site?.id === site?.id && draft.unit?.id === unit.id;
  draft.unit = unit;
  draft.site = site;
  if (sameSite) return;
  draft.roster = [];
  draft.roster_as_of = null;
  draft.marks = {};
  // They confirmed another place, and the notice was about another one.
  draft.confirmations = [];
  draft.notice = null;
  draft.rechecked = {};
}

/** Takes a checklist. Answers of items that the new list does not have are dropped with the old list. */
export function chooseChecklist(draft: InspectionDraft, checklist: Checklist): void {
  const known = new Set(checklist.items.map((item) => item.id));
  draft.checklist = checklist;
  draft.items = Object.fromEntries(Object.entries(draft.items).filter(([id]) => known.has(id)));
  for (const photo of draft.photos) {
    if (photo.item_id !== null && !known.has(photo.item_id)) photo.item_id = null;
  }
}

/**
 * A draft read from the phone's store, or null when it is not one.
 * Unknown versions (made by a newer app) answer null too: they are left where they are.
 */
export function readDraft(stored: unknown): InspectionDraft | null {
  if (typeof stored !== "object" || stored === null) return null;
  const draft = stored as Partial<InspectionDraft>;
  if (draft.version !== DRAFT_VERSION || typeof draft.id !== "string") return null;
  // What an earlier release did not know is empty in its drafts.
  return { ...newDraft(draft.id, draft.started_at ?? "", draft.clock_offset_ms ?? null), ...(draft as InspectionDraft) };
}

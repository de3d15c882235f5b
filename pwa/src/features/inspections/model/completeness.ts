/**
 * What a visit still lacks before it can be finished, and what the officers should know though
 * it does not hold them up. Each entry names the place on the page where it is put right.
 */
import { checklistOf, itemOf, itemsWith, type InspectionDraft } from "./draft";
import { compareRoster, countGuards } from "./guards";
import { problemCount, resultOf } from "./result";

export type Section = "recheck" | "place" | "officers" | "checklist" | "guards" | "findings" | "result" | "signature";

export type MissingCode =
  | "recheck" | "unit" | "checklist" | "second_officer" | "nothing_checked" | "problem_note" | "hand_note"
  | "result" | "result_contradicts" | "result_without_problem" | "rectify_by" | "rectify_by_past"
  | "signer_name" | "signature" | "no_signature_note";

export type NoticeCode = "not_checked" | "not_seen" | "roster_unknown" | "no_site" | "no_position" | "not_on_roster";

export interface Missing {
  code: MissingCode;
  section: Section;
  /** Id of the field that puts it right. */
  anchor: string;
  /** The checklist item or the guard line it is about; null for the visit as a whole. */
  subject: string | null;
}

export interface Notice {
  code: NoticeCode;
  section: Section;
  count: number;
}

const SECTION: Record<MissingCode, Section> = {
  recheck: "recheck", unit: "place", checklist: "place", second_officer: "officers",
  nothing_checked: "checklist", problem_note: "checklist", hand_note: "guards",
  result: "result", result_contradicts: "result", result_without_problem: "findings",
  rectify_by: "result", rectify_by_past: "result",
  signer_name: "signature", signature: "signature", no_signature_note: "signature",
};

const ANCHOR: Record<MissingCode, string> = {
  recheck: "visit-recheck", unit: "visit-place", checklist: "visit-place", second_officer: "visit-officers",
  nothing_checked: "visit-checklist", problem_note: "visit-checklist", hand_note: "visit-guards",
  result: "visit-result", result_contradicts: "visit-result", result_without_problem: "findings",
  rectify_by: "rectify-by", rectify_by_past: "rectify-by",
  signer_name: "signer-name", signature: "sign-button", no_signature_note: "no-signature-note",
};

export const itemAnchor = (itemId: string): string => `item-note-${itemId}`;
export const recheckAnchor = (itemId: string): string => `recheck-${itemId}`;
export const guardAnchor = (key: string): string => `guard-note-${key}`;

function missing(code: MissingCode, subject: string | null = null, anchor = ANCHOR[code]): Missing {
  return { code, section: SECTION[code], anchor, subject };
}

function placeAndOfficers(draft: InspectionDraft): Missing[] {
  const found: Missing[] = [];
  if (!draft.unit) found.push(missing("unit"));
  else if (!checklistOf(draft)) found.push(missing("checklist"));
  if (draft.colleagues.length === 0) found.push(missing("second_officer"));
  return found;
}

function checklist(draft: InspectionDraft): Missing[] {
  const items = draft.checklist?.items ?? [];
  if (items.length > 0 && itemsWith(draft, "not_checked").length === items.length) return [missing("nothing_checked")];
  return itemsWith(draft, "problem")
    .filter((id) => itemOf(draft, id).note.trim() === "")
    .map((id) => missing("problem_note", id, itemAnchor(id)));
}

/** A re-check says of each item of its notice what became of it. */
function recheck(draft: InspectionDraft): Missing[] {
  const open = (draft.notice?.items ?? []).filter(({ id }) => !draft.rechecked[id]);
  return open.slice(0, 1).map(({ id }) => missing("recheck", id, recheckAnchor(id)));
}

/** Somebody present without a card must be known by something: the note says by what. */
function guards(draft: InspectionDraft): Missing[] {
  return compareRoster(draft)
    .filter((line) => line.state === "present" && !line.scan && line.note.trim() === "")
    .map((line) => missing("hand_note", line.key, guardAnchor(line.key)));
}

/** Whether the record itself shows something to correct: a problem, or people and roster that differ. */
function showsSomething(draft: InspectionDraft): boolean {
  const { absent, not_on_roster } = countGuards(compareRoster(draft));
  return problemCount(draft) + absent + not_on_roster > 0 || draft.findings.trim() !== "";
}

function result(draft: InspectionDraft, today: string): Missing[] {
  const chosen = resultOf(draft);
  if (chosen === null) return [missing("result")];
  if (chosen === "no_problem") return problemCount(draft) > 0 ? [missing("result_contradicts")] : [];
  const found = showsSomething(draft) ? [] : [missing("result_without_problem")];
  if (chosen !== "rectification_required") return found;
  if (!draft.rectify_by) return [...found, missing("rectify_by")];
  return draft.rectify_by < today ? [...found, missing("rectify_by_past")] : found;
}

function signature(draft: InspectionDraft): Missing[] {
  const { way, signer_name, key, note } = draft.signature;
  if (way !== "signed") return note.trim() === "" ? [missing("no_signature_note")] : [];
  const found: Missing[] = [];
  if (signer_name.trim() === "") found.push(missing("signer_name"));
  if (key === null) found.push(missing("signature"));
  return found;
}

/** Everything that keeps the visit from being finished, in the order of the page. `today` is YYYY-MM-DD here. */
export function findMissing(draft: InspectionDraft, today: string): Missing[] {
  return [
    ...recheck(draft), ...placeAndOfficers(draft), ...checklist(draft), ...guards(draft), ...result(draft, today), ...signature(draft),
  ];
}

/** What will be recorded as it is, though the officers may want to know. */
export function findNotices(draft: InspectionDraft): Notice[] {
  const counts = countGuards(compareRoster(draft));
  const found: Notice[] = [
    { code: "not_checked", section: "checklist", count: itemsWith(draft, "not_checked").length },
    { code: "not_on_roster", section: "guards", count: counts.not_on_roster },
    { code: "not_seen", section: "guards", count: counts.not_seen },
    { code: "roster_unknown", section: "guards", count: draft.site && !draft.roster_as_of ? 1 : 0 },
    { code: "no_site", section: "place", count: draft.unit && !draft.site ? 1 : 0 },
    { code: "no_position", section: "place", count: draft.position ? 0 : 1 },
  ];
  return found.filter((notice) => notice.count > 0);
}

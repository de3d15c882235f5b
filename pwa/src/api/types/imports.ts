import type { Id, Instant, IsoDate } from "./common";
import type { Job } from "./jobs";
import type { LeavingReason } from "./roster";

export const IMPORT_MODES = ["add", "full_roster"] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

export const IMPORT_STATES = [
  "reading",
  "mapping",
  "checking",
  "ready",
  "applying",
  "applied",
  "undoing",
  "undone",
  "failed",
  "cancelled",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What a column of a roster may hold. */
export const IMPORT_FIELDS = [
  "name",
  "identity_number",
  "certificate_number",
  "position",
  "started_on",
  "site",
  "site_until",
  "phone",
  "ended_on",
  "leaving_reason",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What becomes of a row. */
export const ROW_VERDICTS = ["hire", "change", "leave", "same", "refused", "left_out"] as const;
export type RowVerdict = (typeof ROW_VERDICTS)[number];

/** missing: of `leave`, those who are not in the file; the last three count rows. */
export type RowCounts = Record<RowVerdict | "missing" | "applied" | "undone" | "not_undone", number>;

export interface ImportSummary {
  id: Id;
  unit_id: Id;
  unit_name: string;
  file_name: string;
  size: number;
  mode: ImportMode;
  state: ImportState;
  /** Why the file could not be read. */
  problem: string | null;
  counts: RowCounts;
  created_by: string;
  created_at: Instant;
  applied_at: Instant | null;
  undone_at: Instant | null;
  /** When its rows are deleted. */
  rows_until: Instant | null;
}

export type Confidence = "sure" | "likely" | "none";

/** A column as it was found. */
export interface ImportColumn {
  /** 0 is column A. */
  index: number;
  heading: string;
  /** Some of its values, long numbers masked. */
  samples: string[];
  field: ImportField | null;
  confidence: Confidence;
  /** The field was chosen for such a heading before. */
  remembered: boolean;
}

/** Rows are numbered as in the file, from 1. */
export interface ImportSheet {
  index: number;
  name: string;
  hidden: boolean;
  row_count: number;
  column_count: number;
  header_row: number | null;
  /** The one that is proposed. */
  proposed: boolean;
  columns: ImportColumn[];
  /** Enough of them to choose another header row. */
  first_rows: { number: number; cells: (string | null)[] }[];
  /** The first hundred rows that are no entries, and why. */
  left_out: { number: number; reason: string }[];
}

export interface Mapping {
  sheet: number;
  header_row: number;
  columns: { index: number; field: ImportField | null }[];
  leaving_on: IsoDate | null;
  /** One of the roster's reasons; the last of them needs the note. */
  leaving_reason: LeavingReason | null;
  leaving_note: string;
}

export interface Import extends ImportSummary {
  sheets: ImportSheet[];
  mapping: Mapping | null;
  /** So many leave that the application must say the number. */
  confirm_leaving: number | null;
  job: Job | null;
  rows_gone: boolean;
}

/** A reason why a row cannot be imported (`refuses`), or a note. */
export interface RowProblem {
  code: string;
  refuses: boolean;
  field: ImportField | null;
  /** "C", or null for what is no cell's. */
  column: string | null;
  /** As in the file; numbers of a person masked. */
  value: string | null;
  /** The form that was expected, a word of the app. */
  expected: string | null;
  /** Other rows that it is about. */
  rows: number[];
  /** What may have been meant. */
  suggestions: string[];
  earliest: IsoDate | null;
  latest: IsoDate | null;
}

export const ROW_ACTS = ["hire", "change_position", "post", "end_posting", "leave"] as const;

/** One thing that applying the row does. */
export interface RowAct {
  act: (typeof ROW_ACTS)[number];
  on: IsoDate | null;
  site_name: string | null;
  position: string | null;
  /** The position before. */
  was: string | null;
}

/** What a row says, as typed. */
export type RowValues = Record<ImportField, string | null>;

export interface ImportRow {
  number: number;
  /** False: somebody on the roster who is missing in the file. */
  in_file: boolean;
  verdict: RowVerdict;
  edited: boolean;
  values: RowValues;
  acts: RowAct[];
  problems: RowProblem[];
  applied_at: Instant | null;
  undone_at: Instant | null;
  /** Why it could not be taken back. */
  undo_problem: string | null;
}

import type { CertificateState } from "./certificates";
import type { Id, Instant, IsoDate } from "./common";
import type { JobState } from "./jobs";

export const CARD_LAYOUTS = ["a4", "single"] as const;
export type CardLayout = (typeof CARD_LAYOUTS)[number];

export const CARD_FAILURES = ["no_photo", "glyph_missing", "not_valid", "not_found"] as const;

export const REPRINT_REASONS = [
  "damaged",
  "lost",
  "stolen",
  "name_changed",
  "photo_changed",
  "misprint",
  "other",
] as const;
export type ReprintReason = (typeof REPRINT_REASONS)[number];

/** Which cards: numbers say all; else an agency's valid ones, perhaps of a unit, perhaps never printed. */
export interface CardChoice {
  unit_id: Id | null;
  unprinted: boolean;
  most: number;
  numbers: string[];
}

export interface CardFile {
  number: number;
  size: number;
  cards: number;
  pages: number;
  first_number: string;
  last_number: string;
}

export interface CardBatchSummary {
  id: Id;
  job_id: Id;
  agency_code: string;
  agency_name: string;
  template_version: number;
  layout: CardLayout;
  wanted: { unit_name: string | null; unprinted: boolean; numbers: number; most: number };
  printed: number;
  failed: number;
  state: JobState;
  cancelling: boolean;
  problem: string | null;
  done: number;
  total: number | null;
  mine: boolean;
  account_name: string;
  at: Instant;
  files_until: Instant | null;
  expired: boolean;
}

export interface CardBatch extends CardBatchSummary {
  files: CardFile[];
}

export interface CardFailure {
  number: string;
  certificate_id: Id | null;
  code: (typeof CARD_FAILURES)[number];
  /** The characters that no font has. */
  detail: string | null;
}

/** What an agency chooses about its cards; `logo` is a picture in base64. */
export interface CardDesign {
  title: string;
  title_in_english: string;
  agency_words: string | null;
  colour: string;
  stripe: string;
  back_text: string;
  back_text_in_english: string;
  logo: string | null;
}

export interface CardTemplate extends CardDesign {
  agency_code: string;
  agency_name: string;
  version: number;
  account_name: string | null;
  at: Instant | null;
}

export interface CardTemplateSummary {
  version: number;
  account_name: string;
  at: Instant;
}

export interface CardPrints {
  items: { id: Id; batch_id: Id; at: Instant; account_name: string; template_version: number }[];
  given_anew: { reason: ReprintReason; note: string | null; former_id: Id; at: Instant; account_name: string } | null;
  /** How often cards of the holder were given anew. */
  reprints: number;
}

export interface CardCode {
  code: string;
  number: string;
  expires_at: Instant;
  link: string;
  qr: string[];
}

export interface ElectronicCards {
  code_until: Instant | null;
  items: { id: Id; at: Instant; seen_on: Instant }[];
}

/** The holder's card as it stands at `as_of`; `qr` are the rows of its code. */
export interface CardState {
  number: string;
  name: string;
  issued_on: IsoDate;
  expires_on: IsoDate | null;
  agency_name: string;
  unit_name: string | null;
  state: CertificateState;
  state_since: IsoDate;
  url: string;
  qr: string[];
  as_of: Instant;
}

export interface CardOnPhone extends CardState {
  /** A JPEG in base64. */
  photo: string | null;
}

import type { Id, Instant } from "./common";

export type PaperKind = "inspection_record" | "rectification_notice";

/** A PDF that was made once and never changes. */
export interface Paper {
  id: Id;
  kind: PaperKind;
  number: string;
  inspection_id: Id;
  notice_id: Id | null;
  dated_at: Instant;
  agency_name: string;
  unit_name: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  digest: string;
  size: number;
  pages: number;
  made_at: Instant;
  /** Of the public page, as the printed code holds it. */
  address: string;
}

/** What opens one paper without an account for some minutes. */
export interface TakeAlong {
  url: string;
  /** Rows of the code, 1 is dark. */
  qr: string[];
  expires_at: Instant;
}

import type { Id, Instant, IsoDate } from "./common";
import type { Service } from "./units";
import type { SiteStatus } from "./roster";

export const CLIENT_KINDS = [
  "enterprise",
  "institution",
  "state_organ",
  "school",
  "hospital",
  "bank",
  "residential",
  "construction",
  "market",
  "event",
  "entertainment",
  "other",
] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

export const CONTRACT_STATES = ["draft", "signed", "ended", "terminated"] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];
export const POINT_ANSWERS = ["yes", "not_needed", "no"] as const;
export type PointAnswer = (typeof POINT_ANSWERS)[number];
export const PAPER_KINDS = [
  "contract",
  "supplement",
  "client_licence",
  "property_proof",
  "authorisation",
  "approval",
  "other",
] as const;
export type ContractPaperKind = (typeof PAPER_KINDS)[number];

/** What the rules object to. */
export type FlagCode =
  | "entertainment_own_guards"
  | "in_house_outside"
  | "unlawful_request"
  | "contract_missing"
  | "contract_ended"
  | "province_not_filed";

export interface Flag {
  code: FlagCode;
  article: string;
}

export interface ContractSummary {
  id: Id;
  unit_id: Id;
  client_id: Id;
  client_name: string;
  number: string;
  services: Service[];
  starts_on: IsoDate;
  ends_on: IsoDate;
  last_day: IsoDate;
  state: ContractState;
  province_code: string | null;
  points_open: number;
  flags: Flag[];
}

/** A point of the legality check (M. art. 25). */
export interface ContractPoint {
  code: string;
  zh: string;
  en: string;
  may_be_not_needed: boolean;
  answer: PointAnswer | null;
  note: string | null;
  account_name: string | null;
  checked_on: IsoDate | null;
}

export interface ContractPaper {
  document_id: Id;
  kind: ContractPaperKind;
  title: string;
  media_type: "application/pdf" | "image/jpeg";
  size: number;
  keep_until: IsoDate | null;
  added_at: Instant;
}

/** The notice to the police of another province (M. art. 26). */
export interface Filing {
  province_code: string;
  begins_on: IsoDate;
  due_on: IsoDate;
  due_certain: boolean;
  state: "due" | "handed_in";
  handed_in_on: IsoDate | null;
  receipt: string | null;
}

export interface ContractSite {
  site_id: Id;
  site_name: string;
  address: string;
  status: SiteStatus;
  posted_count: number;
  flags: Flag[];
}

export interface Contract extends ContractSummary {
  unit_name: string;
  signed_on: IsoDate | null;
  terminated_on: IsoDate | null;
  termination_reason: string | null;
  keep_until: IsoDate | null;
  basis: string;
  points: ContractPoint[];
  papers: ContractPaper[];
  filing: Filing | null;
  sites: ContractSite[];
  updated_at: Instant;
}

/** A file that was sent and waits for the record that names it. */
export interface StoredDocument {
  id: Id;
  media_type: string;
  size: number;
  keep_until: IsoDate | null;
  created_at: Instant;
}

/** What a shift needs; 1 is Monday. One that ends no later than it begins goes on until the next day. */
export interface PostNeed {
  shift: string;
  begins: string;
  ends: string;
  weekdays: number[];
  needed: number;
  position: string | null;
}

export interface SiteStanding {
  site_id: Id;
  site_name: string;
  needed: number;
  posted: number;
  able: number;
  short: number;
  over: number;
}

export interface SiteNeeds {
  site_id: Id;
  contract: Pick<ContractSummary, "id" | "number" | "client_name" | "starts_on" | "ends_on" | "state"> | null;
  venue: ClientKind | null;
  client_kind: ClientKind | null;
  posts: PostNeed[];
  standing: SiteStanding | null;
  flags: Flag[];
}

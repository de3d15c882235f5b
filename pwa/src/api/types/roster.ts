import type { Id, Instant, IsoDate } from "./common";
import type { GuardSummary } from "./guards";
import type { UnitKind } from "./units";

export interface Employment {
  id: Id;
  unit_id: Id;
  unit_name: string;
  guard_id: Id;
  position: string;
  started_on: IsoDate;
  ended_on: IsoDate | null;
  end_reason: string | null;
}

export interface RosterPosting {
  id: Id;
  site_id: Id;
  site_name: string;
}

export interface RosterEntry {
  employment_id: Id;
  guard: GuardSummary;
  position: string;
  started_on: IsoDate;
  postings: RosterPosting[];
}

export interface Client {
  id: Id;
  unit_id: Id;
  name: string;
  uscc: string | null;
  created_at: Instant;
}

export type SiteStatus = "active" | "closed";

export interface Site {
  id: Id;
  unit_id: Id;
  unit_name: string;
  unit_kind: UnitKind;
  client_id: Id | null;
  client_name: string | null;
  name: string;
  address: string;
  division_code: string;
  division_name: string;
  agency_code: string;
  agency_name: string;
  latitude: number | null;
  longitude: number | null;
  status: SiteStatus;
  posted_count: number;
  distance_m: number | null;
  updated_at: Instant;
}

export interface SiteRosterEntry {
  posting_id: Id;
  employment_id: Id;
  guard: GuardSummary;
  position: string;
  started_on: IsoDate;
}

import type { Id, Instant, IsoDate } from "./common";

/** What every entry of a guard file has. */
interface EntryBase {
  id: Id;
  employment_id: Id;
  version: number;
}

export interface LabourContract extends EntryBase {
  kind: "fixed_term" | "open_ended" | "task_based";
  number: string | null;
  starts_on: IsoDate;
  ends_on: IsoDate | null;
  document_id: Id | null;
}

export interface Insurance extends EntryBase {
  kind: "social" | "work_injury" | "accident" | "liability" | "other";
  insurer: string;
  number: string | null;
  starts_on: IsoDate;
  ends_on: IsoDate | null;
}

export interface Training extends EntryBase {
  topic: string;
  hours: number;
  held_on: IsoDate;
  held_by: string;
}

export interface RewardPunishment extends EntryBase {
  kind: "reward" | "punishment";
  decided_on: IsoDate;
  text: string;
}

export interface Equipment extends EntryBase {
  kind: "uniform" | "badge" | "radio" | "baton" | "shield" | "vest" | "recorder" | "other";
  number: string | null;
  handed_out_on: IsoDate;
  returned_on: IsoDate | null;
}

/** What an employer keeps of a guard, section by section. */
export interface GuardFile {
  employment_id: Id;
  guard_id: Id;
  guard_name: string;
  unit_id: Id;
  unit_name: string;
  position: string;
  started_on: IsoDate;
  ended_on: IsoDate | null;
  labour_contracts: LabourContract[];
  insurances: Insurance[];
  trainings: Training[];
  rewards_punishments: RewardPunishment[];
  equipment: Equipment[];
}

/** A check on site; `outcome` is a reason of checks, or a finding of inspections. */
export interface SiteCheck {
  kind: "verification" | "inspection";
  at: Instant;
  agency_name: string;
  outcome: string;
}

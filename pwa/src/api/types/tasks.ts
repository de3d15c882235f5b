import type { Id, Instant, IsoDate } from "./common";
import type { UnitKind } from "./units";

export const TASK_KINDS = ["recheck", "duty", "alert"] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
export const TASK_STATES = ["open", "done", "dropped"] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const TASK_REASONS = ["missed", "notice_ended", "alert_settled", "closed", "dismissed"] as const;
export type TaskReason = (typeof TASK_REASONS)[number];
export type DutyPeriod = "month" | "quarter" | "year";

/** How often to inspect, and where that is written. */
export interface DutyRule {
  code: string;
  title_zh: string;
  title_en: string;
  basis: string;
  unit_kinds: UnitKind[];
  subject: "unit" | "site";
  period: DutyPeriod;
}

/** The yearly cap of visits to a unit; `collides`: the duty asks for one more than it allows. */
export interface YearlyVisits {
  cap: number;
  visits: number;
  collides: boolean;
}

/** Something to visit by a day. Without a unit: so many different ones, whichever. */
export interface Task {
  id: Id;
  kind: TaskKind;
  state: TaskState;
  reason: TaskReason | null;
  note: string | null;
  rule: DutyRule | null;
  notice_id: Id | null;
  alert_id: Id | null;
  unit_id: Id | null;
  unit_name: string | null;
  unit_kind: UnitKind | null;
  site_id: Id | null;
  site_name: string | null;
  agency_code: string;
  agency_name: string;
  opens_on: IsoDate;
  due_on: IsoDate;
  overdue: boolean;
  needed: number;
  visits: number;
  yearly: YearlyVisits | null;
  assigned_to_id: Id | null;
  assigned_to_name: string | null;
  assigned_at: Instant | null;
  closed_at: Instant | null;
  created_at: Instant;
  distance_m: number | null;
  near_site_name: string | null;
}

/** A task that a record served. */
export interface ServedTask {
  id: Id;
  kind: TaskKind;
  due_on: IsoDate;
  state: TaskState;
}

/** One visit of a plan, as it is sent. */
export interface StopInput {
  unit_id: Id;
  site_id: Id | null;
}

/** One visit of a plan, and the open tasks that it could serve. */
export interface Stop extends StopInput {
  unit_name: string;
  unit_kind: UnitKind;
  site_name: string | null;
  address: string;
  tasks: Task[];
}

/** Where an officer goes on a day; version 0 while there is no plan. */
export interface DayPlan {
  day: IsoDate;
  version: number;
  stops: Stop[];
}

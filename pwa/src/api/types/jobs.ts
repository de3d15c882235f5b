import type { Id, Instant } from "./common";

export const JOB_STATES = ["waiting", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Work that takes longer than a request. */
export interface Job {
  id: Id;
  kind: string;
  state: JobState;
  done: number;
  total: number | null;
  doing: string | null;
  attempts: number;
  /** Asked to stop, and about to. */
  cancelling: boolean;
  problem: string | null;
  mine: boolean;
  agency_code: string | null;
  created_at: Instant;
  started_at: Instant | null;
  ended_at: Instant | null;
  file: JobFile | null;
}

export interface JobFile {
  name: string;
  size: number;
  rows: number;
  expires_at: Instant;
}

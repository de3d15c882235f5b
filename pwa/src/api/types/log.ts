import type { Id, Instant } from "./common";

/** A checkpoint of the public log, without its signature. */
export interface LogCheckpoint {
  tree_size: number;
  root: string;
  at: Instant;
}

/** Two checkpoints, both signed, that cannot be of one log. */
export interface LogFork {
  id: Id;
  reported_at: Instant;
  known: LogCheckpoint;
  offered: LogCheckpoint;
}

export interface LogState {
  size: number;
  /** What came before the log is in it. */
  begun: boolean;
  waiting: number;
  checkpoint: LogCheckpoint | null;
  forks: LogFork[];
}

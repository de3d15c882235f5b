import type { CertificateState } from "./certificates";
import type { Id, Instant, IsoDate } from "./common";

export type WatchedState = CertificateState | "unknown";

/** What is told of one number; everything but number and state is null for an unknown one. */
export interface Checked {
  number: string;
  state: WatchedState;
  state_since: IsoDate | null;
  expires_on: IsoDate | null;
  name_masked: string | null;
  agency_name: string | null;
}

/** unreadable: what is no certificate number, as it was given; repeated: how many stood there again. */
export interface BulkCheck {
  as_of: Instant;
  items: Checked[];
  unreadable: string[];
  repeated: number;
}

/** changed: how many of its numbers have another state than the unit last took note of. */
export interface Watch {
  id: Id;
  unit_id: Id;
  unit_name: string;
  name: string;
  count: number;
  changed: number;
  created_by_name: string;
  created_at: Instant;
  seen_at: Instant;
  version: number;
}

export interface WatchInput {
  name: string;
  numbers: string;
}

export interface WatchedNumber extends Checked {
  seen_state: WatchedState;
}

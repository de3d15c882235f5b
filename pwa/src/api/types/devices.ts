import type { Id, Instant } from "./common";

export type DeviceStanding = "active" | "silent" | "revoked";
export const DEVICE_FINDINGS = ["gaps", "silent", "revoked"] as const;
export type DeviceFinding = (typeof DEVICE_FINDINGS)[number];

export interface OwnDevice {
  id: Id;
  name: string;
  state: DeviceStanding;
  enrolled_at: Instant;
  last_seen_at: Instant | null;
  last_sequence: number;
  /** Numbers that have not arrived though a higher one has. */
  missing: number;
  revoked_at: Instant | null;
  revoked_reason: string | null;
}

export interface Device extends OwnDevice {
  account_id: Id;
  account_name: string;
  agency_code: string | null;
  agency_name: string | null;
}

export interface DeviceGaps {
  items: { first: number; last: number; since: Instant }[];
  voided: number[];
}

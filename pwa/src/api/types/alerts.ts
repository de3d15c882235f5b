import type { Id, Instant, Position } from "./common";
import type { Reason, Tone, VerificationMode } from "./verifications";

export type AlertKind = "distance" | "superseded";
export const ALERT_STATES = ["open", "settled"] as const;
export type AlertState = (typeof ALERT_STATES)[number];
export const ALERT_OUTCOMES = ["misuse", "harmless"] as const;
export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];

/** One of the two checks; `at`: when it was made, by the server's clock. */
export interface AlertScan {
  id: Id;
  at: Instant;
  checked_at: Instant;
  received_at: Instant;
  mode: VerificationMode;
  tone: Tone;
  reason: Reason;
  signed: boolean;
  officer_name: string;
  agency_name: string;
  site_name: string | null;
  position: Position | null;
}

export interface Alert {
  id: Id;
  kind: AlertKind;
  state: AlertState;
  raised_at: Instant;
  certificate_id: Id;
  certificate_number: string;
  guard_id: Id;
  guard_name: string;
  agency_code: string;
  agency_name: string;
  distance_m: number | null;
  seconds: number;
  speed_kmh: number | null;
  rule: { speed_kmh: number; tolerance_m: number; tolerance_s: number };
  first: AlertScan;
  second: AlertScan;
  settled_at: Instant | null;
  settled_by_name: string | null;
  outcome: AlertOutcome | null;
  reason: string | null;
}

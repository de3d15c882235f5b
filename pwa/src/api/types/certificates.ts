import type { Id, Instant, IsoDate } from "./common";

export const CERTIFICATE_STATES = [
  "valid",
  "suspended",
  "revoked",
  "cancelled",
  "superseded",
  "expired",
] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export const CERTIFICATE_ACTS = ["suspend", "reinstate", "revoke", "cancel", "replace"] as const;
export type CertificateAct = (typeof CERTIFICATE_ACTS)[number];

export interface Certificate {
  id: Id;
  number: string;
  guard_id: Id;
  guard_name: string;
  agency_code: string;
  agency_name: string;
  issued_on: IsoDate;
  expires_on: IsoDate | null;
  state: CertificateState;
  state_since: IsoDate;
  state_reason: string | null;
  replaced_by_id: Id | null;
  allowed_acts: CertificateAct[];
  public_url: string;
}

export interface CertificateEvent {
  id: Id;
  act: "issue" | CertificateAct;
  on: IsoDate;
  reason: string | null;
  agency_code: string;
  agency_name: string;
  account_name: string | null;
  at: Instant;
}

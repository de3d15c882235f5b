import type { CertificateState } from "./certificates";
import type { Instant, IsoDate } from "./common";

export const KEY_STATES = ["planned", "active", "retired", "revoked"] as const;
export type KeyState = (typeof KEY_STATES)[number];

export const KEY_PURPOSES = ["card", "list"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

export const KEY_ALGORITHMS = ["ES256", "SM2"] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

export interface SigningKey {
  key_id: number;
  purpose: KeyPurpose;
  state: KeyState;
  algorithm: KeyAlgorithm;
  signer: "embedded" | "pkcs11";
  planned_at: Instant | null;
  valid_from: Instant;
  activated_at: Instant | null;
  valid_until: Instant | null;
  revoked_at: Instant | null;
  revoked_reason: string | null;
  /** How many cards it signed; null for keys that sign lists. */
  cards: number | null;
}

/** A list as it was last published. `entries`: keys, or places for certificates. */
export interface Publication {
  kind: "trust" | "status";
  version: number;
  key_id: number;
  published_at: Instant;
  expires_at: Instant;
  size: number;
  entries: number;
  not_valid: number;
}

/** `waiting`: changes that the published lists do not say yet. */
export interface Publications {
  lists: Publication[];
  waiting: number;
}

export interface SigningKeys extends Publications {
  items: SigningKey[];
  cards_per_key: number;
}

/** A certificate whose card a key signed: no name, the administrator needs none. */
export interface AffectedCertificate {
  number: string;
  agency_code: string;
  agency_name: string;
  issued_on: IsoDate;
  expires_on: IsoDate | null;
  state: CertificateState;
}

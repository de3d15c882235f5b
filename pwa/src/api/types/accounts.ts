import type { Id, Instant } from "./common";

export const ROLES = [
  "province_officer",
  "city_officer",
  "county_officer",
  "station_officer",
  "company_manager",
  "system_administrator",
] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "jurisdiction:read",
  "account:read",
  "account:manage",
  "colleague:manage",
  "officer:read",
  "unit:read",
  "unit:manage",
  "guard:read",
  "guard:register",
  "guard:edit",
  "guard:disclose",
  "certificate:read",
  "certificate:check",
  "certificate:issue",
  "certificate:suspend",
  "certificate:revoke",
  "certificate:cancel",
  "certificate:replace",
  "card:print",
  "card:design",
  "card:hand_out",
  "roster:read",
  "roster:manage",
  "roster:import",
  "site:read",
  "site:manage",
  "contract:read",
  "contract:manage",
  "document:send",
  "verification:record",
  "verification:read",
  "checklist:read",
  "inspection:record",
  "inspection:read",
  "paper:read",
  "media:send",
  "notice:read",
  "notice:answer",
  "notice:decide",
  "penalty:propose",
  "quarantine:decide",
  "device:read",
  "alert:read",
  "alert:settle",
  "task:read",
  "task:assign",
  "warning:read",
  "warning:mute",
  "export:create",
  "signing_key:manage",
  "audit:read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** How much of a manager's rights an account has. */
export const PROFILES = ["all", "rosters", "contracts", "read_only"] as const;
export type Profile = (typeof PROFILES)[number];

export interface SessionAccount {
  id: Id;
  user_name: string;
  name: string;
  role: Role;
  profile: Profile;
  agency_code: string | null;
  agency_name: string | null;
  police_number: string | null;
  unit_id: Id | null;
  unit_name: string | null;
}

/** `required`: the second step is due, and nobody is signed in until then; `enrol`: one must be set up first. */
export type SecondFactorState = "none" | "required" | "enrol";
export type SecondFactorWay = "passkey" | "totp" | "recovery_code";

export interface Session {
  account: SessionAccount | null;
  csrf_token: string;
  permissions: string[];
  must_change_password: boolean;
  second_factor: SecondFactorState;
  second_factor_ways: SecondFactorWay[];
  idle_limit_s: number;
  server_time: Instant;
}

export interface SignIn {
  user_name: string;
  password: string;
  device_id?: Id;
}

export interface Passkey {
  id: Id;
  name: string;
  /** Copied to the person's other devices by the maker of the phone. */
  backed_up: boolean;
  added_at: Instant;
  last_used_at: Instant | null;
}

export interface SecondFactor {
  required: boolean;
  due: boolean;
  passkeys: Passkey[];
  totp: { added_at: Instant; last_used_at: Instant | null } | null;
  recovery_codes_left: number;
}

/** Shown once: to type, to open in an app, and as rows of a QR code in which "1" is dark. */
export interface TotpSetup {
  secret: string;
  uri: string;
  qr: string[];
}

/** What a passkey answered; bytes are base64url. */
export interface PasskeyAnswer {
  credential_id: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
  user_handle: string | null;
}

export interface PasskeyInput {
  name: string;
  credential_id: string;
  client_data: string;
  attestation_object: string;
  transports: string[];
}

/** The second step: one of the three. */
export type Proof = { passkey: PasskeyAnswer } | { totp_code: string } | { recovery_code: string };

export interface OwnSession {
  id: Id;
  created_at: Instant;
  last_seen_at: Instant;
  address: string;
  user_agent: string;
  current: boolean;
}

export type AccountStatus = "active" | "disabled";

export interface Account {
  id: Id;
  user_name: string;
  name: string;
  role: Role;
  profile: Profile;
  agency_code: string | null;
  agency_name: string | null;
  police_number: string | null;
  unit_id: Id | null;
  unit_name: string | null;
  phone_masked?: string | null;
  status: AccountStatus;
  must_change_password: boolean;
  second_factor: boolean;
  last_sign_in_at: Instant | null;
  created_at: Instant;
}

export interface AccountInput {
  user_name: string;
  name: string;
  role: Role;
  agency_code: string | null;
  police_number: string | null;
  unit_id: Id | null;
}

/** The only answer that ever holds a first password: it is shown once and kept nowhere. */
export interface AccountWithPassword {
  account: Account;
  first_password: string;
}

export interface Officer {
  id: Id;
  name: string;
  police_number: string | null;
  agency_code: string | null;
  agency_name: string | null;
}

export interface Colleague {
  id: Id;
  user_name: string;
  name: string;
  profile: Profile;
  status: AccountStatus;
  unit_id: Id;
  unit_name: string;
  second_factor: boolean;
  last_sign_in_at: Instant | null;
  created_at: Instant;
  version: number;
}

export type InvitationState = "open" | "accepted" | "revoked" | "expired";

export interface Invitation {
  id: Id;
  unit_id: Id;
  unit_name: string;
  name: string;
  profile: Profile;
  state: InvitationState;
  invited_by_name: string;
  created_at: Instant;
  expires_at: Instant;
  accepted_at: Instant | null;
  revoked_at: Instant | null;
}

export interface InvitationInput {
  name: string;
  profile: Profile;
}

/** Shown once: the link as text, and as rows of a QR code in which "1" is dark. */
export interface MadeInvitation {
  invitation: Invitation;
  link: string;
  qr: string[];
}

/** What an invitation offers to whoever holds its code. */
export interface Offer {
  name: string;
  unit_name: string;
  profile: Profile;
  invited_by_name: string;
  expires_at: Instant;
}

export interface Acceptance {
  code: string;
  user_name: string;
  new_password: string;
}

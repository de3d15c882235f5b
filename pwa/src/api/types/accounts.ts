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
  "officer:read",
  "unit:read",
  "unit:manage",
  "guard:read",
  "guard:register",
  "guard:edit",
  "guard:disclose",
  "certificate:read",
  "certificate:issue",
  "certificate:suspend",
  "certificate:revoke",
  "certificate:cancel",
  "certificate:replace",
  "roster:read",
  "roster:manage",
  "site:read",
  "site:manage",
  "verification:record",
  "verification:read",
  "checklist:read",
  "inspection:record",
  "inspection:read",
  "audit:read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface SessionAccount {
  id: Id;
  user_name: string;
  name: string;
  role: Role;
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

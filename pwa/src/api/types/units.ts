import type { Id, Instant } from "./common";

export const UNIT_KINDS = ["security_company", "branch", "in_house_unit", "training_unit"] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const UNIT_STATUSES = ["active", "suspended", "closed"] as const;
export type UnitStatus = (typeof UNIT_STATUSES)[number];

export const OWNERSHIPS = ["state", "collective", "private", "joint", "foreign"] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

export const SERVICES = ["01", "02", "03", "04", "05", "06", "07", "08", "09"] as const;
export type Service = (typeof SERVICES)[number];

export interface UnitSummary {
  id: Id;
  kind: UnitKind;
  name: string;
  uscc: string;
  address: string;
  division_code: string;
  division_name: string;
  agency_code: string;
  agency_name: string;
  status: UnitStatus;
}

export interface Unit extends UnitSummary {
  legal_representative: string;
  phone: string | null;
  registered_capital_yuan: number | null;
  ownership: Ownership;
  services: Service[];
  parent_unit_id: Id | null;
  parent_unit_name: string | null;
  created_at: Instant;
  updated_at: Instant;
}

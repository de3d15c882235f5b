import type { Role } from "@/api/types";
import { account } from "@/app/session";

/** An account is made by the same level or one above; only administrators make administrators. */
const MAY_GRANT: Record<Role, readonly Role[]> = {
  system_administrator: ["province_officer", "city_officer", "county_officer", "station_officer", "company_manager", "system_administrator"],
  province_officer: ["province_officer", "city_officer", "county_officer", "station_officer", "company_manager"],
  city_officer: ["city_officer", "county_officer", "station_officer", "company_manager"],
  county_officer: ["county_officer", "station_officer", "company_manager"],
  station_officer: [],
  company_manager: [],
};

/** The roles this account may give to others; the server decides anew. */
export function grantableRoles(): readonly Role[] {
  return account.value ? MAY_GRANT[account.value.role] : [];
}

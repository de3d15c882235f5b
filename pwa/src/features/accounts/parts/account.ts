import type { AccountInput, Role } from "@/api/types";
import { t } from "@/app/words";

export interface AccountForm {
  user_name: string;
  name: string;
  role: Role | "";
  police_number: string;
  agency: { code: string; name: string } | null;
  unit: { id: string; name: string } | null;
}

export type AccountWords = Partial<Record<"user_name" | "name" | "role" | "police_number" | "agency_code" | "unit_id", string>>;

/** Which agencies an officer of this role belongs to. */
export const LEVEL_OF = {
  province_officer: "province",
  city_officer: "city",
  county_officer: "county",
  station_officer: "station",
  company_manager: "",
  system_administrator: "",
} as const satisfies Record<Role, string>;

export function isOfficer(role: Role | ""): boolean {
  return role !== "" && LEVEL_OF[role] !== "";
}

function userNameWords(userName: string): string | undefined {
  if (!userName) return t("accounts.form.needUserName");
  return /^[a-z0-9][a-z0-9._-]{2,39}$/.test(userName) ? undefined : t("accounts.form.userNameFormat");
}

function policeNumberWords(number: string): string | undefined {
  if (!number) return t("accounts.form.needPoliceNumber");
  return /^[0-9A-Za-z]{4,20}$/.test(number) ? undefined : t("accounts.form.policeNumberFormat");
}

/** What is missing or malformed, beside each field; the server checks again. */
export function checkAccount(form: AccountForm): AccountWords {
  const officer = isOfficer(form.role);
  const words: Record<string, string | undefined> = {
    role: form.role ? undefined : t("accounts.form.needRole"),
    user_name: userNameWords(form.user_name.trim()),
    name: form.name.trim() ? undefined : t("accounts.form.needName"),
    police_number: officer ? policeNumberWords(form.police_number.trim()) : undefined,
    agency_code: officer && !form.agency ? t("accounts.form.needAgency") : undefined,
    unit_id: form.role === "company_manager" && !form.unit ? t("accounts.form.needUnit") : undefined,
  };
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text)) as AccountWords;
}

/** The form as the server takes it; what does not belong to the role is left out. */
export function accountInput(form: AccountForm & { role: Role }): AccountInput {
  const officer = isOfficer(form.role);
  return {
    user_name: form.user_name.trim(),
    name: form.name.trim(),
    role: form.role,
    agency_code: officer ? (form.agency?.code ?? null) : null,
    police_number: officer ? form.police_number.trim() : null,
    unit_id: form.role === "company_manager" ? (form.unit?.id ?? null) : null,
  };
}

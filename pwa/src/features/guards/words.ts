import type { GuardSummary } from "@/api/types";
import { formatDate, t } from "@/app/words";
import type { GuardChange } from "./api";
import type { GuardField, registrationProblem } from "./form";
import { ageOn, normaliseIdentityNumber } from "./identityNumber";

type NumberProblem = NonNullable<ReturnType<typeof registrationProblem>>;

/** What is wrong with an identity number, in words that count what is missing. */
export function identityWords(problem: NumberProblem, number: string): string {
  if (problem !== "too_short") return t(`guards.identity.${problem}`);
  return t("guards.identity.too_short", { missing: 18 - normaliseIdentityNumber(number).length });
}

/** Said when all is well, with the age as a second look. */
export function rightNumberWords(number: string): string {
  return t("guards.identity.right", { age: ageOn(number, new Date()) ?? 0 });
}

/** What is said beside a field of the registration form. */
export function guardFault(
  field: GuardField,
  problem: NumberProblem | null,
  number: string,
): string {
  if (field === "identity_number") return identityWords(problem ?? "required", number);
  if (field === "agency_code") return t("problems.field.general");
  return t(`guards.check.${field}`);
}

/** The muted line below a guard's name: certificate number, employer. */
export function guardLine(guard: GuardSummary): string {
  const parts = [guard.certificate_number, guard.unit_name ?? t("guards.noEmployer")];
  return parts.filter(Boolean).join(" · ");
}

/** Until when the certificate lasts. */
export function expiryWords(guard: GuardSummary): string {
  if (guard.certificate_state === null) return t("guards.noCertificate");
  const date = formatDate(guard.certificate_expires_on);
  return date === "" ? t("guards.noExpiry") : t("guards.expires", { date });
}

/** A field's value in words, for setting two versions side by side. */
export function shownChange(field: keyof GuardChange, value: string): string {
  if (field === "education") return t(`enums.education.${value as GuardChange["education"]}`);
  if (field === "status") return t(`enums.guard_status.${value as GuardChange["status"]}`);
  return value;
}

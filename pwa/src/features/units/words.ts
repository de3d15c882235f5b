import { t } from "@/app/words";
import type { UnitField } from "./form";
import { normaliseUscc, usccProblem, type UsccProblem } from "./uscc";

/** What is wrong with a credit code, in words that count what is missing. */
export function usccWords(problem: UsccProblem, code: string): string {
  const length = normaliseUscc(code).length;
  if (problem === "too_short") return t("units.uscc.too_short", { missing: 18 - length });
  if (problem === "too_long") return t("units.uscc.too_long", { extra: length - 18 });
  return t(`units.uscc.${problem}`);
}

/** What is said beside a field of the form of a unit. */
export function unitFault(field: UnitField, uscc: string): string {
  if (field === "uscc") return usccWords(usccProblem(uscc) ?? "required", uscc);
  if (field === "kind" || field === "ownership") return t("problems.field.required");
  return t(`units.check.${field}`);
}

import type { Ownership, Service, UnitKind } from "@/api/types";
import { t } from "@/app/words";
import type { UnitDraft, UnitField } from "./form";
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

/** A field's value in words, for setting two versions side by side. */
export function shownValue(field: UnitField, value: UnitDraft[UnitField]): string {
  if (field === "services") {
    return (value as Service[])
      .map((code) => t(`enums.service.${code}`))
      .join(t("common.listSeparator"));
  }
  if (field === "kind") return t(`enums.unit_kind.${value as UnitKind}`);
  if (field === "ownership") return t(`enums.ownership.${value as Ownership}`);
  return String(value);
}

import type { AuditAction, AuditSubject } from "@/api/types";
import { t, tryWords } from "@/app/words";

/** All words that the server knows; one that has no name here does not compile. */
export function actionWords(action: AuditAction): string {
  return t(`audit.actions.${action}`);
}

export function subjectWords(subject: AuditSubject): string {
  return t(`audit.subjects.${subject}`);
}

/** The name of a changed field, as on the screens where it is changed. */
export function fieldWords(field: string): string {
  return tryWords(`audit.fields.${field}`) ?? field;
}

/** Where the words of a field's values stand, when not under its own name. */
const SETS: Record<string, readonly string[]> = {
  state: ["certificate_state"],
  kind: ["unit_kind"],
  way: ["sign_in_way"],
  status: ["unit_status", "account_status", "site_status", "guard_status"],
};

/** The value of a changed field: known states and kinds in words, everything else as it stands. */
export function valueWords(field: string, value: string): string {
  if (value === "") return t("audit.nothing");
  const sets = SETS[field] ?? [field];
  for (const set of sets) {
    const words = tryWords(`enums.${set}.${value}`);
    if (words !== undefined) return words;
  }
  return value;
}

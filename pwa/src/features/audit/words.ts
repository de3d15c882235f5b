import { t, tryWords } from "@/app/words";

/** The acts and subjects the back end writes down; a newer one is shown by its own word. */
export const ACTIONS = [
  "register",
  "change",
  "change_photo",
  "disclose",
  "issue",
  "suspend",
  "reinstate",
  "revoke",
  "cancel",
  "replace",
  "import",
  "apply",
  "undo",
  "take_back",
  "reopen",
  "hire",
  "leave",
  "post",
  "unpost",
  "close",
  "record",
  "refuse",
  "open",
  "disable",
  "enable",
  "change_password",
  "reset_password",
  "sign_in",
  "sign_in_failed",
  "sign_in_begun",
  "proof_failed",
  "confirm",
  "add_passkey",
  "remove_passkey",
  "add_totp",
  "remove_totp",
  "make_recovery_codes",
  "use_recovery_code",
  "reset_second_factor",
  "passkey_counter_back",
  "sign_out",
  "ask_export",
  "export",
  "ask_print",
  "print",
  "save",
  "make_card_code",
  "take_electronic_card",
  "remove_electronic_card",
  "download",
  "take_over",
  "report",
  "enrol",
  "settle",
  "invite",
  "withdraw",
  "propose",
  "accept",
  "decline",
  "lapse",
  "check",
  "watch",
  "take_note",
  "unwatch",
] as const;

export const SUBJECTS = [
  "unit",
  "guard",
  "certificate",
  "employment",
  "posting",
  "site",
  "client",
  "inspection",
  "account",
  "invitation",
  "certificate_list",
  "watch",
  "session",
  "passkey",
  "signing_key",
  "card_batch",
  "card_template",
  "export",
  "import",
  "job",
  "log",
  "log_fork",
  "device",
  "alert",
  "transfer",
] as const;

export function actionWords(action: string): string {
  return tryWords(`audit.actions.${action}`) ?? action;
}

export function subjectWords(subject: string): string {
  return tryWords(`audit.subjects.${subject}`) ?? subject;
}

/** The name of a changed field, as on the screens where it is changed. */
export function fieldWords(field: string): string {
  return tryWords(`audit.fields.${field}`) ?? field;
}

/** Where the words of a field's values stand, when not under its own name. */
const SETS: Record<string, readonly string[]> = {
  state: ["certificate_state", "transfer_state"],
  lapse_reason: ["transfer_lapse"],
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

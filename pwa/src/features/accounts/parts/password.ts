import { t } from "@/app/words";

/** NIST SP 800-63B and the server ask for length, not for kinds of characters. */
export const SHORTEST_PASSWORD = 12;

export interface PasswordEntry {
  current: string;
  next: string;
  repeated: string;
}

export type PasswordWords = Record<"current_password" | "new_password" | "repeated", string | undefined>;

/** What is still wrong with a new password. */
export function newPasswordWords(next: string): string | undefined {
  if (!next) return t("accounts.password.needNew");
  const missing = SHORTEST_PASSWORD - [...next].length;
  return missing > 0 ? t("accounts.password.tooShort", { missing }) : undefined;
}

/** What is still wrong with the entry, beside each field. */
export function checkPassword(entry: PasswordEntry): PasswordWords {
  return {
    current_password: entry.current ? undefined : t("accounts.password.needCurrent"),
    new_password: newPasswordWords(entry.next),
    repeated: entry.repeated === entry.next ? undefined : t("accounts.password.differs"),
  };
}

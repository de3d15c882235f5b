/** Whom one made visits with lately. Only ids are kept; names come from the list of colleagues. */
import type { Id } from "@/api/types";

const KEPT = 4;
const keyOf = (accountId: Id): string => `gangwei.colleagues.${accountId}`;

export function recentColleagues(accountId: Id): Id[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? "[]");
    return Array.isArray(stored) ? stored.filter((id): id is Id => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** Puts these colleagues first. A phone that keeps nothing only loses the shortcut. */
export function rememberColleagues(accountId: Id, ids: Id[]): void {
  const others = recentColleagues(accountId).filter((id) => !ids.includes(id));
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify([...ids, ...others].slice(0, KEPT)));
  } catch {
    return;
  }
}

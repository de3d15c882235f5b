/** The site the officer stands on: chosen once, kept for the visit, also through a reload. */
import { computed, shallowRef } from "vue";
import { account } from "@/app/session";
import type { VisitSite } from "./result";

interface Kept {
  account_id: string;
  chosen_at: number;
  site: VisitSite;
}

const KEY = "gangwei.visit-site";

/** A visit rarely takes longer; a site left over from the morning would give wrong verdicts. */
export const VISIT_MS = 4 * 60 * 60_000;

function read(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Kept | null;
    return typeof kept?.site.id === "string" ? kept : null;
  } catch {
    return null;
  }
}

const kept = shallowRef<Kept | null>(read());

export function isCurrent(choice: Pick<Kept, "account_id" | "chosen_at">, accountId: string | undefined, now: number): boolean {
  const age = now - choice.chosen_at;
  return choice.account_id === accountId && age >= 0 && age < VISIT_MS;
}

/** The chosen site as long as it holds, checked anew at each reading of `currentSite()`. */
export function currentSite(): VisitSite | null {
  const choice = kept.value;
  return choice && isCurrent(choice, account.value?.id, Date.now()) ? choice.site : null;
}

export const shownSite = computed(currentSite);

export function chooseSite(site: VisitSite | null): void {
  const account_id = account.value?.id;
  kept.value = site && account_id ? { account_id, chosen_at: Date.now(), site } : null;
  if (kept.value) localStorage.setItem(KEY, JSON.stringify(kept.value));
  else localStorage.removeItem(KEY);
}

/** The result of a visit: what the answers already say, and what only the officers can decide. */
import type { InspectionResult } from "@/api/types";
import { itemsWith, type InspectionDraft } from "./draft";
import { compareRoster, countGuards } from "./guards";

/** How many things were found wrong: checklist items, and guards without a valid certificate. */
export function problemCount(draft: InspectionDraft): number {
  return itemsWith(draft, "problem").length + countGuards(compareRoster(draft)).not_valid;
}

/**
 * "No problem" when nothing was found wrong, else null: whether something was corrected on
 * site or must be rectified is for the officers to say.
 */
export function suggestResult(draft: InspectionDraft): InspectionResult | null {
  return problemCount(draft) === 0 ? "no_problem" : null;
}

/** The result that will be recorded: the officers' choice, else the suggestion. */
export function resultOf(draft: InspectionDraft): InspectionResult | null {
  return draft.result ?? suggestResult(draft);
}

/** `days` after the given day, as YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

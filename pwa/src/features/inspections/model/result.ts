/** The result of a visit: what the answers already say, and what only the officers can decide. */
import type { InspectionResult } from "@/api/types";
import { itemsWith, type InspectionDraft } from "./draft";
import { findingOf } from "./findings";
import { compareRoster } from "./guards";

/** How many things were found wrong: checklist items, guards, and items of the notice that are not corrected. */
export function problemCount(draft: InspectionDraft): number {
  const uncorrected = Object.values(draft.rechecked).filter((state) => state === "not_corrected").length;
  return itemsWith(draft, "problem").length + guardProblems(draft) + uncorrected;
}

/** Guards of whom something was found, and those without a valid certificate, each once. */
function guardProblems(draft: InspectionDraft): number {
  const lines = compareRoster(draft);
  return lines.filter((line) => line.tone === "not_valid" || findingOf(draft, line) !== null).length;
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

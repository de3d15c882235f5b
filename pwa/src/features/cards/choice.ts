import type { CardChoice } from "@/api/types";

export type Which = "unprinted" | "unit" | "numbers";

/** The choice as it is typed; every field is text, as its control has it. */
export interface ChoiceDraft {
  which: Which;
  unit: string;
  onlyUnprinted: boolean;
  numbers: string;
  most: string;
}

export const MOST = ["100", "1000", "5000", "20000"] as const;

export function emptyChoice(): ChoiceDraft {
  return { which: "unprinted", unit: "", onlyUnprinted: true, numbers: "", most: "1000" };
}

/** Numbers as people paste them: one a line, or with commas, or a column of a table. */
export function numbersOf(text: string): string[] {
  const found = text.split(/[\n\r\t,;，；、]+/u).map((part) => part.replace(/\s/gu, "")).filter(Boolean);
  return [...new Set(found)];
}

/** What is missing, or null. */
export function choiceProblem(draft: ChoiceDraft): "unitMissing" | "numbersMissing" | null {
  if (draft.which === "unit" && draft.unit === "") return "unitMissing";
  if (draft.which === "numbers" && numbersOf(draft.numbers).length === 0) return "numbersMissing";
  return null;
}

export function choiceOf(draft: ChoiceDraft): CardChoice {
  const most = Number(draft.most);
  if (draft.which === "numbers") {
    return { unit_id: null, unprinted: false, most, numbers: numbersOf(draft.numbers) };
  }
  const ofUnit = draft.which === "unit";
  return { unit_id: ofUnit ? draft.unit : null, unprinted: ofUnit ? draft.onlyUnprinted : true, most, numbers: [] };
}

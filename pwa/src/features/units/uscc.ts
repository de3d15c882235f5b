/**
 * Unified social credit code (统一社会信用代码), GB 32100: 18 characters of a
 * 31-character alphabet without I, O, S, V and Z; the last one is a check character.
 */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const LENGTH = 18;

/** How the code is written on papers: registration, area, organisation, check character. */
export const USCC_GROUPS: readonly number[] = [2, 6, 9, 1];

export type UsccProblem = "required" | "too_short" | "too_long" | "characters" | "check_character";

/** Takes a code as typed or pasted (spaces, dashes, full-width or small letters) to its plain form. */
export function normaliseUscc(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, "");
}

/** The check character that belongs to the first 17 characters (GB 32100, 5.2). */
export function usccCheckCharacter(first: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, at) => total + weight * ALPHABET.indexOf(first.charAt(at)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** What is wrong with a whole code, or null when its form and check character are right. */
export function usccProblem(text: string): UsccProblem | null {
  const code = normaliseUscc(text);
  if (code === "") return "required";
  if ([...code].some((character) => !ALPHABET.includes(character))) return "characters";
  if (code.length < LENGTH) return "too_short";
  if (code.length > LENGTH) return "too_long";
  return usccCheckCharacter(code) === code.charAt(LENGTH - 1) ? null : "check_character";
}

/** What may be said while the code is still being typed: nothing about what is not there yet. */
export function usccProblemWhileTyping(text: string): UsccProblem | null {
  const problem = usccProblem(text);
  return problem === "required" || problem === "too_short" ? null : problem;
}

/**
 * Resident identity number (公民身份号码), GB 11643: region (6), birth date (8), sequence
 * with sex (3) and a check character by ISO 7064 MOD 11-2. Region codes change over the years
 * and old ones stay valid, so the region is never a reason to refuse.
 */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = "10X98765432";
const LENGTH = 18;

/** How the number is read aloud and typed: region, birth date, the rest. */
export const IDENTITY_NUMBER_GROUPS: readonly number[] = [6, 8, 4];

export type IdentityNumberProblem =
  "required" | "too_short" | "format" | "birth_date" | "check_character";

/** Takes a number as typed or pasted (spaces, dashes, full-width figures, small x) to its plain form. */
export function normaliseIdentityNumber(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, "");
}

/** The check character that belongs to the first 17 figures (GB 11643, annex A). */
export function identityCheckCharacter(first: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first.charAt(at)), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** What is wrong with a whole number, or null when form, date and check character are right. */
export function identityNumberProblem(
  text: string,
  today: Date = new Date(),
): IdentityNumberProblem | null {
  const number = normaliseIdentityNumber(text);
  if (number === "") return "required";
  if (/^\d{1,17}$/u.test(number)) return "too_short";
  if (!/^\d{17}[\dX]$/u.test(number)) return "format";
  if (birthDate(number, today) === null) return "birth_date";
  return identityCheckCharacter(number) === number.charAt(LENGTH - 1) ? null : "check_character";
}

/** What may be said while the number is still being typed. */
export function identityNumberProblemWhileTyping(
  text: string,
  today: Date = new Date(),
): IdentityNumberProblem | null {
  const problem = identityNumberProblem(text, today);
  return problem === "required" || problem === "too_short" ? null : problem;
}

/** Whether the text of a search box is a whole identity number (and so is looked up exactly). */
export function isWholeIdentityNumber(text: string): boolean {
  return identityNumberProblem(text) === null;
}

/** The whole years of age on a day, or null when the number holds no possible birth date. */
export function ageOn(number: string, today: Date): number | null {
  const born = birthDate(normaliseIdentityNumber(number), today);
  if (born === null) return null;
  const month = today.getMonth() + 1;
  const hadBirthday = month > born.month || (month === born.month && today.getDate() >= born.day);
  return today.getFullYear() - born.year - (hadBirthday ? 0 : 1);
}

interface Day {
  year: number;
  month: number;
  day: number;
}

function birthDate(number: string, today: Date): Day | null {
  const year = Number(number.slice(6, 10));
  const month = Number(number.slice(10, 12));
  const day = Number(number.slice(12, 14));
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || year < 1900 || date.getTime() > today.getTime()) return null;
  return { year, month, day };
}

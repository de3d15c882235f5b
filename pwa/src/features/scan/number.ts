/** A certificate number as an officer types or pastes it. */

/**
 * The number as the register keeps it: without blanks, letters and digits in their plain width.
 * Dashes and brackets stay: they belong to the numbers of some agencies.
 */
export function plainNumber(text: string): string {
  return text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) => wide.normalize("NFKC")).replace(/\s/g, "").toUpperCase();
}

/** How the number is shown while it is typed: division, year, sequence (the default pattern). */
export const NUMBER_GROUPS = [4, 4, 6] as const;

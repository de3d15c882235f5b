/** A certificate number as an officer types or pastes it. */

/** Figures and letters only, as the register writes it: blanks, dashes and full-width forms do not matter. */
export function plainNumber(text: string): string {
  return text.normalize("NFKC").replace(/[\s\-\u2010-\u2015\u00b7._/]/g, "").toUpperCase();
}

/** How the number is shown while it is typed: division, year, sequence (the default pattern). */
export const NUMBER_GROUPS = [4, 4, 6] as const;

/** How far a list may be relied on. `fresh`: a full verdict. `old`: more than a day, never green. `expired`: past its own end. */
export type ListAge = "fresh" | "old" | "expired";

const FRESH_MS = 24 * 3_600_000;
/** How far two right clocks may differ. */
export const TOLERANCE_MS = 5 * 60_000;

/** `now` in ms since 1970; the list's own times are seconds. A list from the future says that the clock is wrong: it is not fresh. */
export function ageAt(list: { issued_at: number; expires_at: number }, now: number): ListAge {
  if (now >= list.expires_at * 1000) return "expired";
  const age = now - list.issued_at * 1000;
  return age <= FRESH_MS + TOLERANCE_MS && age >= -TOLERANCE_MS ? "fresh" : "old";
}

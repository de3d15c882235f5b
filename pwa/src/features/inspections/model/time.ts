/** The phone's clock, put right by what is known of the server's. */

/** Less than this is the ordinary drift of a phone and not worth a word. */
export const NOTABLE_OFFSET_MS = 60_000;

/** Now, as the server would say it: RFC 3339 in UTC, whole seconds. */
export function nowBy(offsetMs: number | null, phoneNow: number): string {
  return new Date(phoneNow + (offsetMs ?? 0)).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Minutes the phone's clock is off, for a note to the officers; null when not worth one. */
export function minutesOff(offsetMs: number | null): number | null {
  if (offsetMs === null || Math.abs(offsetMs) < NOTABLE_OFFSET_MS) return null;
  return Math.round(Math.abs(offsetMs) / 60_000);
}

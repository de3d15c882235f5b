/** The phone's clock, put right by what is known of the server's. */

/** Less than this is the ordinary drift of a phone and not worth a word. */
export const NOTABLE_OFFSET_MS = 60_000;

/** Now, as the server would say it: RFC 3339 in UTC, whole seconds. */
export function nowBy(offsetMs: number | null, phoneNow: number): string {
  return new Date(phoneNow + (offsetMs ?? 0)).toISOString().replace(/\.\d+Z$/, "Z");
}

export interface VisitTimes {
  started_at: string;
  finished_at: string;
}

/**
 * Beginning and end by one clock: what was learnt of the server's clock during the visit also holds
 * for its beginning. A visit never ends before it began, whatever happened to the phone's clock.
 */
export function visitTimes(startedAt: string, offsetThen: number | null, offsetNow: number | null, phoneNow: number): VisitTimes {
  const started_at = nowBy((offsetNow ?? 0) - (offsetThen ?? 0), Date.parse(startedAt));
  const finished_at = nowBy(offsetNow, phoneNow);
  return { started_at, finished_at: finished_at < started_at ? started_at : finished_at };
}

/** Minutes the phone's clock is off, for a note to the officers; null when not worth one. */
export function minutesOff(offsetMs: number | null): number | null {
  if (offsetMs === null || Math.abs(offsetMs) < NOTABLE_OFFSET_MS) return null;
  return Math.round(Math.abs(offsetMs) / 60_000);
}

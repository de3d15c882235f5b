/**
 * What the phone's clock is worth. A wrong clock must be named as such: a card must never be blamed
 * for it (credential.md, "Traps others fell into").
 */
import { TOLERANCE_MS } from "./age";
import { readSetting, writeSetting } from "./db";

interface Comparison {
  /** Server minus phone, when they last spoke; null: never, but a signed list told a time. */
  offset_ms: number | null;
  /** The latest server time ever seen: the phone cannot be before it. */
  latest_ms: number;
  /** The latest time that passed in use, by the server or since then by this phone; what expires is not judged before it. */
  seen_ms?: number;
}

/** Both times of a clock that is off, ms since 1970. */
export interface ClockDoubt {
  phone_ms: number;
  /** The right time, or one that has certainly passed. */
  known_ms: number;
}

const KEY = "clock";

let last: Comparison | null = null;

/** Remember the server's time, as any answer tells it. */
export async function noteServerTime(instant: string, now: number = Date.now()): Promise<void> {
  const server = Date.parse(instant);
  if (Number.isNaN(server)) return;
  // The server's word also ends what the phone's own clock, once ahead, had made it believe.
  last = { offset_ms: server - now, latest_ms: Math.max(server, last?.latest_ms ?? 0), seen_ms: server };
  await writeSetting(KEY, last);
}

/** Remember a time that a signed list was made at: whatever the phone says, it has passed. */
export function notePassedTime(ms: number): void {
  last = { offset_ms: last?.offset_ms ?? null, latest_ms: Math.max(ms, last?.latest_ms ?? 0), seen_ms: Math.max(ms, last?.seen_ms ?? 0) };
}

/** Fetches what an earlier run of the app noted. */
export async function loadClock(): Promise<void> {
  const stored = await readSetting<Comparison>(KEY);
  if (!stored) return;
  const hasSpoken = (last?.offset_ms ?? null) !== null;
  last = {
    offset_ms: last?.offset_ms ?? stored.offset_ms,
    latest_ms: Math.max(stored.latest_ms, last?.latest_ms ?? 0),
    seen_ms: hasSpoken ? (last?.seen_ms ?? 0) : Math.max(stored.seen_ms ?? 0, last?.seen_ms ?? 0),
  };
}

let ready: Promise<void> | null = null;

/** What an earlier run noted is known when this is fulfilled; before that nothing is judged by it, nor written over it. */
export function clockReady(): Promise<void> {
  return (ready ??= loadClock().catch((error: unknown) => {
    ready = null;
    throw error;
  }));
}

/** Remember that this moment has passed: a clock that is set back behind it is found out, also after a restart. */
export async function notePassing(now: number = Date.now()): Promise<void> {
  await clockReady();
  const best = bestNow(now);
  if (best <= (last?.seen_ms ?? 0)) return;
  last = { offset_ms: last?.offset_ms ?? null, latest_ms: last?.latest_ms ?? 0, seen_ms: best };
  await writeSetting(KEY, last);
}

/** The time by which what expires is judged; null: the clock was set back behind a moment that has passed. */
export function certainNow(now: number = Date.now()): number | null {
  const [best, seen] = [bestNow(now), last?.seen_ms ?? 0];
  return best < seen - TOLERANCE_MS ? null : Math.max(best, seen);
}

/** Server minus phone in milliseconds, or null when they never spoke. */
export function serverOffset(): number | null {
  return last?.offset_ms ?? null;
}

/** The time to judge by: the phone's, or the server's where the two are known to differ. */
export function bestNow(now: number = Date.now()): number {
  const offset = last?.offset_ms ?? 0;
  return Math.abs(offset) > TOLERANCE_MS ? now + offset : now;
}

/** Both times, when the clock is off by more than five minutes or stands before a time already seen; else null. */
export function clockDoubt(now: number = Date.now()): ClockDoubt | null {
  if (last === null) return null;
  if (Math.abs(last.offset_ms ?? 0) > TOLERANCE_MS) return { phone_ms: now, known_ms: now + (last.offset_ms ?? 0) };
  return now < last.latest_ms - TOLERANCE_MS ? { phone_ms: now, known_ms: last.latest_ms } : null;
}

/** Whether the phone's clock is off by more than five minutes, or stands before a time already seen. */
export const clockSuspect = (now: number = Date.now()): boolean => clockDoubt(now) !== null;

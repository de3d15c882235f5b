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
  last = { offset_ms: server - now, latest_ms: Math.max(server, last?.latest_ms ?? 0) };
  await writeSetting(KEY, last);
}

/** Remember a time that a signed list was made at: whatever the phone says, it has passed. */
export function notePassedTime(ms: number): void {
  last = { offset_ms: last?.offset_ms ?? null, latest_ms: Math.max(ms, last?.latest_ms ?? 0) };
}

/** Fetches what an earlier run of the app noted. */
export async function loadClock(): Promise<void> {
  const stored = await readSetting<Comparison>(KEY);
  if (!stored) return;
  last = { offset_ms: last?.offset_ms ?? stored.offset_ms, latest_ms: Math.max(stored.latest_ms, last?.latest_ms ?? 0) };
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

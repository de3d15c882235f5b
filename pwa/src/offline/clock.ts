/**
 * What the phone's clock is worth. A wrong clock must be named as such: a card must never be blamed
 * for it (credential.md, "Traps others fell into").
 */
import { readSetting, writeSetting } from "./db";

interface Comparison {
  /** Server minus phone, when they last spoke. */
  offset_ms: number;
  /** The latest server time ever seen: the phone cannot be before it. */
  latest_ms: number;
}

const KEY = "clock";
const TOLERANCE_MS = 5 * 60_000;

let last: Comparison | null = null;

/** Remember the server's time, as any answer tells it. */
export async function noteServerTime(instant: string, now: number = Date.now()): Promise<void> {
  const server = Date.parse(instant);
  if (Number.isNaN(server)) return;
  last = { offset_ms: server - now, latest_ms: Math.max(server, last?.latest_ms ?? 0) };
  await writeSetting(KEY, last);
}

/** Fetches what an earlier run of the app noted. */
export async function loadClock(): Promise<void> {
  last ??= (await readSetting<Comparison>(KEY)) ?? null;
}

/** Server minus phone in milliseconds, or null when they never spoke. */
export function serverOffset(): number | null {
  return last?.offset_ms ?? null;
}

/** Whether the phone's clock is off by more than five minutes, or stands before a time already seen. */
export function clockSuspect(now: number = Date.now()): boolean {
  if (last === null) return false;
  return Math.abs(last.offset_ms) > TOLERANCE_MS || now < last.latest_ms - TOLERANCE_MS;
}

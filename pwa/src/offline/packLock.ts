/**
 * The opened lock, in this page's memory and nowhere else: a reload ends it, so does time without a touch, and a word from
 * another tab. Who holds opened data registers with
 * `onPackChange` and lets go of them.
 */
import type { Id } from "@/api/types";

export interface Opened {
  vault_id: Id;
  public_key: Uint8Array<ArrayBuffer>;
  key: CryptoKey;
}

const CHANNEL = "gangwei.pack";
const CHECK_MS = 5000;
const TOUCHES = ["pointerdown", "keydown"] as const;
/** Chromium stops `performance.now` while a phone sleeps and a clock can be set back: the longer of both counts. */
const clocks = (): [number, number] => [Date.now(), performance.now()];

let opened: Opened | null = null;
let limitMs = 0;
let touched = clocks();
let timer: ReturnType<typeof setInterval> | undefined;
let channel: BroadcastChannel | null = null;
const listeners = new Set<(locked: boolean) => void>();

function join(): BroadcastChannel | null {
  if (channel === null && typeof BroadcastChannel === "function") {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<string>) => { if (data === "lock") close(); else tell(false); };
  }
  return channel;
}

function tell(locked: boolean): void {
  for (const listener of listeners) listener(locked);
}

/** Calls back when this page must let go of what it read (true), or something about the pack changed, also in another tab. */
export function onPackChange(listener: (locked: boolean) => void): () => void {
  join();
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

/** Something about the pack was stored or wiped. */
export function announcePack(): void {
  join()?.postMessage("changed");
  tell(false);
}

function touch(): void {
  if (!lockWhenIdle()) touched = clocks();
}

function lockWhenIdle(): boolean {
  const [date, passed] = clocks();
  const idle = Math.max(date - touched[0], passed - touched[1]);
  if (opened === null || idle < limitMs) return false;
  close();
  return true;
}

function close(): void {
  if (opened === null) return;
  opened = null;
  clearInterval(timer);
  for (const event of TOUCHES) document.removeEventListener(event, touch, true);
  document.removeEventListener("visibilitychange", lockWhenIdle);
  tell(true);
}

/** Keeps the key until `lock`, or until nobody touched the page for so long. */
export function hold(key: Opened, lockAfterS: number): void {
  close();
  opened = key;
  limitMs = lockAfterS * 1000;
  touched = clocks();
  timer = setInterval(lockWhenIdle, CHECK_MS);
  for (const event of TOUCHES) document.addEventListener(event, touch, true);
  document.addEventListener("visibilitychange", lockWhenIdle);
  tell(false);
}

/** The opened lock, or null. */
export function held(): Opened | null {
  lockWhenIdle();
  return opened;
}

/** Locks here and in every other tab. */
export function lock(): void {
  join()?.postMessage("lock");
  close();
}

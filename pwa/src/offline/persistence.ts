/**
 * Whether what lies on this phone stays: asks the browser not to clear it when the phone runs short, remembers what it
 * answered, and says how much room is left.
 */
import { readonly, shallowRef } from "vue";
import { removeSetting, writeSetting } from "./db";
import type { Persistence, Room } from "./types";

const answer = shallowRef<Persistence | null>(null);

/** null until known. Shown where the queue is shown: "denied" means: send before closing. */
export const persistence = readonly(answer);

/** Asks; a browser that knows the app well says yes without asking anybody. */
export async function askPersistence(): Promise<Persistence> {
  answer.value = await ask();
  return answer.value;
}

let asked = false;

/**
 * The moment to ask is when something is first kept: a browser that asks its user then asks somebody who knows what for.
 * At the start it is only looked up whether it was granted before.
 */
export function askWhenItMatters(): void {
  if (asked) return;
  asked = true;
  void askPersistence();
}

/** What was granted before, without asking anybody. */
export async function lookUpPersistence(): Promise<void> {
  const storage = navigator.storage as StorageManager | undefined;
  const granted = typeof storage?.persisted === "function" && (await storage.persisted().catch(() => false));
  if (granted) answer.value = "granted";
}

async function ask(): Promise<Persistence> {
  const storage = navigator.storage as StorageManager | undefined;
  if (typeof storage?.persist !== "function") return "unsupported";
  try {
    return (await storage.persisted()) || (await storage.persist()) ? "granted" : "denied";
  } catch {
    return "unsupported";
  }
}

/** A photo with its encryption; and what a visit of a full length takes. */
const ONE_PHOTO = 1_500_000;
const ONE_VISIT = 30_000_000;
/** Newer Chromium tells every page that it may take so much more, whatever the disk has: that is no figure to show. */
const TOLD_TO_ALL = 10 * 2 ** 30;
const LARGEST_RANDOM = 65_536;
const PROBE = "room.probe";

/** Keeps as much as a photo takes, and lets it go again. Random: a disk that compresses must not be flattered. */
async function hasRoomForPhoto(): Promise<boolean> {
  const probe = new Uint8Array(ONE_PHOTO);
  for (let at = 0; at < probe.length; at += LARGEST_RANDOM) crypto.getRandomValues(probe.subarray(at, at + LARGEST_RANDOM));
  try {
    await writeSetting(PROBE, probe);
    await removeSetting(PROBE);
    return true;
  } catch {
    return false;
  }
}

/**
 * How much room there is. Browsers round these figures, and newer ones tell every page the same, so that the last word is a
 * try: whether one more photo can be kept is known before it is taken.
 */
export async function lookUpRoom(): Promise<Room> {
  const storage = navigator.storage as StorageManager | undefined;
  const told = typeof storage?.estimate === "function" ? await storage.estimate().catch(() => null) : null;
  const { usage = null, quota = null } = told ?? {};
  const left = usage === null || quota === null || quota - usage === TOLD_TO_ALL ? null : Math.max(0, quota - usage);
  const state = !(await hasRoomForPhoto()) ? "none" : left !== null && left < ONE_VISIT ? "little" : "enough";
  return { used: usage, left, state };
}

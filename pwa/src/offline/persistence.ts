/**
 * Whether what lies on this phone stays: asks the browser not to clear it when the phone runs short, remembers what it
 * answered, and says how much room is left.
 */
import { readonly, shallowRef } from "vue";
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

/** A photo, its encryption and what the browser needs beside it; and what a visit of a full length takes. */
const ONE_PHOTO = 2_000_000;
const ONE_VISIT = 30_000_000;

/** How much room there is; null where the browser does not say. Its figures are rounded and may be an hour old. */
export async function lookUpRoom(): Promise<Room | null> {
  const storage = navigator.storage as StorageManager | undefined;
  const told = typeof storage?.estimate === "function" ? await storage.estimate().catch(() => null) : null;
  const { usage, quota } = told ?? {};
  if (usage === undefined || quota === undefined) return null;
  const left = Math.max(0, quota - usage);
  return { used: usage, left, state: left < ONE_PHOTO ? "none" : left < ONE_VISIT ? "little" : "enough" };
}

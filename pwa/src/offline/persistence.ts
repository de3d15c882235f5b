/** Asks the browser to keep our data when the phone runs short, and remembers what it answered. */
import { readonly, shallowRef } from "vue";
import type { Persistence } from "./types";

const answer = shallowRef<Persistence | null>(null);

/** null until asked. Shown where the queue is shown: "denied" means: send before closing. */
export const persistence = readonly(answer);

/** Asks once per start; a browser that knows the app well says yes without asking anybody. */
export async function askPersistence(): Promise<Persistence> {
  answer.value = await ask();
  return answer.value;
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

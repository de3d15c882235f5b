/** This browser's own id, and the counter by which the server sees that a record is missing. */
import type { Id } from "@/api/types";
import { write, type Writing } from "./db";

const DEVICE = "device_id";
const SEQUENCE = "device_sequence";
const PLACE = "queue_place";

let known: Promise<Id> | null = null;

/** The same id for ever on this browser. @throws StorageUnavailable */
export function deviceId(): Promise<Id> {
  known ??= write(["settings"], findOrMake).catch((error: unknown) => {
    known = null;
    throw error;
  });
  return known;
}

async function findOrMake(tx: Writing<"settings">): Promise<Id> {
  const store = tx.objectStore("settings");
  const found = await store.get(DEVICE);
  if (typeof found === "string") return found;
  const made = crypto.randomUUID();
  await store.put(made, DEVICE);
  return made;
}

type WithSettings = Pick<Writing<"settings">, "objectStore">;

async function count(tx: WithSettings, counter: string): Promise<number> {
  const store = tx.objectStore("settings");
  const last = await store.get(counter);
  const next = (typeof last === "number" ? last : 0) + 1;
  await store.put(next, counter);
  return next;
}

/** The next number of this device, taken in the transaction that stores the record it is for. */
export const nextSequence = (tx: WithSettings): Promise<number> => count(tx, SEQUENCE);

/** The next place in the queue. Not the time: a clock stands still for a moment, or is set back. */
export const nextPlace = (tx: WithSettings): Promise<number> => count(tx, PLACE);

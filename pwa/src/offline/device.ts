/** This browser's own id, and the counter by which the server sees that a record is missing. */
import type { Id } from "@/api/types";
import { write, type Writing } from "./db";

const DEVICE = "device_id";
const SEQUENCE = "device_sequence";

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

/** The next number of this device, taken in the transaction that stores the record it is for. */
export async function nextSequence(tx: Pick<Writing<"settings">, "objectStore">): Promise<number> {
  const store = tx.objectStore("settings");
  const last = await store.get(SEQUENCE);
  const next = (typeof last === "number" ? last : 0) + 1;
  await store.put(next, SEQUENCE);
  return next;
}

/** What this tab is sending right now. Never stored: a killed tab must not leave "sending" behind. */
import type { Id } from "@/api/types";

/** How many lanes are at work on it: its record and its pictures are sent side by side. */
const sending = new Map<Id, number>();

export const isSending = (id: Id): boolean => sending.has(id);

/** Marks the command as being sent while `work` runs. */
export async function whileSending<T>(id: Id, work: () => Promise<T>): Promise<T> {
  sending.set(id, (sending.get(id) ?? 0) + 1);
  try {
    return await work();
  } finally {
    const left = (sending.get(id) ?? 1) - 1;
    if (left > 0) sending.set(id, left);
    else sending.delete(id);
  }
}

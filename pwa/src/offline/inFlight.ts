/** What this tab is sending right now. Never stored: a killed tab must not leave "sending" behind. */
import type { Id } from "@/api/types";

const sending = new Set<Id>();

export const isSending = (id: Id): boolean => sending.has(id);

/** Marks the command as being sent while `work` runs. */
export async function whileSending<T>(id: Id, work: () => Promise<T>): Promise<T> {
  sending.add(id);
  try {
    return await work();
  } finally {
    sending.delete(id);
  }
}

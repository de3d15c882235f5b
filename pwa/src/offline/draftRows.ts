/** A draft's rows in the store. */
import type { Id } from "@/api/types";
import type { Writing } from "./db";

/** Deletes draft and pictures, inside the caller's transaction. */
export async function removeDraft(tx: Pick<Writing<"drafts" | "pictures">, "objectStore">, id: Id): Promise<void> {
  const pictures = tx.objectStore("pictures");
  const keys = await pictures.index("draft_id").getAllKeys(id);
  await Promise.all([tx.objectStore("drafts").delete(id), ...keys.map((key) => pictures.delete(key))]);
}

/** Proof that the server has what was sent. Short, encrypted, the last ones of each account. */
import type { Id, Inspection, Reason, Verification } from "@/api/types";
import { announceChange } from "./changes";
import { type CommandRecord, type ReceiptRecord, withDb, write, type Writing } from "./db";
import { removeDraft } from "./draftRows";
import type { Content } from "./queue";
import type { Receipt } from "./types";
import { seal, unseal } from "./vault";
import { accountId } from "./who";
import { NoReceipt } from "./answers";

const KEPT = 200;

/** What the server keeps apart for a supervisor: it has it, whatever becomes of it. */
interface Quarantined {
  state?: "quarantined";
}

/** The few fields a receipt takes from the server's answer. */
type Answer = Partial<Omit<Verification & Inspection, "reason">> & Quarantined & { reason?: string };

/** What the answer must name: the record itself, or the command where it was kept apart. A check gets its id from the server. */
function isNamed(record: CommandRecord, payload: { id?: unknown }, answer: Answer): boolean {
  if (typeof answer.id !== "string" || answer.id === "") return false;
  if (answer.state === "quarantined") return answer.id === record.id;
  return record.kind === "verification" || payload.id === undefined || answer.id === payload.id;
}

/** Reads the answer to a command. @throws NoReceipt when it does not name what was sent: then nothing is done. */
export function receiptFrom(record: CommandRecord, { label, payload }: Content, body: unknown, now: number): Receipt {
  const answer = (typeof body === "object" && body !== null ? body : {}) as Answer & { id: Id };
  if (!isNamed(record, payload, answer)) throw new NoReceipt();
  const isKeptApart = answer.state === "quarantined";
  return {
    command_id: record.id, kind: record.kind, label, account_id: record.account_id, server_id: answer.id,
    number: answer.number ?? null, digest: answer.receipt?.digest ?? null,
    received_at: answer.received_at ?? new Date(now).toISOString(), stored_at: new Date(now).toISOString(),
    reason: isKeptApart ? null : ((answer.reason ?? null) as Reason | null), quarantine: isKeptApart ? (answer.reason ?? "") : null,
  };
}

const STORES = ["commands", "parts", "drafts", "pictures", "receipts"] as const;

/** In one transaction: the receipt is kept, and command, pictures and draft go. */
export async function keepReceipt(record: CommandRecord, receipt: Receipt): Promise<void> {
  const sealed = await seal("device", receipt);
  const { command_id, account_id, stored_at } = receipt;
  await write([...STORES], async (tx) => {
    await tx.objectStore("receipts").put({ command_id, account_id, stored_at, sealed });
    await removeAll(tx, record);
    await trim(tx, account_id);
  });
  announceChange();
}

async function removeAll(tx: Writing<(typeof STORES)[number]>, record: CommandRecord): Promise<void> {
  const parts = tx.objectStore("parts");
  for (const key of await parts.index("command_id").getAllKeys(record.id)) await parts.delete(key);
  await tx.objectStore("commands").delete(record.id);
  if (record.draft_id !== null) await removeDraft(tx, record.draft_id);
}

async function trim(tx: Writing<(typeof STORES)[number]>, account: Id): Promise<void> {
  const store = tx.objectStore("receipts");
  const all = await store.index("account_id").getAll(account);
  all.sort((a, b) => b.stored_at.localeCompare(a.stored_at));
  for (const old of all.slice(KEPT)) await store.delete(old.command_id);
}

/** Receipts of earlier releases know no quarantine. */
async function read(record: ReceiptRecord): Promise<Receipt> {
  const kept = await unseal<Omit<Receipt, "quarantine"> & Partial<Receipt>>("device", record.sealed);
  return { ...kept, quarantine: kept.quarantine ?? null };
}

/** The account's receipts, the last first. */
export async function receipts(): Promise<Receipt[]> {
  const all = await withDb((db) => db.getAllFromIndex("receipts", "account_id", accountId.value ?? ""));
  const settled = await Promise.allSettled(all.map(read));
  const found = settled.flatMap((entry) => (entry.status === "fulfilled" ? [entry.value] : []));
  return found.sort((a, b) => b.stored_at.localeCompare(a.stored_at));
}

/** The receipt of a command, or null while it waits. */
export async function receiptOf(commandId: Id): Promise<Receipt | null> {
  const record = await withDb((db) => db.get("receipts", commandId));
  return record ? read(record) : null;
}

/** Unfinished forms of the signed-in account. They outlive reloads, updates and sign-out. */
import type { Id } from "@/api/types";
import { type DraftRecord, withDb, write } from "./db";
import { removeDraft } from "./draftRows";
import { askWhenItMatters } from "./persistence";
import type { Draft } from "./types";
import { seal, sealBlob, unseal, unsealBlob } from "./vault";
import { accountId, requireAccount } from "./who";

interface SaveInput<T> {
  id: Id;
  kind: string;
  value: T;
}

/** Creates or overwrites the draft. @throws StorageUnavailable, NobodySignedIn */
async function save<T>(input: SaveInput<T>): Promise<void> {
  const account = requireAccount();
  const sealed = await seal("device", input.value);
  const now = new Date().toISOString();
  await write(["drafts"], async (tx) => {
    const store = tx.objectStore("drafts");
    const old = await store.get(input.id);
    // A late autosave must not touch what was already finished, nor another account's draft.
    if (old && (old.command_id !== null || old.account_id !== account)) return;
    const created_at = old?.created_at ?? now;
    await store.put({ id: input.id, kind: input.kind, account_id: account, created_at, updated_at: now, sealed, command_id: null });
  });
  askWhenItMatters();
}

const isOpen = (record: DraftRecord | undefined): record is DraftRecord =>
  record !== undefined && record.command_id === null && record.account_id === accountId.value;

async function read<T>(record: DraftRecord): Promise<Draft<T>> {
  const { id, kind, created_at, updated_at } = record;
  return { id, kind, created_at, updated_at, value: await unseal<T>("device", record.sealed) };
}

/** The draft, or null when there is none of this account, or it was finished. */
async function load<T>(id: Id): Promise<Draft<T> | null> {
  const record = await withDb((db) => db.get("drafts", id));
  return isOpen(record) ? read<T>(record) : null;
}

/** The account's open drafts of a kind, the last changed first. */
async function list<T>(kind: string): Promise<Draft<T>[]> {
  const all = await withDb((db) => db.getAllFromIndex("drafts", "account_id", accountId.value ?? ""));
  const open = all.filter((record) => isOpen(record) && record.kind === kind);
  open.sort((a, b) => b.updated_at.localeCompare(a.updated_at));
  const settled = await Promise.allSettled(open.map((record) => read<T>(record)));
  return settled.flatMap((entry) => (entry.status === "fulfilled" ? [entry.value] : []));
}

/** Deletes the draft and its pictures for good; not one that was finished: its command still needs them. */
function remove(id: Id): Promise<void> {
  return write(["drafts", "pictures"], async (tx) => {
    const draft = await tx.objectStore("drafts").get(id);
    if (draft === undefined || draft.command_id === null) await removeDraft(tx, id);
  });
}

/** Keeps a picture beside the draft. @throws StorageUnavailable */
async function savePicture(draftId: Id, name: string, blob: Blob): Promise<void> {
  requireAccount();
  const sealed = await sealBlob("device", blob);
  await write(["pictures"], async (tx) => {
    await tx.objectStore("pictures").put({ draft_id: draftId, name, type: blob.type, sealed });
  });
}

async function picture(draftId: Id, name: string): Promise<Blob | null> {
  const record = await withDb((db) => db.get("pictures", [draftId, name]));
  return record ? unsealBlob("device", record.sealed, record.type) : null;
}

/** Whether the picture is there, without reading it. */
async function hasPicture(draftId: Id, name: string): Promise<boolean> {
  return (await withDb((db) => db.getKey("pictures", [draftId, name]))) !== undefined;
}

function removePicture(draftId: Id, name: string): Promise<void> {
  return write(["pictures"], (tx) => tx.objectStore("pictures").delete([draftId, name]));
}

export const drafts = { save, load, list, remove, savePicture, picture, hasPicture, removePicture };

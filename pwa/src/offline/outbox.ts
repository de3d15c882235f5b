/**
 * Commands that wait for the server. A command leaves this store only with the server's id in hand
 * (it becomes a receipt) or by the officer's own decision; never because of an error.
 */
import { readonly, shallowRef } from "vue";
import type { Id } from "@/api/types";
import { announceChange, oneAtATime, onChange } from "./changes";
import { type CommandRecord, type PartRecord, withDb, write, type Writing } from "./db";
import { deviceId, nextPlace, nextSequence } from "./device";
import { giveNumber, voidNumber } from "./deviceKey";
import { removeDraft } from "./draftRows";
import { isSending } from "./inFlight";
import { askWhenItMatters } from "./persistence";
import { type Content, isDue, ownRecords, PICTURE_TROUBLE, sendPicturesAnew } from "./queue";
import type { Command, CommandState, NewCommand, Part } from "./types";
import { seal, sealBlob, unseal } from "./vault";
import { accountId, requireAccount } from "./who";

/** A picture that the command names lies nowhere on the phone: nothing was kept. */
export class PictureMissing extends Error {
  override readonly name = "PictureMissing";
}

const STORES = ["commands", "parts", "drafts", "pictures", "settings"] as const;
type Stores = (typeof STORES)[number];

/** Keeps a command durably: see `enqueue` in sender.ts. @throws StorageUnavailable, NobodySignedIn, PictureMissing */
export async function keep(input: NewCommand): Promise<Command> {
  const record = await newRecord(input);
  const parts = await Promise.all((input.parts ?? []).map((part) => newPart(record, part)));
  const stored = await write([...STORES], (tx) => put(tx, record, parts));
  announceChange();
  askWhenItMatters();
  return describe(stored, input.label, []);
}

async function newRecord(input: NewCommand): Promise<CommandRecord> {
  const account_id = requireAccount();
  const { label, payload, earlier_payload = null } = input;
  const sealed = await seal("device", { label, payload, earlier_payload } satisfies Content);
  const device_id = input.kind === "inspection" ? await deviceId() : null;
  const now = Date.now();
  return {
    id: input.id ?? crypto.randomUUID(), account_id, kind: input.kind, created_at: new Date(now).toISOString(), order: 0,
    refused: false, tries: 0, next_try_at: input.not_before ?? null, last_problem: null, device_id,
    device_sequence: null, in_hand: input.in_hand ?? false, draft_id: input.draft_id ?? null, resolved: {}, sealed,
  };
}

async function newPart(record: CommandRecord, { name, media, blob }: Part): Promise<PartRecord> {
  return {
    command_id: record.id, name, media, type: blob?.type ?? "", key: crypto.randomUUID(), media_id: null, sent: 0,
    size: blob?.size ?? 0, sealed: blob ? await sealBlob("device", blob) : null, draft_id: record.draft_id,
  };
}

/** What encryption adds to the bytes. */
const TAG = 16;

/** Finds the picture beside the draft, where the part brings none itself. */
async function complete(tx: Writing<Stores>, part: PartRecord): Promise<PartRecord> {
  if (part.sealed !== null) return part;
  const picture = await tx.objectStore("pictures").get([part.draft_id ?? "", part.name]);
  if (!picture) throw new PictureMissing();
  return { ...part, type: picture.type, size: picture.sealed.data.byteLength - TAG };
}

async function put(tx: Writing<Stores>, record: CommandRecord, parts: PartRecord[]): Promise<CommandRecord> {
  const commandStore = tx.objectStore("commands");
  const draft = record.draft_id === null ? undefined : await tx.objectStore("drafts").get(record.draft_id);
  const existing = (await commandStore.get(record.id)) ?? (draft?.command_id ? await commandStore.get(draft.command_id) : undefined);
  if (existing) return existing;
  // Numbered in this transaction: a number is taken if and only if its record is kept.
  // Before the device is enrolled an inspection gets a number of the browser's own, which nobody signs.
  if (record.kind !== "confirmation" && !(await giveNumber(tx, record)) && record.device_id !== null) record.device_sequence = await nextSequence(tx);
  record.order = await nextPlace(tx);
  await commandStore.put(record);
  for (const part of parts) await tx.objectStore("parts").put(await complete(tx, part));
  if (draft) await tx.objectStore("drafts").put({ ...draft, command_id: record.id });
  return record;
}

function stateOf(record: CommandRecord): CommandState {
  if (record.refused) return "refused";
  return isSending(record.id) ? "sending" : "waiting";
}

const sizeOf = (part: PartRecord): number => part.size ?? (part.sealed ? part.sealed.data.byteLength - TAG : 0);

function describe(record: CommandRecord, label: string, parts: PartRecord[]): Command {
  const { id, kind, account_id, created_at, tries, last_problem, draft_id } = record;
  const next_try_at = isDue(record, Date.now()) ? null : record.next_try_at;
  const isSent = (part: PartRecord): boolean => part.media_id !== null;
  const sum = (of: (part: PartRecord) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return {
    id, kind, label, account_id, created_at, state: stateOf(record), tries, next_try_at, last_problem,
    pictures: parts.length, pictures_sent: parts.filter(isSent).length,
    bytes: sum(sizeOf), bytes_sent: sum((part) => (isSent(part) ? sizeOf(part) : (part.sent ?? 0))),
    has_draft: draft_id !== null, exported_at: record.exported_at ?? null,
  };
}

const isInHand = (record: CommandRecord): boolean => record.in_hand === true && !record.refused && !isDue(record, Date.now());

/** What waits or was refused, in the order it was made. */
export async function commands(): Promise<Command[]> {
  return Promise.all((await ownRecords()).filter((record) => !isInHand(record)).map(show));
}

async function show(record: CommandRecord): Promise<Command> {
  const parts = await withDb((db) => db.getAllFromIndex("parts", "command_id", record.id));
  const content = await unseal<Content>("device", record.sealed).catch(() => null);
  return describe(record, content?.label ?? "", parts);
}

/** Removes a command and its pictures, inside the caller's transaction. */
export async function removeCommand(tx: Pick<Writing<"commands" | "parts">, "objectStore">, id: Id): Promise<void> {
  const parts = tx.objectStore("parts");
  const keys = await parts.index("command_id").getAllKeys(id);
  await Promise.all([tx.objectStore("commands").delete(id), ...keys.map((key) => parts.delete(key))]);
}

/** Sets a refused command aside for good, with its draft: the officer's own, confirmed decision. */
export async function discard(id: Id): Promise<void> {
  await write(["commands", "parts", "drafts", "pictures", "settings"], async (tx) => {
    const record = await tx.objectStore("commands").get(id);
    if (!record) return;
    await removeCommand(tx, id);
    // What was put into a file may yet come under its number, by another way.
    if (record.exported_at === undefined) await voidNumber(tx, record);
    if (record.draft_id !== null) await removeDraft(tx, record.draft_id);
  });
  announceChange();
}

/**
 * Makes a refused command its draft again, to be corrected. Returns the draft's id, or null when it
 * was not refused (what may be on its way must not change) or was not made from a draft.
 */
export async function reopen(id: Id): Promise<Id | null> {
  const draftId = await write(["commands", "parts", "drafts", "settings"], async (tx) => {
    const record = await tx.objectStore("commands").get(id);
    if (!record?.refused || record.draft_id === null) return null;
    const draft = await tx.objectStore("drafts").get(record.draft_id);
    if (!draft) return null;
    await tx.objectStore("drafts").put({ ...draft, command_id: null });
    await removeCommand(tx, id);
    if (record.exported_at === undefined) await voidNumber(tx, record);
    return draft.id;
  });
  announceChange();
  return draftId;
}

/** Puts a refused command back into the queue as it is; the pictures that arrived need not go again. */
export async function tryAgain(id: Id): Promise<void> {
  await write(["commands", "parts"], async (tx) => {
    const record = await tx.objectStore("commands").get(id);
    if (!record) return;
    await tx.objectStore("commands").put({ ...record, refused: false, tries: 0, next_try_at: null });
    if (record.refused && PICTURE_TROUBLE.includes(record.last_problem?.code ?? "")) await sendPicturesAnew(tx, id);
  });
  announceChange();
}

/** Nothing of the account waits for its time any more; in one transaction, however many there are. */
export function makeAllDue(account: Id): Promise<void> {
  return write(["commands"], async (tx) => {
    const store = tx.objectStore("commands");
    for (const record of await store.index("account_id").getAll(account)) {
      if (!record.refused && record.next_try_at !== null) await store.put({ ...record, next_try_at: null });
    }
  });
}

const waiting = shallowRef(0);
const refused = shallowRef(0);

/** How many commands of this account have no receipt yet (refused ones too). For the shell's header. */
export const waitingCount = readonly(waiting);

/** How many of them the server refused: these need the officer. */
export const refusedCount = readonly(refused);

/** Counts again; also while nobody is signed in, so that a lost session does not hide what waits. */
export async function refreshCounts(): Promise<void> {
  const records = accountId.value === null ? await withDb((db) => db.getAll("commands")) : await ownRecords();
  waiting.value = records.filter((record) => !isInHand(record)).length;
  refused.value = records.filter((record) => record.refused).length;
}

onChange(oneAtATime(() => refreshCounts().catch(() => undefined)));

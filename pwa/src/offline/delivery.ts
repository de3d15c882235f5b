/** Brings one command to the server: its pictures first, then the record, then the receipt. */
import { command as request, type Sent } from "@/api";
import type { Id, Media } from "@/api/types";
import { meaningOf, NoReceipt } from "./answers";
import { announceChange } from "./changes";
import { type CommandRecord, type PartRecord, withDb, write } from "./db";
import { type DeviceState, findDevice, giveNumber, signatureOf } from "./deviceKey";
import type { Content } from "./outbox";
import { keepReceipt, receiptFrom, receiptOf } from "./receipts";
import { type Known, namedCommands, replaceReferences } from "./references";
import type { CommandKind } from "./types";
import { unseal, unsealBlob } from "./vault";

const PATHS: Record<CommandKind, string> = { verification: "/api/verifications", inspection: "/api/inspections" };

/** Pictures over a weak signal take their time; a silent server does not hold the queue for ever. */
const UPLOAD_TIMEOUT_MS = 120_000;
const SEND_TIMEOUT_MS = 30_000;

/** After this many failures an earlier command no longer holds up one that names it. */
const PATIENCE = 5;
const WAIT_FOR_EARLIER_MS = 15_000;

/** Server ids of the commands this one names; null when one of them must go first. */
async function resolve(record: CommandRecord, content: Content): Promise<Known | null> {
  const known: Record<Id, Id | null> = { ...record.resolved };
  for (const id of namedCommands(content.payload)) {
    if (id in known) continue;
    const receipt = await receiptOf(id);
    const earlier = receipt ? undefined : await withDb((db) => db.get("commands", id));
    if (earlier && !earlier.refused && earlier.tries < PATIENCE) return null;
    known[id] = receipt?.server_id ?? null;
  }
  return known;
}

async function upload(part: PartRecord): Promise<Id> {
  const blob = await unsealBlob("device", part.sealed, part.type);
  const options = { idempotencyKey: part.key, query: { kind: part.media }, timeoutMs: UPLOAD_TIMEOUT_MS };
  const { data } = await request<Partial<Media> | undefined>("POST", "/api/media", blob, options);
  if (typeof data?.id !== "string") throw new NoReceipt();
  return data.id;
}

/** Sends the pictures not sent yet; each id is kept at once, so a cut never sends one twice. */
async function uploadParts(record: CommandRecord): Promise<Known> {
  const media: Record<string, Id> = {};
  for (const part of await withDb((db) => db.getAllFromIndex("parts", "command_id", record.id))) {
    const id = part.media_id ?? (await upload(part));
    media[part.name] = id;
    if (part.media_id !== null) continue;
    await write(["parts"], (tx) => tx.objectStore("parts").put({ ...part, media_id: id }));
    announceChange();
  }
  return media;
}

/** The payload with the device that signs it, and of an inspection the number. */
export function numbered(record: CommandRecord, payload: object): object {
  const { device_id, device_sequence } = record;
  if (device_id === null) return payload;
  return { ...payload, device_id, ...(record.kind === "inspection" && { device_sequence }) };
}

/**
 * What may still get a number, or needs another one: what was kept before the device was enrolled and never sent; what was
 * signed by a device that is no more; a number that is taken. What was refused for the device's sake was recorded nowhere.
 */
function wantsNumber(record: CommandRecord, content: Content, state: DeviceState): boolean {
  const code = record.last_problem?.code ?? "";
  if (record.signed) return record.device_id !== state.id || code === "device.sequence_used";
  return code.startsWith("device.") || (record.tries === 0 && content.earlier_payload === null);
}

async function withNumber(record: CommandRecord, content: Content): Promise<CommandRecord> {
  const state = await findDevice(record.account_id);
  if (!state?.enrolled || state.revoked || !wantsNumber(record, content, state)) return record;
  return write(["commands", "settings"], async (tx) => {
    const now = await tx.objectStore("commands").get(record.id);
    if (!now || now.device_sequence !== record.device_sequence || now.device_id !== record.device_id) return now ?? record;
    await giveNumber(tx, now);
    await tx.objectStore("commands").put(now);
    return now;
  });
}

/**
 * The server's answer to the command. When a first payload under the same key did arrive though no
 * answer came back, that payload is repeated to fetch its answer: one record, not two.
 */
async function answerOf(record: CommandRecord, payload: object, earlier: object | null): Promise<unknown> {
  const sign = (sent: Sent): Promise<Record<string, string>> => signatureOf(record, sent);
  const options = { idempotencyKey: record.id, timeoutMs: SEND_TIMEOUT_MS, sign };
  const send = async (body: object): Promise<unknown> => (await request<unknown>("POST", PATHS[record.kind], body, options)).data;
  try {
    return await send(payload);
  } catch (error) {
    if (earlier === null || meaningOf(error) !== "repeat_earlier") throw error;
    return send(numbered(record, earlier));
  }
}

/** Sends the command and turns it into its receipt. @throws what the server or the phone said */
export async function deliver(waiting: CommandRecord): Promise<void> {
  const content = await unseal<Content>("device", waiting.sealed);
  const record = await withNumber(waiting, content);
  const resolved = await resolve(record, content);
  if (resolved === null) return update(record, { next_try_at: Date.now() + WAIT_FOR_EARLIER_MS });
  await update(record, { resolved });
  const media = await uploadParts(record);
  const payload = replaceReferences(numbered(record, content.payload), media, resolved) as object;
  const body = await answerOf(record, payload, content.earlier_payload);
  await keepReceipt(record, receiptFrom(record, content.label, body, Date.now()));
}

/** Changes a waiting command, unless it is gone meanwhile (settled by the screen, or set aside). */
export async function update(record: CommandRecord, change: Partial<CommandRecord>): Promise<void> {
  await write(["commands"], async (tx) => {
    const now = await tx.objectStore("commands").get(record.id);
    if (now) await tx.objectStore("commands").put({ ...now, ...change });
  });
}

/** Brings one command to the server: when its pictures are there the record goes, and then there is a receipt. */
import { command as request, OtherAccount, type Sent } from "@/api";
import type { Id } from "@/api/types";
import { lastProblem, meaningOf, PicturesGone } from "./answers";
import { type CommandRecord, withDb, write } from "./db";
import { type DeviceState, findDevice, giveNumber, signatureOf } from "./deviceKey";
import { type Content, PICTURE_TROUBLE, sendPicturesAnew } from "./queue";
import { keepReceipt, receiptFrom, receiptOf } from "./receipts";
import { type Known, namedCommands, replaceReferences } from "./references";
import type { CommandKind } from "./types";
import { unseal } from "./vault";
import { accountId } from "./who";

export const PATHS: Record<CommandKind, string> = {
  verification: "/api/verifications", inspection: "/api/inspections", confirmation: "/api/own/confirmations",
};
/** What another phone's record is about carries its own signature and no number. */
const isNumbered = (kind: CommandKind): boolean => kind !== "confirmation";

/** A silent server does not hold the queue for ever. */
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
    known[id] = receipt?.quarantine === null ? receipt.server_id : null;
  }
  return known;
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
  const state = isNumbered(record.kind) ? await findDevice(record.account_id) : undefined;
  if (!state?.enrolled || state.revoked || !wantsNumber(record, content, state)) return record;
  return write(["commands", "settings"], async (tx) => {
    const now = await tx.objectStore("commands").get(record.id);
    if (!now || now.device_sequence !== record.device_sequence || now.device_id !== record.device_id) return now ?? record;
    await giveNumber(tx, now);
    await tx.objectStore("commands").put(now);
    return now;
  });
}

/** A confirmation is put where its visit is, which its payload names; all others are posted. */
function requestOf(kind: CommandKind, payload: object): ["POST" | "PUT", string, object] {
  if (kind !== "confirmation") return ["POST", PATHS[kind], payload];
  const { inspection_id, ...body } = payload as { inspection_id: Id };
  return ["PUT", `${PATHS[kind]}/${inspection_id}`, body];
}

/**
 * The server's answer to the command. When a first payload under the same key did arrive though no
 * answer came back, that payload is repeated to fetch its answer: one record, not two.
 */
async function answerOf(record: CommandRecord, payload: object, earlier: object | null): Promise<unknown> {
  const sign = (sent: Sent): Promise<Record<string, string>> => signatureOf(record, sent);
  const options = { idempotencyKey: record.id, timeoutMs: SEND_TIMEOUT_MS, sign, as: record.account_id };
  const send = async (body: object): Promise<unknown> => {
    // Somebody else may have signed in while the pictures were on their way.
    if (accountId.value !== record.account_id) throw new OtherAccount();
    const [method, path, sent] = requestOf(record.kind, body);
    return (await request<unknown>(method, path, sent, options)).data;
  };
  try {
    return await send(payload);
  } catch (error) {
    if (earlier === null || meaningOf(error) !== "repeat_earlier") throw error;
    return send(numbered(record, earlier));
  }
}

/**
 * Sends the command and turns it into its receipt.
 * pictures  the server's ids of its pictures, when they are there
 * @throws what the server or the phone said
 */
export async function deliver(waiting: CommandRecord, pictures: Promise<Known>): Promise<void> {
  const content = await unseal<Content>("device", waiting.sealed);
  const record = await withNumber(waiting, content);
  const resolved = await resolve(record, content);
  if (resolved === null) return update(record, { next_try_at: Date.now() + WAIT_FOR_EARLIER_MS });
  await update(record, { resolved });
  const payload = replaceReferences(numbered(record, content.payload), await pictures, resolved) as object;
  const body = await answerOf(record, payload, content.earlier_payload).catch((error: unknown) => withNewPictures(record, error));
  await keepReceipt(record, receiptFrom(record, content, body, Date.now()));
}

/** The server may have thrown away pictures that waited too long for their record: once, they are sent again by themselves. */
async function withNewPictures(record: CommandRecord, error: unknown): Promise<never> {
  const code = lastProblem(error, 0).code;
  if (!PICTURE_TROUBLE.includes(code) || record.last_problem?.code === code) throw error;
  await write(["parts"], (tx) => sendPicturesAnew(tx, record.id));
  throw new PicturesGone(error);
}

/** Changes a waiting command, unless it is gone meanwhile (settled by the screen, or set aside). */
export async function update(record: CommandRecord, change: Partial<CommandRecord>): Promise<void> {
  await write(["commands"], async (tx) => {
    const now = await tx.objectStore("commands").get(record.id);
    if (now) await tx.objectStore("commands").put({ ...now, ...change });
  });
}

/**
 * The way for records that this phone cannot send: a file that any officer's browser can hand in. It is sealed for the
 * server (docs/sync.md, "Handed in by somebody else"); whoever carries it can read nothing in it. The records stay on the
 * phone until their officer sets them aside.
 */
import type { Id } from "@/api/types";
import { fromBase64Url, toBase64Url } from "./base64url";
import { announceChange } from "./changes";
import { type CommandRecord, type PartRecord, withDb } from "./db";
import { numbered, PATHS, update } from "./delivery";
import { signatureOf } from "./deviceKey";
import { handInKey, type HandInKey } from "./handInKey";
import type { Content } from "./queue";
import { receiptOf } from "./receipts";
import { namedCommands, replaceReferences } from "./references";
import { pictureOf } from "./uploads";
import { unseal } from "./vault";

const FORMAT = "gangwei-handed-in-1";

/** This phone has never seen the server's key, and cannot ask for it now. */
export class NoHandInKey extends Error {
  override readonly name = "NoHandInKey";
}

/** Where the file's records are; `unreadable` ones could not be opened on this phone any more and are not in it. */
export interface HandInFile {
  blob: Blob;
  records: number;
  unreadable: number;
}

/** A confirmation of somebody else's visit has a signature of its own kind, and goes from phone to phone by a code. */
const canBeHandedIn = (record: CommandRecord): boolean => record.kind !== "confirmation";

async function partOf(part: PartRecord): Promise<object> {
  return { id: part.media_id ?? part.key, kind: part.media, data: toBase64Url(await (await pictureOf(part)).arrayBuffer()) };
}

async function receiptsNamedIn(payload: object, record: CommandRecord): Promise<Record<Id, Id | null>> {
  const known: Record<Id, Id | null> = { ...record.resolved };
  for (const id of namedCommands(payload)) known[id] ??= (await receiptOf(id))?.server_id ?? null;
  return known;
}

/** The command as it would be sent, with its pictures. */
async function plaintext(record: CommandRecord): Promise<object> {
  const { payload } = await unseal<Content>("device", record.sealed);
  const parts = await withDb((db) => db.getAllFromIndex("parts", "command_id", record.id));
  const media = Object.fromEntries(parts.map((part) => [part.name, part.media_id ?? part.key]));
  const whole = replaceReferences(numbered(record, payload), media, await receiptsNamedIn(payload, record));
  const sent = { method: "POST", path: PATHS[record.kind], key: record.id, body: JSON.stringify(whole) };
  const headers = await signatureOf(record, sent);
  const pictures = [];
  for (const part of parts) pictures.push(await partOf(part));
  return {
    ...sent, account_id: record.account_id, device: headers["X-Device"] ?? null,
    sequence: headers["X-Sequence"] === undefined ? null : Number(headers["X-Sequence"]),
    signature: headers["X-Device-Signature"] ?? null, pictures, exported_at: Date.now(),
  };
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function joined(...parts: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** ECDH with a key pair of this line's own, HKDF-SHA-256, AES-256-GCM. */
async function sealLine(plain: object, key: HandInKey): Promise<string> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const server = fromBase64Url(key.public_key);
  const theirs = await crypto.subtle.importKey("raw", server, curve, false, []);
  const own = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = joined(bytes(FORMAT), ephemeral, server);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  const secret = await crypto.subtle.deriveKey(hkdf, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = bytes(`${FORMAT}\n${key.id}`);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData }, secret, bytes(JSON.stringify(plain)));
  return JSON.stringify({ format: FORMAT, key: key.id, ephemeral: toBase64Url(ephemeral), nonce: toBase64Url(nonce), sealed: toBase64Url(sealed) });
}

async function line(record: CommandRecord, key: HandInKey): Promise<string | null> {
  const plain = await plaintext(record).catch(() => null);
  return plain === null ? null : `${await sealLine(plain, key)}\n`;
}

async function fileOf(records: CommandRecord[]): Promise<HandInFile> {
  const key = await handInKey();
  if (!key) throw new NoHandInKey();
  const lines: string[] = [];
  for (const record of records) {
    const made = await line(record, key);
    if (made === null) continue;
    lines.push(made);
    await update(record, { exported_at: new Date().toISOString() });
  }
  announceChange();
  return { blob: new Blob(lines, { type: "text/plain" }), records: lines.length, unreadable: records.length - lines.length };
}

/** One command into a file. @throws NoHandInKey, StorageUnavailable */
export async function exportCommand(id: Id): Promise<HandInFile> {
  const record = await withDb((db) => db.get("commands", id));
  return fileOf(record && canBeHandedIn(record) ? [record] : []);
}

/**
 * All that waits on this phone, whoever's it is: also for who cannot sign in any more. Nothing in the file can be read
 * here. @throws NoHandInKey, StorageUnavailable
 */
export async function exportEverything(): Promise<HandInFile> {
  const all = await withDb((db) => db.getAll("commands"));
  return fileOf(all.filter(canBeHandedIn).sort((a, b) => a.order - b.order));
}

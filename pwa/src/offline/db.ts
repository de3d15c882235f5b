/** The one IndexedDB of this app. Its shape is versioned: a new app version must keep what is waiting. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import type { Id, MediaKind } from "@/api/types";
import type { CommandKind, LastProblem } from "./types";
import type { SealedPack } from "./packCrypto";
import type { Sealed } from "./vault";

export interface DraftRecord {
  id: Id;
  account_id: Id;
  kind: string;
  created_at: string;
  updated_at: string;
  sealed: Sealed;
  /** The command it became; such a draft is hidden until the server answered. */
  command_id: Id | null;
}

export interface PictureRecord {
  draft_id: Id;
  name: string;
  type: string;
  sealed: Sealed;
}

export interface CommandRecord {
  id: Id;
  account_id: Id;
  kind: CommandKind;
  created_at: string;
  order: number;
  refused: boolean;
  tries: number;
  next_try_at: number | null;
  last_problem: LastProblem | null;
  device_id: Id | null;
  device_sequence: number | null;
  /** Its number is one of the device that signs it when it is sent. Missing in records of earlier releases: unsigned. */
  signed?: boolean;
  /** A screen sends it itself just now: see inHand.ts. */
  in_hand?: boolean;
  draft_id: Id | null;
  /** When it was last put into a file to be handed in. */
  exported_at?: string;
  /** Server ids of earlier commands this one names, once known: they must not change between tries. */
  resolved: Record<Id, Id | null>;
  /** {label, payload, earlier_payload} */
  sealed: Sealed;
}

export interface PartRecord {
  command_id: Id;
  name: string;
  media: MediaKind;
  type: string;
  /** The id under which it is uploaded. */
  key: Id;
  /** The server's id of it, once it is whole there. */
  media_id: Id | null;
  /** Whole size in bytes, and how many of them the server is known to have. Missing in records of earlier releases. */
  size?: number;
  sent?: number;
  /** null: the bytes lie beside the draft of this id, where they were before it was finished; nothing is kept twice. */
  sealed: Sealed | null;
  draft_id?: Id | null;
}

export interface ReceiptRecord {
  command_id: Id;
  account_id: Id;
  stored_at: string;
  sealed: Sealed;
}

/** A field pack under the PIN. What stands beside `sealed` is bound to it, but can be read. */
export interface PackRecord {
  account_id: Id;
  vault_id: Id;
  as_of: string;
  expires_at: string;
  /** By this phone's clock. */
  fetched_at: string;
  counts: { units: number; sites: number; guards: number };
  sealed: SealedPack;
}

export interface Schema extends DBSchema {
  settings: { key: string; value: unknown };
  keys: { key: string; value: CryptoKey };
  packs: { key: string; value: PackRecord };
  drafts: { key: string; value: DraftRecord; indexes: { account_id: string } };
  pictures: { key: [string, string]; value: PictureRecord; indexes: { draft_id: string } };
  commands: { key: string; value: CommandRecord; indexes: { account_id: string } };
  parts: { key: [string, string]; value: PartRecord; indexes: { command_id: string } };
  receipts: { key: string; value: ReceiptRecord; indexes: { account_id: string } };
}

export type Store = StoreNames<Schema>;
export type Writing<S extends Store> = IDBPTransaction<Schema, S[], "readwrite">;

/** The phone keeps nothing: full, storage forbidden, or no secure context. What was asked did not happen. */
export class StorageUnavailable extends Error {
  override readonly name = "StorageUnavailable";
}

const NAME = "gangwei";
const VERSION = 2;

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function build(db: IDBPDatabase<Schema>): void {
  db.createObjectStore("settings");
  db.createObjectStore("keys");
  db.createObjectStore("packs", { keyPath: "account_id" });
  db.createObjectStore("drafts", { keyPath: "id" }).createIndex("account_id", "account_id");
  db.createObjectStore("pictures", { keyPath: ["draft_id", "name"] }).createIndex("draft_id", "draft_id");
  db.createObjectStore("commands", { keyPath: "id" }).createIndex("account_id", "account_id");
  db.createObjectStore("parts", { keyPath: ["command_id", "name"] }).createIndex("command_id", "command_id");
  db.createObjectStore("receipts", { keyPath: "command_id" }).createIndex("account_id", "account_id");
}

/** 2: field packs of before lay under a key that asked for no PIN. They go with that key, and are fetched anew. */
async function dropOpenPacks(tx: IDBPTransaction<Schema, Store[], "versionchange">): Promise<void> {
  await Promise.all([tx.objectStore("packs").clear(), tx.objectStore("keys").delete("pack")]);
}

function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade: async (db, oldVersion, _newVersion, tx) => {
      if (oldVersion < 1) build(db);
      if (oldVersion < 2) await dropOpenPacks(tx);
    },
    // Another tab brings a newer app: let it upgrade; this tab opens again when it needs to.
    blocking: () => void close(),
    terminated: () => { opened = null; },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Closes the connection; the next use opens it again. */
export async function close(): Promise<void> {
  const db = await opened;
  opened = null;
  db?.close();
}

/** Runs `work` on the database. @throws StorageUnavailable when the browser cannot keep or find anything. */
export async function withDb<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  try {
    return await work(await open());
  } catch (error) {
    throw unavailable(error);
  }
}

/** What the browser's storage threw, in the one word the callers know. */
export function unavailable(error: unknown): unknown {
  return error instanceof DOMException ? new StorageUnavailable(error.name, { cause: error }) : error;
}

/**
 * One transaction that is on the disk when the promise is fulfilled. `work` may await nothing but this
 * transaction: IndexedDB commits as soon as it finds it idle. @throws StorageUnavailable
 */
export function write<S extends Store, T>(stores: S[], work: (tx: Writing<S>) => Promise<T>): Promise<T> {
  return withDb(async (db) => {
    const tx = db.transaction(stores, "readwrite", { durability: "strict" });
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      tx.done.catch(() => undefined);
      abort(tx);
      throw error;
    }
  });
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has already ended: nothing is left to undo.
  }
}

export function readSetting<T>(key: string): Promise<T | undefined> {
  return withDb(async (db) => (await db.get("settings", key)) as T | undefined);
}

export function writeSetting(key: string, value: unknown): Promise<void> {
  return write(["settings"], async (tx) => {
    await tx.objectStore("settings").put(value, key);
  });
}

export function removeSetting(key: string): Promise<void> {
  return write(["settings"], (tx) => tx.objectStore("settings").delete(key));
}

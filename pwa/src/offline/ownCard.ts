/**
 * The holder's own card on his own phone: a database beside the app's, because it belongs to
 * nobody who signs in, and outlives every sign-out. The identity number is never in it.
 */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { CardOnPhone } from "@/api/types";

export interface KeptCard {
  /** Opens nothing but this card's state. */
  key: string;
  card: CardOnPhone;
}

interface Schema extends DBSchema {
  cards: { key: string; value: KeptCard };
  /** The key that is being used for a card not yet here: after a lost answer the same is sent again. */
  waiting: { key: string; value: string };
}

const ONLY = "own";
let opened: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("gangwei-card", 1, {
    upgrade(db) {
      db.createObjectStore("cards");
      db.createObjectStore("waiting");
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** @throws DOMException where the browser keeps nothing. */
export async function readOwnCard(): Promise<KeptCard | null> {
  return (await (await open()).get("cards", ONLY)) ?? null;
}

/** Kept for good when this is fulfilled; the key that waited for it goes. @throws DOMException */
export async function keepOwnCard(kept: KeptCard): Promise<void> {
  const transaction = (await open()).transaction(["cards", "waiting"], "readwrite", { durability: "strict" });
  await Promise.all([transaction.objectStore("cards").put(kept, ONLY), transaction.objectStore("waiting").clear(), transaction.done]);
}

export async function forgetOwnCard(): Promise<void> {
  await (await open()).clear("cards");
}

/** The key to ask with; one that got no answer yet is used again. @throws DOMException */
export async function keyToAskWith(make: () => string): Promise<string> {
  const db = await open();
  const waiting = await db.get("waiting", ONLY);
  if (waiting) return waiting;
  const key = make();
  await db.put("waiting", key, ONLY);
  return key;
}

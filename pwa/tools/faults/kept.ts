/**
 * The app's own store, for the fault suite (tests/faults/sync): it fills a phone fast, by the functions that the screens
 * call, and looks at what is left. It never sends: that is done by the app that was built.
 */
import { withDb } from "../../src/offline/db";
import { drafts } from "../../src/offline/drafts";
import { exportEverything } from "../../src/offline/handIn";
import { keep } from "../../src/offline/outbox";
import { receipts } from "../../src/offline/receipts";
import { partReference } from "../../src/offline/references";
import type { Receipt } from "../../src/offline/types";
import { accountId } from "../../src/offline/who";

export interface Visit {
  /** The record without device and pictures. */
  record: { id: string; findings: string };
  label: string;
  /** JPEG in base64, in their order. */
  photos: string[];
}

const fromBase64 = (text: string): Blob =>
  new Blob([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], { type: "image/jpeg" });

async function keepVisit({ record, label, photos }: Visit): Promise<string> {
  const names = photos.map((_, place) => `photo-${String(place)}`);
  await drafts.save({ id: record.id, kind: "inspection", value: record });
  for (const [place, name] of names.entries()) await drafts.savePicture(record.id, name, fromBase64(photos[place] ?? ""));
  const parts = names.map((name, place) => ({ name, media: "inspection_photo" as const, blob: fromBase64(photos[place] ?? "") }));
  const payload = { ...record, photos: names.map((name) => ({ media_id: partReference(name), caption: name, item_id: null })) };
  return (await keep({ kind: "inspection", label, payload, parts, draft_id: record.id })).id;
}

/** Finishes the visits as the app's form does: a draft with its pictures, then the command. Answers the commands' ids. */
export async function keepVisits(account: string, visits: Visit[]): Promise<string[]> {
  accountId.value = account;
  const ids: string[] = [];
  for (const visit of visits) ids.push(await keepVisit(visit));
  return ids;
}

/** How many rows of each kind lie on the phone, of all accounts. */
export function rows(): Promise<Record<string, number>> {
  return withDb(async (db) => {
    const names = ["commands", "parts", "drafts", "pictures", "receipts"] as const;
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await db.count(name)] as const)));
  });
}

/** What waits of an account, with the reason, as it lies in the store. */
export async function waiting(account: string): Promise<unknown[]> {
  const all = await withDb((db) => db.getAllFromIndex("commands", "account_id", account));
  return all.map(({ id, refused, tries, last_problem }) => ({ id, refused, tries, code: last_problem?.code ?? null }));
}

/** All that waits, as the file that somebody else can hand in. */
export async function everythingInAFile(): Promise<string> {
  return (await exportEverything()).blob.text();
}

/** The proofs that the server has them. */
export function proofs(account: string): Promise<Receipt[]> {
  accountId.value = account;
  return receipts();
}

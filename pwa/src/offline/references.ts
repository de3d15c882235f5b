/** Places in a payload whose value is only known once something else has been sent. */
import type { Id } from "@/api/types";

const PART = "part:";
const RECEIPT = "receipt:";

/** Stands for the media_id of the part with this name. */
export const partReference = (name: string): string => PART + name;

/** Stands for the server's id of an earlier command (null when that one was refused or set aside). */
export const receiptReference = (commandId: Id): string => RECEIPT + commandId;

export type Known = Readonly<Record<string, Id | null>>;

/** The payload with every known reference replaced. Text that only looks like one stays as it is. */
export function replaceReferences(value: unknown, media: Known, resolved: Known): unknown {
  if (typeof value === "string") return replaceText(value, media, resolved);
  if (Array.isArray(value)) return value.map((entry) => replaceReferences(entry, media, resolved));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, replaceReferences(entry, media, resolved)]);
  return Object.fromEntries(entries) as unknown;
}

function replaceText(text: string, media: Known, resolved: Known): string | null {
  const [known, name] = text.startsWith(PART) ? [media, text.slice(PART.length)] : [resolved, text.slice(RECEIPT.length)];
  const isReference = text.startsWith(PART) || text.startsWith(RECEIPT);
  return isReference && name in known ? (known[name] ?? null) : text;
}

const UUID = /^receipt:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The commands a payload names by `receiptReference`. */
export function namedCommands(value: unknown): Id[] {
  if (typeof value === "string") return UUID.exec(value)?.slice(1, 2) ?? [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(namedCommands);
}

/**
 * What a guard card says, read from its one possible spelling in CBOR (docs/card-format.md): an array of six items, each
 * of its one type. The reader of cbor.ts already refuses every other spelling.
 */
import { type Cbor, InvalidCbor, isBytes, readCbor, type Bytes } from "./cbor";

/** The facts of a card. Dates are YYYY-MM-DD. */
export interface CardFields {
  number: string;
  name: string;
  issued_on: string;
  expires_on: string | null;
  status_index: number;
  /** First 16 bytes of the SHA-256 of the photo on file, in hex. */
  photo_digest: string | null;
}

/** No issuer can have written these bytes. */
export class InvalidFields extends Error {}

const MAX_NUMBER_BYTES = 48;
const MAX_NAME_BYTES = 96;
const MAX_DAY = 0xffff;
const MAX_INDEX = 0xffff_ffff;
const DIGEST_BYTES = 16;
const DAY_MS = 86_400_000;

// Characters that cannot be seen, or that turn the writing direction: with them two cards could
// look alike and differ. Spelled out, so that phone and server judge alike.
const UNSEEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff\u{e0000}-\u{e00ff}]/u;

const ITEMS = 6;

function demand(condition: boolean): asserts condition {
  if (!condition) throw new InvalidFields();
}

function text(item: Cbor | undefined, longest: number): string {
  demand(typeof item === "string" && item !== "" && new TextEncoder().encode(item).length <= longest);
  demand(!UNSEEN.test(item) && !item.startsWith(" ") && !item.endsWith(" ") && item === item.normalize("NFC"));
  return item;
}

function number(item: Cbor | undefined, largest: number): number {
  demand(typeof item === "number" && item >= 0 && item <= largest);
  return item;
}

const date = (item: Cbor | undefined): string => new Date(number(item, MAX_DAY) * DAY_MS).toISOString().slice(0, 10);

function digest(item: Cbor | undefined): string {
  demand(isBytes(item) && item.length === DIGEST_BYTES);
  return Array.from(item, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function itemsOf(data: Bytes): Cbor[] {
  try {
    const items = readCbor(data);
    demand(Array.isArray(items) && items.length === ITEMS);
    return items;
  } catch (error) {
    throw error instanceof InvalidCbor ? new InvalidFields() : error;
  }
}

/** The six facts of a card. Throws InvalidFields for anything an issuer would not have written. */
export function readCardFields(data: Bytes): CardFields {
  const [certificate, name, issued, expires, index, photo] = itemsOf(data);
  const fields: CardFields = {
    number: text(certificate, MAX_NUMBER_BYTES),
    name: text(name, MAX_NAME_BYTES),
    issued_on: date(issued),
    expires_on: expires === null ? null : date(expires),
    status_index: number(index, MAX_INDEX),
    photo_digest: photo === null ? null : digest(photo),
  };
  demand(fields.expires_on === null || fields.expires_on >= fields.issued_on);
  return fields;
}

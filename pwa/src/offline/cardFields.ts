/**
 * What a guard card says, read from its one possible spelling in CBOR (docs/card-format.md,
 * RFC 8949 section 4.2.1). Written out for exactly one shape, an array of six items, so bytes that
 * come from a stranger reach no general decoder: no tags, no maps, no nesting, no bignums.
 */

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

const UNSIGNED = 0;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const NULL = 0xf6;
const MAX_NUMBER_BYTES = 48;
const MAX_NAME_BYTES = 96;
const MAX_DAY = 0xffff;
const DIGEST_BYTES = 16;
const DAY_MS = 86_400_000;

// Characters that cannot be seen, or that turn the writing direction: with them two cards could
// look alike and differ. Spelled out, so that phone and server judge alike.
const UNSEEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff\u{e0000}-\u{e00ff}]/u;

// Without ignoreBOM a leading U+FEFF would vanish before it could be refused.
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvalidFields(message);
}

/** Reads CBOR items one after another; every length is checked before it is used. */
class Reader {
  private at = 0;

  constructor(private readonly data: Uint8Array) {}

  get finished(): boolean {
    return this.at === this.data.length;
  }

  take(count: number): Uint8Array {
    const end = this.at + count;
    demand(end <= this.data.length, "ends too early");
    const taken = this.data.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  /** The value of an item's head, in its shortest spelling only, at most 32 bits. */
  head(major: number): number {
    const first = this.take(1)[0] ?? 0;
    demand(first >> 5 === major, "an item of another type");
    const info = first & 0x1f;
    if (info < 24) return info;
    demand(info <= 26, "a number out of range");
    const size = 1 << (info - 24);
    const value = this.take(size).reduce((sum, byte) => sum * 256 + byte, 0);
    demand(value >= (size === 1 ? 24 : 2 ** (4 * size)), "not the shortest spelling");
    return value;
  }

  text(longest: number): string {
    const length = this.head(TEXT);
    demand(length > 0 && length <= longest, "a text is empty or too long");
    const bytes = this.take(length);
    try {
      return checkedText(UTF8.decode(bytes));
    } catch (error) {
      throw error instanceof InvalidFields ? error : new InvalidFields("text is not UTF-8");
    }
  }

  date(): string {
    const day = this.head(UNSIGNED);
    demand(day <= MAX_DAY, "a date out of range");
    return new Date(day * DAY_MS).toISOString().slice(0, 10);
  }

  digest(): string {
    demand(this.head(BYTES) === DIGEST_BYTES, "photo_digest has a wrong length");
    return Array.from(this.take(DIGEST_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  index(): number {
    return this.head(UNSIGNED);
  }

  orNull<T>(read: () => T): T | null {
    if (this.data[this.at] !== NULL) return read();
    this.at += 1;
    return null;
  }
}

function checkedText(text: string): string {
  demand(!UNSEEN.test(text), "text holds a character that cannot be seen");
  demand(!text.startsWith(" ") && !text.endsWith(" "), "text begins or ends with a space");
  demand(text === text.normalize("NFC"), "text is not in Unicode form NFC");
  return text;
}

/** The six facts of a card. Throws InvalidFields for anything an issuer would not have written. */
export function readCardFields(data: Uint8Array): CardFields {
  const reader = new Reader(data);
  demand(reader.head(ARRAY) === 6, "not an array of six");
  const fields: CardFields = {
    number: reader.text(MAX_NUMBER_BYTES),
    name: reader.text(MAX_NAME_BYTES),
    issued_on: reader.date(),
    expires_on: reader.orNull(() => reader.date()),
    status_index: reader.index(),
    photo_digest: reader.orNull(() => reader.digest()),
  };
  demand(reader.finished, "bytes left over");
  demand(fields.expires_on === null || fields.expires_on >= fields.issued_on, "expires before it was issued");
  return fields;
}

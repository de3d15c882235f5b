/** The characters a code is made of: without 0 O, 1 I L and U. */
export const CODE_LENGTH = 10;
export const CODE_GROUPS: readonly number[] = [5, 5];

/** A code as typed or pasted: without blanks and dashes, in capitals. */
export function plainCode(text: string): string {
  return text.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/gu, "");
}

/** "ABCDE FGHJK": read aloud and typed in fives. */
export function inFives(code: string): string {
  return code.replace(/(.{5})(?=.)/gu, "$1 ");
}

export interface Handed {
  number: string;
  code: string;
}

/** What the employer's address carries behind its hash sign, or null: #n=<number>&c=<code>. */
export function handedOver(hash: string): Handed | null {
  const values = new URLSearchParams(hash.replace(/^#/u, ""));
  const number = values.get("n") ?? "";
  const code = plainCode(values.get("c") ?? "");
  return number && code.length === CODE_LENGTH ? { number, code } : null;
}

/** 32 random bytes in base64url: the key with which this phone asks how its card stands. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/gu, "-").replace(/\//gu, "_").replace(/=+$/u, "");
}

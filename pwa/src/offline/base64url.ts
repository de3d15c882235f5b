/** Bytes in base64url without padding, also many of them. */
const AT_ONCE = 0x8000;

export function toBase64Url(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string {
  const all = new Uint8Array(bytes);
  let binary = "";
  for (let at = 0; at < all.length; at += AT_ONCE) binary += String.fromCharCode(...all.subarray(at, at + AT_ONCE));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

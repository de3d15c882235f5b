/** SM2 (GB/T 32918.2) with SM3 and the usual user id "1234567812345678": loaded only for a key that asks for it. */
import { sm2 } from "sm-crypto-v2";

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Whether r || s signs the message. @throws Error for a point that is not on the curve */
export function verifySm2(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = hex(publicKey);
  if (!sm2.verifyPublicKey(key)) throw new Error("not a point of the curve");
  return sm2.doVerifySignature(message, hex(signature), key, { hash: true, der: false });
}

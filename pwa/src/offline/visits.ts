/** What this phone signs of a visit that a colleague writes down, and how another one's is read (docs/visit.md). */
import type { Id, SignedConfirmation } from "@/api/types";
import { findDevice, signText } from "./deviceKey";

export interface VisitPlace {
  inspection_id: Id;
  unit_id: Id;
  site_id: Id | null;
}

/** This browser is no registered device of the account, so what it signs counts for nothing. */
export class NotEnrolled extends Error {
  override readonly name = "NotEnrolled";
}

/** The text, and with it everything that cannot be exchanged afterwards. */
function textOf(visit: VisitPlace, account: Id, { device_id, at_ms }: Omit<SignedConfirmation, "signature">): string {
  return ["gangwei-visit-1", visit.inspection_id, visit.unit_id, visit.site_id ?? "-", account, device_id, at_ms].join("\n");
}

export interface OwnConfirmation extends SignedConfirmation {
  public_key: string;
}

/** Confirms that this account was at the visit. @throws NotEnrolled, StorageUnavailable */
export async function signVisit(account: Id, visit: VisitPlace, atMs: number): Promise<OwnConfirmation> {
  const device = await findDevice(account);
  if (!device?.enrolled || device.revoked) throw new NotEnrolled();
  const said = { device_id: device.id, at_ms: atMs };
  const signature = await signText(device.id, textOf(visit, account, said));
  if (signature === null) throw new NotEnrolled();
  return { ...said, signature, public_key: device.public_key };
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/** Whether the key that came along signed exactly this. Whose key it is, only the register knows. */
export async function fitsVisit(visit: VisitPlace, account: Id, said: OwnConfirmation): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey("raw", fromBase64Url(said.public_key), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    const text = new TextEncoder().encode(textOf(visit, account, said));
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, fromBase64Url(said.signature), text);
  } catch {
    return false;
  }
}

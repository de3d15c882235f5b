/** Whose data the store handles now, in this page or in the service worker. Set by account.ts and unattended.ts alone. */
import type { Id } from "@/api/types";

export const accountId: { value: Id | null } = { value: null };

/** Nobody is signed in, so there is nobody to keep anything for. */
export class NobodySignedIn extends Error {
  override readonly name = "NobodySignedIn";
}

/** @throws NobodySignedIn */
export function requireAccount(): Id {
  if (accountId.value === null) throw new NobodySignedIn();
  return accountId.value;
}

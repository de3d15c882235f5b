/** Whose data the store handles now. Set by account.ts alone. */
import { shallowRef } from "vue";
import type { Id } from "@/api/types";

export const accountId = shallowRef<Id | null>(null);

/** Nobody is signed in, so there is nobody to keep anything for. */
export class NobodySignedIn extends Error {
  override readonly name = "NobodySignedIn";
}

/** @throws NobodySignedIn */
export function requireAccount(): Id {
  if (accountId.value === null) throw new NobodySignedIn();
  return accountId.value;
}

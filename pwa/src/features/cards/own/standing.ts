import type { CardOnPhone, CertificateState } from "@/api/types";
import type { Tone } from "@/ui";

/** Older than this, a state is no longer shown as the present one. */
export const FRESH_MS = 24 * 3600 * 1000;

export interface Standing {
  state: CertificateState;
  tone: Tone;
  /** The state was asked too long ago to be believed. */
  old: boolean;
}

/** How a kept card stands now: a day of expiry passes without network too. `today` is YYYY-MM-DD in China. */
export function standingOf(card: CardOnPhone, now: number, today: string): Standing {
  const expired = card.state === "valid" && card.expires_on !== null && card.expires_on < today;
  const state = expired ? "expired" : card.state;
  const age = now - Date.parse(card.as_of);
  // A clock that runs behind makes the state look younger than new: that is no reason to believe it less.
  const old = !(age < FRESH_MS);
  if (state !== "valid") return { state, tone: "not_valid", old };
  return { state, tone: old ? "check" : "valid", old };
}

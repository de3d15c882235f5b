import type { WatchedState } from "@/api/types";
import { t } from "@/app/words";
import { toneOf as certificateTone } from "@/features/certificates";
import type { Tone } from "@/ui";

export const STATES: readonly WatchedState[] = ["valid", "expired", "suspended", "revoked", "cancelled", "superseded", "unknown"];

export function stateWord(state: WatchedState): string {
  return state === "unknown" ? t("watches.states.unknown") : t(`enums.certificate_state.${state}`);
}

/** That there is no such certificate may be a slip of the pen: it needs a look. */
export function toneOf(state: WatchedState): Tone {
  return state === "unknown" ? "check" : certificateTone(state);
}

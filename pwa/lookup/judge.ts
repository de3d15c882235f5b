/**
 * What the page says, from what the card says and what the register answers. Closed: every pair has
 * its own words, and what is not understood is "cannot verify", never "valid".
 */
import type { CardCheck, CardFields } from "../src/offline/credential";
import type { Answer, CertificateState, Found } from "./api";

export type Tone = "valid" | "check" | "not_valid" | "cannot_verify";

export type Line =
  | "forged" | "unknown_key" | "malformed" | "not_a_card" | "unregistered" | "status_unknown" | "unreachable" | "too_many" | "no_match" | "server";

export interface Verdict {
  tone: Tone;
  /** A state of the register, or one of the page's own lines. */
  says: { state: CertificateState; since: string | null } | { line: Line; minutes?: number };
  found: Found | null;
  /** Shown, as what the card says, when the register did not answer. */
  card: CardFields | null;
  /** Asking again may help. */
  retry: boolean;
}

function line(tone: Tone, name: Line, rest: Partial<Verdict> = {}): Verdict {
  return { tone, says: { line: name }, found: null, card: null, retry: false, ...rest };
}

function fromRegister(found: Found): Verdict {
  const tone: Tone = found.state === "valid" ? "valid" : "not_valid";
  const since = found.state === "expired" ? (found.expires_on ?? found.state_since) : found.state_since;
  return { tone, says: { state: found.state, since }, found, card: null, retry: false };
}

/** The card is genuine but the register was silent: only what the card itself proves may be said. */
function fromCard(card: CardFields, today: string): Verdict {
  if (card.expires_on !== null && card.expires_on < today) {
    return { tone: "not_valid", says: { state: "expired", since: card.expires_on }, found: null, card, retry: true };
  }
  return line("check", "status_unknown", { card, retry: true });
}

function silent(answer: Answer): Verdict {
  switch (answer.result) {
    case "too_many":
      return { ...line("cannot_verify", "too_many", { retry: true }), says: { line: "too_many", minutes: answer.minutes } };
    case "unreachable":
      return line("cannot_verify", "unreachable", { retry: true });
    default:
      return line("cannot_verify", "server", { retry: true });
  }
}

/** A scanned card. `today` is YYYY-MM-DD in China. */
export function judgeCard(check: CardCheck, answer: Answer, today: string): Verdict {
  switch (check.outcome) {
    case "not_a_card":
    case "malformed":
    case "unknown_key":
      return line("cannot_verify", check.outcome);
    case "forged":
      return line("not_valid", "forged");
    case "genuine":
      if (answer.result === "found") return fromRegister(answer);
      if (answer.result === "no_match") return line("check", "unregistered", { card: check.fields });
      return fromCard(check.fields, today);
    case "cannot_check":
      // This browser cannot check signatures: the server, which checks them too, alone answers.
      if (answer.result === "found") return fromRegister(answer);
      return answer.result === "no_match" ? line("cannot_verify", "unknown_key") : silent(answer);
    default:
      return line("cannot_verify", "server");
  }
}

/** A typed number and name. */
export function judgeTyped(answer: Answer): Verdict {
  if (answer.result === "found") return fromRegister(answer);
  return answer.result === "no_match" ? line("cannot_verify", "no_match") : silent(answer);
}

/**
 * What the page says, from what the card says and what the register answers. Closed: every pair has
 * its own words, and what is not understood is "cannot verify", never "valid".
 */
import type { CardCheck, CardFields } from "../src/offline/credential";
import type { ListedState } from "../src/offline/statusList";
import type { Answer, CertificateState, Found } from "./api";

export type Tone = "valid" | "check" | "not_valid" | "cannot_verify";

export type Line =
  | "forged" | "revoked_key" | "unknown_key" | "malformed" | "not_a_card" | "unregistered" | "status_unknown" | "unreachable" | "too_many" | "no_match" | "server";

/** What the status list can say against a card, or for it. */
export type Told = Exclude<ListedState, "unlisted">;

/** The signed status list's word on a card, and of when it is. Only a fresh one may say that a card is valid. */
export interface Listed {
  state: ListedState;
  as_of: string;
  fresh: boolean;
}

export interface Verdict {
  tone: Tone;
  /** A state of the register, or one of the page's own lines. */
  says: { state: CertificateState; since: string | null } | { listed: Told; as_of: string } | { line: Line; minutes?: number };
  found: Found | null;
  /** Shown, as what the card says, when the register did not answer. */
  card: CardFields | null;
  /** Asking again may help. */
  retry: boolean;
}

type Genuine = Extract<CardCheck, { outcome: "genuine" }>;

function line(tone: Tone, name: Line, rest: Partial<Verdict> = {}): Verdict {
  return { tone, says: { line: name }, found: null, card: null, retry: false, ...rest };
}

function fromRegister(found: Found): Verdict {
  const tone: Tone = found.state === "valid" ? "valid" : "not_valid";
  const since = found.state === "expired" ? (found.expires_on ?? found.state_since) : found.state_since;
  return { tone, says: { state: found.state, since }, found, card: null, retry: false };
}

/** The card is genuine but the register was silent: only what the card and the signed lists prove may be said. */
function fromCard({ fields: card, planned }: Genuine, listed: Listed | null, today: string): Verdict {
  const rest = { found: null, card, retry: true };
  const bad = listed !== null && listed.state !== "valid" && listed.state !== "unlisted";
  if (bad) return { ...rest, tone: "not_valid", says: { listed: listed.state as Told, as_of: listed.as_of } };
  if (card.expires_on !== null && card.expires_on < today) {
    return { ...rest, tone: "not_valid", says: { state: "expired", since: card.expires_on } };
  }
  if (listed?.state === "valid" && listed.fresh && !planned) return { ...rest, tone: "valid", says: { listed: "valid", as_of: listed.as_of } };
  return line("check", "status_unknown", rest);
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

/** A scanned card. `today` is YYYY-MM-DD in China; `listed` counts only while the register is silent. */
export function judgeCard(check: CardCheck, answer: Answer, today: string, listed: Listed | null = null): Verdict {
  switch (check.outcome) {
    case "not_a_card":
    case "malformed":
    case "unknown_key":
    case "revoked_key":
      return line("cannot_verify", check.outcome);
    case "forged":
      return line("not_valid", "forged");
    case "genuine":
      if (answer.result === "found") return fromRegister(answer);
      if (answer.result === "no_match") return line("check", "unregistered", { card: check.fields });
      return fromCard(check, listed, today);
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

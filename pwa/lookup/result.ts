/** The result on the screen, and the same as plain text to be shared. */
import { showDay, showTime } from "./dates";
import { h, sign } from "./dom";
import type { Verdict } from "./judge";
import { fill, type Language } from "./language";
import { type PageWords, stateName } from "./words";

interface Shown {
  verdict: Verdict;
  words: PageWords;
  language: Language;
}

/** The one line below the big word. */
export function lineOf({ verdict: { says }, words, language }: Shown): string {
  if ("state" in says) return fill(words.states[says.state], { since: showDay(says.since, language) });
  if ("listed" in says) return fill(words.listed[says.listed], { time: showTime(says.as_of, language) });
  return fill(words.lines[says.line], { minutes: String(says.minutes ?? "") });
}

/** Names and values, first what one compares with the card. */
export function factsOf({ verdict, words, language }: Shown): [string, string][] {
  const { found, card } = verdict;
  const source = found ?? card;
  if (!source) return [];
  const { fields } = words;
  const own: [string, string][] = [
    [fields.name, source.name],
    [fields.number, source.number],
  ];
  const dates: [string, string][] = [
    [fields.issued, showDay(source.issued_on, language)],
    [fields.expires, source.expires_on ? showDay(source.expires_on, language) : fields.noExpiry],
  ];
  if (!found) return [...own, ...dates];
  const state: [string, string][] = [
    [fields.state, stateName(words, found.state)],
    [fields.since, showDay(found.state_since, language)],
    [fields.agency, found.agency_name ?? ""],
  ];
  return [...own, ...state, ...dates, [fields.asOf, showTime(found.as_of, language)] as [string, string]].filter(([, value]) => value !== "");
}

/** The result as text for a chat: what it says, as of when, and where to check it. */
export function textOf(shown: Shown, address: string): string {
  const { words, verdict } = shown;
  const facts = factsOf(shown).map(([name, value]) => `${name}: ${value}`);
  const head = `${words.title}: ${words.tones[verdict.tone]}`;
  return [head, lineOf(shown), ...facts, fill(words.shareCheck, { address })].join("\n");
}

function facts(shown: Shown): HTMLElement | null {
  const rows = factsOf(shown).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
  return rows.length > 0 ? h("dl", {}, ...rows) : null;
}

/** Advice on the person before one, where a card was in the hand: compare the face, or report the card. */
function advice({ verdict: { tone, says, card }, words }: Shown, scanned: boolean): HTMLElement | null {
  const silent = "line" in says && ["unreachable", "server", "too_many"].includes(says.line);
  if (!scanned || silent) return null;
  const genuine = tone === "valid" || (card !== null && "line" in says && says.line === "status_unknown");
  return h("p", { class: "next" }, genuine ? words.compare : words.askCard);
}

export interface ResultActions {
  retry: () => void;
  share: () => void;
  /** Only where a card was presented: the proof is built from it. */
  log: (() => void) | null;
}

export function renderResult(shown: Shown, scanned: boolean, actions: ResultActions): HTMLElement {
  const { verdict, words } = shown;
  const buttons = [
    verdict.retry ? h("button", { type: "button", class: "primary", click: actions.retry }, words.again) : null,
    factsOf(shown).length > 0 ? h("button", { type: "button", click: actions.share }, words.share) : null,
    actions.log && factsOf(shown).length > 0 ? h("button", { type: "button", id: "ask-log", click: actions.log }, words.log) : null,
  ];
  return h(
    "section", { class: `card result ${verdict.tone}`, "aria-labelledby": "verdict" },
    h("div", { class: "head" }, sign(verdict.tone), h("h2", { id: "verdict", tabindex: "-1" }, words.tones[verdict.tone])),
    h("p", { class: "line" }, lineOf(shown)),
    advice(shown, scanned),
    verdict.card ? h("p", { class: "note" }, words.fromCard) : null,
    facts(shown),
    buttons.some((button) => button !== null) ? h("div", { class: "buttons" }, ...buttons) : null,
  );
}

/** The public page of a paper: /p/<token> confirms it; behind the hash sign may stand a code that opens it. */
import { showDay } from "./dates";
import { h, sign } from "./dom";
import { confirm, type ConfirmedPaper, digestOf, fetchFile, type Answer } from "./paperApi";
import { wordsOf } from "./paperWords";
import { fill, firstLanguage, keepLanguage, type Language } from "./language";

const token = location.pathname.replace(/^\/p\//, "");
const code = location.hash.slice(1);

let language: Language = firstLanguage();
let answer: Answer | null = null;
let chosen: { name: string; same: boolean } | null = null;
let fetched: { url: string; size: number } | "busy" | "ended" | "unreachable" | null = null;

async function check(): Promise<void> {
  answer = null;
  render();
  answer = await confirm(token);
  render();
  document.getElementById("verdict")?.focus();
}

async function compare(paper: ConfirmedPaper): Promise<void> {
  const file = (document.getElementById("file") as HTMLInputElement | null)?.files?.[0];
  if (!file) return;
  chosen = { name: file.name, same: (await digestOf(file)) === paper.digest };
  render();
  document.getElementById("compared")?.focus();
}

async function take(paper: ConfirmedPaper): Promise<void> {
  fetched = "busy";
  render();
  const file = await fetchFile(token, code);
  if (typeof file === "string") fetched = file;
  // A file that came otherwise than it was made is not offered.
  else fetched = (await digestOf(file)) === paper.digest ? { url: URL.createObjectURL(file), size: file.size } : "unreachable";
  render();
  document.getElementById("save")?.focus();
}

function switchLanguage(): void {
  language = language === "en" ? "zh-CN" : "en";
  keepLanguage(language);
  render();
  document.getElementById("language")?.focus();
}

function header(): HTMLElement {
  const words = wordsOf(language);
  const other = language === "en" ? "zh-CN" : "en";
  return h(
    "header", {},
    h("div", {}, h("p", { class: "system" }, words.system), h("h1", {}, words.title)),
    h("button", { type: "button", id: "language", lang: other, click: switchLanguage }, words.language),
  );
}

function verdict(tone: string, id: string, title: string, ...rest: (Node | null)[]): HTMLElement {
  const head = h("div", { class: "head" }, sign(tone), h("h2", { id, tabindex: "-1", class: "said" }, title));
  return h("section", { class: `card result ${tone}` }, head, ...rest);
}

function facts(paper: ConfirmedPaper): HTMLElement {
  const words = wordsOf(language);
  const rows: [string, string][] = [
    [words.fields.number, paper.number],
    [words.fields.date, showDay(new Date(paper.dated_at).toLocaleDateString("en-CA", { timeZone: "Asia/Shanghai" }), language)],
    [words.fields.agency, paper.agency_name],
    [words.fields.unit, paper.unit_name],
    [words.fields.pages, String(paper.pages)],
    [words.fields.digest, paper.digest.replace(/(.{8})/g, "$1 ").trim()],
  ];
  return h("dl", {}, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function comparison(paper: ConfirmedPaper): HTMLElement {
  const words = wordsOf(language);
  const file = h("input", { type: "file", id: "file", accept: "application/pdf,.pdf", change: () => void compare(paper) });
  const said = chosen && verdict(
    chosen.same ? "valid" : "not_valid", "compared", chosen.same ? words.same : words.differs,
    h("p", {}, chosen.name), h("p", { class: "line" }, chosen.same ? words.sameLine : words.differsLine),
  );
  return h(
    "section", { class: "card" },
    h("h2", {}, words.compareTitle), h("p", { class: "help" }, words.digestNote),
    h("div", { class: "field" }, h("label", { for: "file" }, words.choose), file, h("p", { class: "help" }, words.compareHelp)),
    h("div", { role: "status" }, said),
  );
}

function taking(paper: ConfirmedPaper): HTMLElement | null {
  if (code === "") return null;
  const words = wordsOf(language);
  const ready = fetched !== null && typeof fetched === "object" ? fetched : null;
  const name = `${paper.number}.pdf`;
  const offer = ready
    ? [h("a", { id: "save", class: "save", href: ready.url, download: name }, fill(words.save, { size: String(Math.ceil(ready.size / 1024)) })), h("p", { class: "help" }, words.saveHelp)]
    : [h("button", { type: "button", class: "primary", disabled: fetched === "busy", click: () => void take(paper) }, fetched === "busy" ? words.opening : words.open)];
  const note = fetched === "ended" ? words.ended : fetched === "unreachable" ? words.unreachable : null;
  return h(
    "section", { class: "card" },
    h("h2", {}, words.takeTitle), h("p", {}, words.takeLine),
    h("div", { role: "status", class: "error" }, note), ...offer,
  );
}

function main(): HTMLElement {
  const words = wordsOf(language);
  if (answer === null) return h("main", {}, h("p", { class: "card busy", role: "status" }, words.loading));
  if (answer.result === "found") {
    const { paper } = answer;
    const found = verdict("valid", "verdict", words.found, h("p", { class: "line" }, words.kinds[paper.kind]), h("p", { class: "next" }, words.foundLine), facts(paper));
    return h("main", {}, found, taking(paper), comparison(paper));
  }
  if (answer.result === "none") return h("main", {}, verdict("not_valid", "verdict", words.none, h("p", { class: "line" }, words.noneLine)));
  const line = answer.result === "too_many" ? fill(words.tooMany, { minutes: String(answer.minutes) }) : words.unreachable;
  return h("main", {}, verdict("cannot_verify", "verdict", line, h("button", { type: "button", click: () => void check() }, words.again)));
}

function footer(): HTMLElement {
  const words = wordsOf(language);
  return h("footer", { class: "card" }, h("h2", {}, words.officialTitle), h("p", {}, fill(words.official, { host: location.host })), h("p", {}, words.never));
}

function render(): void {
  document.documentElement.lang = language;
  document.title = wordsOf(language).title;
  document.getElementById("page")?.replaceChildren(header(), main(), footer());
}

void check();

/** The public page: /c/<digits> checks a presented card, /lookup a typed number and name. */
import { lookUp } from "./api";
import { today } from "./dates";
import { h } from "./dom";
import { missingFields, renderForm, type Typed } from "./form";
import { judgeCard, judgeTyped, type Verdict } from "./judge";
import { renderResult, type ResultActions, textOf } from "./result";
import { fill, firstLanguage, keepLanguage, type Language } from "./language";
import { loadWords, pageWords } from "./words";

const digits = location.pathname.startsWith("/c/") ? location.pathname.slice("/c/".length) : null;

let language: Language = "zh-CN";
let typed: Typed = { number: "", name: "" };
let wrong: (keyof Typed)[] = [];
let verdict: Verdict | null = null;
let scanned = false;
let busy = false;
let notice = "";
/** What the public log proved, drawn in the present language. */
let drawProof: (() => HTMLElement) | null = null;

/** Signature and register are asked at once: the slower of the two sets the time, not their sum. */
async function judgePresented(text: string): Promise<Verdict> {
  const asked = lookUp({ credential: text });
  const card = await import("./card").catch(() => null);
  const [checked, answer] = await Promise.all([card?.checkCard(text), asked]);
  const silent = answer.result !== "found" && answer.result !== "no_match";
  const listed = card && checked && silent ? await card.listedState(checked) : null;
  return judgeCard(checked?.check ?? { outcome: "cannot_check" }, answer, today(), listed);
}

async function run(work: () => Promise<Verdict>, isScan: boolean): Promise<void> {
  [busy, verdict, notice, scanned, drawProof] = [true, null, "", isScan, null];
  render();
  verdict = await work();
  busy = false;
  render();
  document.getElementById("verdict")?.focus({ preventScroll: false });
}

function submit(next: Typed): void {
  typed = next;
  wrong = missingFields(next);
  if (wrong.length > 0) {
    render();
    document.getElementById("summary")?.focus();
    return;
  }
  void run(async () => judgeTyped(await lookUp(next)), false);
}

function retry(): void {
  if (scanned && digits !== null) void run(() => judgePresented(digits), true);
  else submit(typed);
}

async function checkLog(text: string): Promise<void> {
  [busy, drawProof] = [true, null];
  render();
  try {
    const { askLog, renderProof } = await import("./inclusion");
    const proof = await askLog(text);
    drawProof = () => renderProof(proof, language);
  } catch {
    notice = pageWords().lines.unreachable; // the module itself could not be had
  }
  busy = false;
  render();
  document.getElementById("log-title")?.focus();
}

async function share(): Promise<void> {
  if (!verdict) return;
  const words = pageWords();
  const address = location.origin + (scanned ? location.pathname : "/lookup");
  const text = textOf({ verdict, words, language }, address);
  try {
    if (typeof navigator.share === "function") return await navigator.share({ title: words.title, text });
    await navigator.clipboard.writeText(text);
    notice = words.copied;
  } catch (error) {
    // Closing the phone's own sheet is not a failure.
    if (error instanceof DOMException && error.name === "AbortError") return;
    notice = words.copyFailed;
  }
  render();
}

async function switchLanguage(): Promise<void> {
  language = await loadWords(language === "en" ? "zh-CN" : "en", language);
  notice = "";
  keepLanguage(language);
  render();
  document.getElementById("language")?.focus();
}

function header(): HTMLElement {
  const words = pageWords();
  const other = language === "en" ? "zh-CN" : "en";
  return h(
    "header", {},
    h("div", {}, h("p", { class: "system" }, words.system), h("h1", {}, words.title)),
    h("button", { type: "button", id: "language", lang: other, click: () => void switchLanguage() }, words.language),
  );
}

function footer(): HTMLElement {
  const words = pageWords();
  return h(
    "footer", { class: "card" },
    h("h2", {}, words.officialTitle),
    h("p", {}, fill(words.official, { host: location.host })),
    h("p", {}, words.never),
  );
}

function actions(): ResultActions {
  const log = scanned && digits !== null ? () => void checkLog(digits) : null;
  return { retry, share: () => void share(), log };
}

function body(): HTMLElement {
  const words = pageWords();
  const result = verdict ? renderResult({ verdict, words, language }, scanned, actions()) : null;
  return h(
    "main", {},
    h("div", { role: "status", "aria-live": "polite" }, busy ? h("p", { class: "card busy" }, words.loading) : null, notice ? h("p", { class: "note" }, notice) : null),
    result,
    drawProof?.() ?? null,
    renderForm(words, typed, wrong, submit),
  );
}

function render(): void {
  keepTyped();
  document.documentElement.lang = language;
  document.title = pageWords().title;
  document.getElementById("page")?.replaceChildren(header(), body(), footer());
}

/** The page is drawn anew: what stands in the fields must not be lost with the old ones. */
function keepTyped(): void {
  const form = document.querySelector("form");
  if (!form) return;
  const data = new FormData(form);
  typed = { number: String(data.get("number") ?? ""), name: String(data.get("name") ?? "") };
}

async function start(): Promise<void> {
  const work = digits === null ? null : judgePresented(digits);
  language = await loadWords(firstLanguage(), language);
  if (work === null) render();
  else await run(() => work, true);
}

void start();

/**
 * Whether the card in the hand stands in the public log (docs/transparency.md): its entries are built from the card itself and
 * proven into a checkpoint that a key for lists signed. Loaded when somebody asks for it.
 */
import type { Bytes } from "../src/offline/cbor";
import { type Checkpoint, fromBase64, fromHex, readCheckpoint } from "../src/offline/checkpoint";
import { fromDigits } from "../src/offline/credential";
import { isIncluded, leafHash, sha256 } from "../src/offline/merkle";
import { checkCard } from "./card";
import { showDay, showTime } from "./dates";
import { h } from "./dom";
import { fill, type Language } from "./language";

const KINDS = ["issue", "suspend", "reinstate", "revoke", "cancel", "replace"] as const;
type Kind = (typeof KINDS)[number];

export interface Entry {
  kind: Kind;
  /** s since 1970. */
  at: number;
  taken_over: boolean;
  effective_on: string;
  /** Its place; null while it waits for one. */
  index: number | null;
}

export type Proof =
  | { outcome: "proven" | "waiting"; entries: Entry[]; checkpoint: Checkpoint }
  | { outcome: "not_there" | "wrong" | "unreachable" | "too_many" };

const TIMEOUT_MS = 12_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the log proves of a presented card. Never throws: silence is an answer too. */
export async function askLog(digits: string): Promise<Proof> {
  const payload = fromDigits(digits);
  const [{ trust }, answer] = await Promise.all([checkCard(digits), ask(digits)]);
  if (answer === "too_many") return { outcome: "too_many" };
  if (payload === null || trust === null || answer === null) return { outcome: "unreachable" };
  try {
    const checkpoint = await readCheckpoint(fromBase64(String(answer["checkpoint"])), trust);
    const listed = answer["entries"];
    if (!Array.isArray(listed)) return { outcome: "wrong" };
    if (listed.length === 0) return { outcome: "not_there" };
    const subject = await sha256(payload);
    const entries = await Promise.all(listed.map((one) => prove(one as Record<string, unknown>, subject, checkpoint)));
    return { outcome: entries.some(({ index }) => index === null) ? "waiting" : "proven", entries, checkpoint };
  } catch {
    // Not signed, not of the form, or no proof: all the same to who asked.
    return { outcome: "wrong" };
  }
}

async function ask(digits: string): Promise<Record<string, unknown> | "too_many" | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => { controller.abort(); }, TIMEOUT_MS);
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  try {
    const body = JSON.stringify({ credential: digits });
    const response = await fetch("/api/log/card", { method: "POST", headers, body, signal: controller.signal, credentials: "same-origin", cache: "no-store" });
    if (response.status === 429) return "too_many";
    return response.ok ? ((await response.json()) as Record<string, unknown>) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Throws where the entry is not of the form, or not in the tree. */
async function prove(told: Record<string, unknown>, subject: Bytes, { size, root }: Checkpoint): Promise<Entry> {
  const { kind, at, taken_over, effective_on, index, hashes } = told;
  const known = KINDS.find((one) => one === kind);
  const sound = known && typeof at === "number" && typeof taken_over === "boolean" && typeof effective_on === "string" && DAY.test(effective_on);
  if (!sound || !Array.isArray(hashes) || (index !== null && typeof index !== "number")) throw new Error("form");
  const entry = { kind: known, at, taken_over, effective_on, index };
  const leaf = await leafHash(leafBytes(entry, await contentHash(fromHex(told["salt"]), subject, effective_on, fromHex(told["record"]))));
  if (index !== null && !(await isIncluded(leaf, index, size, hashes.map(fromHex), root))) throw new Error("proof");
  return entry;
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** SHA-256(salt || CBOR [subject, effective on, record]) */
function contentHash(salt: Uint8Array, subject: Uint8Array, effective_on: string, record: Uint8Array): Promise<Bytes> {
  return sha256(salt, Uint8Array.of(0x83, 0x58, 32), subject, Uint8Array.of(0x6a), text(effective_on), Uint8Array.of(0x58, 32), record);
}

/** CBOR [kind, at, taken over, content] */
function leafBytes({ kind, at, taken_over }: Entry, content: Uint8Array): Uint8Array {
  const name = text(kind);
  // From 1970-01-01T18:12:16 to 2106 an instant is spelled in four bytes.
  if (!Number.isInteger(at) || at < 2 ** 16 || at >= 2 ** 32) throw new Error("instant");
  const seconds = [24, 16, 8, 0].map((shift) => (at >>> shift) & 0xff);
  return Uint8Array.from([0x84, 0x60 | name.length, ...name, 0x1a, ...seconds, taken_over ? 0xf5 : 0xf4, 0x58, 32, ...content]);
}

const zh = {
  title: "公开日志",
  proven: "此证在公开日志中，证明已在本机核对。",
  waiting: "此证刚刚写入公开日志，一分钟内编号。请稍后再查。",
  not_there: "公开日志中没有此证。请向当地公安机关查询。",
  wrong: "公开日志给出的证明不成立。请告诉当地公安机关。",
  unreachable: "现在不能查询公开日志。请稍后再试。",
  too_many: "查询次数太多。请稍后再试。",
  kinds: { issue: "核发", suspend: "暂停", reinstate: "恢复", revoke: "吊销", cancel: "注销", replace: "换发新证" } as Record<Kind, string>,
  entry: "第 {index} 条，{time}写入，{day}起生效",
  taken: "第 {index} 条，{day}起生效；早于日志，{time}补录",
  pending: "等待编号",
  checkpoint: "检查点",
  signed: "共 {size} 条，{time}签名",
};

const en: typeof zh = {
  title: "Public log",
  proven: "This certificate is in the public log. The proof was checked on this device.",
  waiting: "This certificate was written into the public log a moment ago and gets its place within a minute. Ask again later.",
  not_there: "This certificate is not in the public log. Ask the local police.",
  wrong: "The proof given by the public log does not hold. Tell the local police.",
  unreachable: "The public log cannot be asked just now. Try again later.",
  too_many: "Too many questions. Try again later.",
  kinds: { issue: "Issued", suspend: "Suspended", reinstate: "Reinstated", revoke: "Revoked", cancel: "Cancelled", replace: "Replaced" },
  entry: "entry {index}, written {time}, in effect since {day}",
  taken: "entry {index}, in effect since {day}; older than the log, taken over {time}",
  pending: "waits for its place",
  checkpoint: "Checkpoint",
  signed: "{size} entries, signed {time}",
};

const moment = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The answer on the screen. */
export function renderProof(proof: Proof, language: Language): HTMLElement {
  const words = language === "en" ? en : zh;
  const good = proof.outcome === "proven";
  const rows = "entries" in proof ? [...proof.entries.map((entry) => row(words.kinds[entry.kind], line(entry))), row(words.checkpoint, signed(proof.checkpoint))] : [];

  function line({ index, at, taken_over, effective_on }: Entry): string {
    if (index === null) return words.pending;
    const time = showTime(moment(at), language);
    return fill(taken_over ? words.taken : words.entry, { index: String(index), time, day: showDay(effective_on, language) });
  }

  function signed({ size, at }: Checkpoint): string {
    return fill(words.signed, { size: String(size), time: showTime(moment(at), language) });
  }

  return h(
    "section", { class: "card", id: "log", "aria-labelledby": "log-title" },
    h("h2", { id: "log-title", tabindex: "-1" }, words.title),
    h("p", { class: good ? "line" : "next" }, words[proof.outcome]),
    rows.length > 0 ? h("dl", {}, ...rows) : null,
  );
}

const row = (name: string, value: string): HTMLElement => h("div", {}, h("dt", {}, name), h("dd", {}, value));

/**
 * The public log as this phone saw it: it keeps the last checkpoint, asks for the proof that the next one follows from it,
 * and where none can be given keeps both and reports them. Nobody but the phones of many officers can notice that the
 * register's past was rewritten; each needs to remember only 250 bytes.
 */
import { type Checkpoint, CHECKPOINT_PATH, compare, type Comparison, fromHex, readCheckpoint, toBase64 } from "./checkpoint";
import { readSetting, writeSetting } from "./db";
import { type Fork, fork, keepFork, loadFork } from "./fork";
import { knownLists } from "./lists";

const KEPT = "log.checkpoint";
const TIMEOUT_MS = 20_000;

let refreshing: Promise<Comparison> | null = null;

/** Asks for the newest checkpoint and compares it with the one kept. Never throws: without network nothing changes. */
export function refreshCheckpoint(): Promise<Comparison> {
  refreshing ??= refresh()
    .catch((): Comparison => "unknown")
    .finally(() => { refreshing = null; });
  return refreshing;
}

async function refresh(): Promise<Comparison> {
  await loadFork();
  const { trust } = await knownLists();
  const response = trust && (await ask(CHECKPOINT_PATH));
  if (!trust || !response?.ok) return "unknown";
  const came = await readCheckpoint(new Uint8Array(await response.arrayBuffer()), trust);
  const known = (await readSetting<Checkpoint>(KEPT)) ?? null;
  const how = known ? await compare(known, came, prove) : "grown";
  if (how === "grown" || (how === "same" && known && came.at > known.at)) await writeSetting(KEPT, came);
  // The first fork is kept, and the checkpoint from before it stays the one that is compared with.
  if (how === "fork" && known && !fork.value) await keepFork({ known: known.bytes, offered: came.bytes, found_at: Date.now(), reported: false });
  if (fork.value && !fork.value.reported) await report(fork.value);
  return how;
}

async function report(seen: Fork): Promise<void> {
  const body = JSON.stringify({ known: toBase64(seen.known), offered: toBase64(seen.offered) });
  const response = await ask("/api/log/forks", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  if (!response?.ok) return;
  await keepFork({ ...seen, reported: true });
}

async function prove(from: number, to: number): Promise<Uint8Array[] | "none" | null> {
  const response = await ask(`/api/log/consistency?from=${String(from)}&to=${String(to)}`);
  if (response?.status === 422) return "none";
  if (!response?.ok) return null;
  const answer = (await response.json()) as { hashes?: unknown };
  return Array.isArray(answer.hashes) ? answer.hashes.map(fromHex) : null;
}

async function ask(path: string, init: RequestInit = {}): Promise<Response | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => { controller.abort(); }, TIMEOUT_MS);
  try {
    return await fetch(path, { ...init, signal: controller.signal, credentials: "omit", cache: "no-store" });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** What is asked about papers. */
import { get, send } from "@/api/client";
import type { Id, Paper, TakeAlong } from "@/api/types";

/** A paper that no worker has made yet is made while one waits. */
const MAKING_MS = 30_000;

export type About = { inspection_id: Id } | { notice_id: Id };

export async function listPapers(about: About, signal: AbortSignal): Promise<Paper[]> {
  return (await get<{ items: Paper[] }>("/api/papers", { query: { ...about }, signal, timeoutMs: MAKING_MS })).items;
}

export function fileUrl(id: Id): string {
  return `/api/papers/${id}/file`;
}

/** A code that opens the paper. No command: its answer is a secret that the server keeps nowhere. */
export function takeAlong(id: Id): Promise<TakeAlong> {
  return send("POST", `/api/papers/${id}/take-along`);
}

/** What the screens of rectification ask the server. */
import { command, get, type Answer } from "@/api";
import type { ClosureBasis, Id, IsoDate, Media, Notice, NoticeCount, NoticeSummary, Page, PenaltyProvision } from "@/api/types";

/** A photo over a weak signal. */
const PICTURE_MS = 60_000;

export interface NoticeFilter {
  state?: string;
  overdue?: boolean;
  recheck_requested?: boolean;
  escalated?: boolean;
  unit_id?: Id;
  site_id?: Id;
  inspection_id?: Id;
  sort?: "issued" | "due";
  limit?: number;
}

export function listNotices(filter: NoticeFilter, cursor: string | undefined, signal?: AbortSignal): Promise<Page<NoticeSummary>> {
  return get("/api/notices", { query: { ...filter, cursor }, ...(signal && { signal }) });
}

export function getNotice(id: Id, signal?: AbortSignal): Promise<Notice> {
  return get(`/api/notices/${id}`, signal ? { signal } : {});
}

export function countNotices(): Promise<NoticeCount> {
  return get("/api/notices/count");
}

export function photoUrl(noticeId: Id, mediaId: Id): string {
  return `/api/notices/${noticeId}/photos/${mediaId}`;
}

export async function listProvisions(): Promise<PenaltyProvision[]> {
  return (await get<{ items: PenaltyProvision[] }>("/api/penalty-provisions")).items;
}

/** Sends a photo; the key is the photo's own, so that one sent twice is kept once. */
export async function sendPhoto(photo: Blob, key: string): Promise<Id> {
  return (await command<Media>("POST", "/api/media?kind=answer_photo", photo, { idempotencyKey: key, timeoutMs: PICTURE_MS })).data.id;
}

function act(id: Id, what: string, body: object, idempotencyKey: string): Promise<Answer<Notice>> {
  return command("POST", `/api/notices/${id}/${what}`, body, { idempotencyKey });
}

export function answerNotice(id: Id, input: { item_ids: Id[]; text: string; media_ids: Id[] }, key: string): Promise<Answer<Notice>> {
  return act(id, "answers", input, key);
}

export function requestRecheck(id: Id, note: string, key: string): Promise<Answer<Notice>> {
  return act(id, "recheck-requests", { note }, key);
}

export function extendNotice(id: Id, input: { version: number; due_on: IsoDate; reason: string }, key: string): Promise<Answer<Notice>> {
  return act(id, "extensions", input, key);
}

export function closeNotice(id: Id, input: { version: number; basis: ClosureBasis; note: string }, key: string): Promise<Answer<Notice>> {
  return act(id, "closure", input, key);
}

export interface ProposalInput {
  version: number;
  provision_id: Id;
  amount_yuan: number | null;
  reason: string;
}

export function proposePenalty(id: Id, input: ProposalInput, key: string): Promise<Answer<Notice>> {
  return act(id, "penalty-proposals", input, key);
}

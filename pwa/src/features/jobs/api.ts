import { command, get, type Answer } from "@/api/client";
import type { Id, Job, Page } from "@/api/types";

export function listJobs(cursor?: string, signal?: AbortSignal): Promise<Page<Job>> {
  return get("/api/jobs", { query: { cursor }, ...(signal && { signal }) });
}

export function getJob(id: Id, signal?: AbortSignal): Promise<Job> {
  return get(`/api/jobs/${id}`, signal ? { signal } : {});
}

export function cancelJob(id: Id, idempotencyKey: string): Promise<Answer<Job>> {
  return command("POST", `/api/jobs/${id}/cancellation`, {}, { idempotencyKey });
}

export function retryJob(id: Id, idempotencyKey: string): Promise<Answer<Job>> {
  return command("POST", `/api/jobs/${id}/retry`, {}, { idempotencyKey });
}

/** Asks for the list one is looking at as a file; `filter` is what the list was asked with. */
export function askExport(
  path: string,
  language: string,
  filter: object,
  idempotencyKey: string,
): Promise<Answer<Job>> {
  return command("POST", path, { language, filter }, { idempotencyKey });
}

/** Where the file of a job that is done is fetched. */
export function fileUrl(id: Id): string {
  return `/api/exports/${id}/file`;
}

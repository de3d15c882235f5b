import { get } from "@/api/client";
import type { AuditEvent, Page } from "@/api/types";

export interface AuditQuery {
  action?: string;
  subject_type?: string;
  subject_id?: string;
}

/** The record of acts, newest first, as far as one's permission and reach go. */
export function listAuditEvents(
  query: AuditQuery,
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<AuditEvent>> {
  return get("/api/audit-events", { query: { ...query, cursor }, ...(signal && { signal }) });
}

import { command, get, getTagged, search, type Answer } from "@/api";
import type { DayPlan, Id, IsoDate, Officer, Page, Position, StopInput, Task, TaskState } from "@/api/types";

export interface TaskFilter {
  scope?: "mine" | "agency" | "area";
  state?: TaskState;
  unit_id?: Id;
  site_id?: Id;
  inspection_id?: Id;
  overdue?: boolean;
  limit?: number;
}

export function listTasks(filter: TaskFilter, cursor: string | undefined, signal?: AbortSignal): Promise<Page<Task>> {
  return get("/api/tasks", { query: { ...filter, cursor }, ...(signal && { signal }) });
}

/** The nearest tasks; the position is in the body, so that no address holds it, and it is not kept. */
export async function listNearby({ latitude, longitude }: Position, signal: AbortSignal): Promise<Task[]> {
  return (await search<{ items: Task[] }>("/api/tasks/nearby", { latitude, longitude, limit: 50 }, { signal })).items;
}

export function getTask(id: Id, signal?: AbortSignal): Promise<Answer<Task>> {
  return getTagged(`/api/tasks/${id}`, signal ? { signal } : {});
}

export function assignTask(id: Id, accountId: Id | null, ifMatch: string, idempotencyKey: string): Promise<Answer<Task>> {
  return command("PATCH", `/api/tasks/${id}`, { assigned_to_id: accountId }, { ifMatch, idempotencyKey });
}

export function dropTask(id: Id, reason: string, idempotencyKey: string): Promise<Answer<Task>> {
  return command("POST", `/api/tasks/${id}/dismissal`, { reason }, { idempotencyKey });
}

export function getPlan(day: IsoDate, signal?: AbortSignal): Promise<Answer<DayPlan>> {
  return getTagged(`/api/plans/${day}`, signal ? { signal } : {});
}

/** Replaces the plan that `ifMatch` names; 412 when another phone changed it meanwhile. */
export function putPlan(day: IsoDate, stops: StopInput[], ifMatch: string): Promise<Answer<DayPlan>> {
  return command("PUT", `/api/plans/${day}`, { stops }, { ifMatch });
}

export async function searchOfficers(q: string, signal: AbortSignal): Promise<Officer[]> {
  return (await get<Page<Officer>>("/api/officers", { query: { q }, signal })).items;
}

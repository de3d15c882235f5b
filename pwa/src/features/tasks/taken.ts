/** Tasks and plan: from the server where it answers, else from what the phone took along. A refusal is no reason to look there. */
import { ApiProblem, NetworkError } from "@/api";
import type { DayPlan, Id, Instant, Position, Task } from "@/api/types";
import { account } from "@/app/session";
import { today } from "@/app/words";
import { distanceBetween, getFieldPack, openFieldPack, type StoredFieldPack } from "@/offline";

export interface Taken<T> {
  value: T;
  /** When the phone's copy was made. */
  as_of: Instant;
}

export function isSilence(error: unknown): boolean {
  if (error instanceof NetworkError) return error.kind !== "aborted";
  return error instanceof ApiProblem && error.status >= 500;
}

/** `asks`: a locked pack is worth asking the officer for his PIN; what only adds a line to a page takes it as it is. */
async function fromPack<T>(pick: (pack: StoredFieldPack) => T | null, asks = true): Promise<Taken<T> | null> {
  const pack = await (asks ? openFieldPack() : getFieldPack()).catch(() => null);
  const value = pack && pick(pack);
  return pack && value !== null ? { value: value as T, as_of: pack.as_of } : null;
}

/** The open tasks taken along; null when the phone has none, or they are locked. */
export function takenTasks(whose: "mine" | "area", asks = true): Promise<Taken<Task[]> | null> {
  return fromPack((pack) => (pack.tasks ?? []).filter((task) => whose === "area" || task.assigned_to_id === account.value?.id), asks);
}

export function takenTask(id: Id): Promise<Taken<Task> | null> {
  return fromPack((pack) => (pack.tasks ?? []).find((task) => task.id === id) ?? null);
}

/** The plan that was made for the day when the pack was fetched. */
export function takenPlan(day = today(), asks = true): Promise<Taken<DayPlan> | null> {
  return fromPack((pack) => (pack.plan?.day === day ? pack.plan : null), asks);
}

/** The tasks taken along by distance, as the server would list them. */
export function takenNearby(position: Position): Promise<Taken<Task[]> | null> {
  return fromPack((pack) => nearest(pack, position));
}

function nearest(pack: StoredFieldPack, position: Position): Task[] {
  const found = (pack.tasks ?? []).flatMap((task) => {
    const sites = pack.sites.filter((site) => (task.site_id === null ? site.unit_id === task.unit_id : site.id === task.site_id));
    const far = sites.flatMap(({ name, latitude, longitude }) =>
      latitude === null || longitude === null ? [] : [{ name, metres: Math.round(distanceBetween(position, { latitude, longitude })) }]);
    const first = far.sort((a, b) => a.metres - b.metres)[0];
    return first ? [{ ...task, distance_m: first.metres, near_site_name: first.name }] : [];
  });
  return found.sort((a, b) => a.distance_m - b.distance_m);
}

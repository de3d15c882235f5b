import type { DutyRule, Stop, Task } from "@/api/types";
import { formatDate, formatDistance, language, t, today } from "@/app/words";
import type { Tone } from "@/ui";

const DAY_MS = 86_400_000;

export const ruleTitle = (rule: DutyRule): string => (language() === "en" ? rule.title_en : rule.title_zh);

/** What is to be visited; the rule itself where any units will do. */
export function titleOf(task: Task): string {
  if (task.site_name !== null) return `${task.site_name} · ${task.unit_name ?? ""}`;
  return task.unit_name ?? (task.rule ? ruleTitle(task.rule) : t(`tasks.kind.${task.kind}`));
}

export const nameOfStop = (stop: Stop): string => stop.site_name ?? stop.unit_name;

/** Days from today to the day it is due; negative when it is past. */
export function daysLeft(task: Pick<Task, "due_on">, now = today()): number {
  return Math.round((Date.parse(task.due_on) - Date.parse(now)) / DAY_MS);
}

/** When it is due, as one says it. */
export function dueWords(task: Task): string {
  if (task.state === "done") return t("tasks.doneOn", { date: formatDate(task.closed_at) });
  if (task.state === "dropped") return t(`tasks.reasons.${task.reason ?? "missed"}`);
  const days = daysLeft(task);
  if (days < 0) return t("tasks.overdue", { count: -days });
  if (days === 0) return t("tasks.dueToday");
  return days <= 14 ? t("tasks.dueIn", { count: days }) : t("tasks.dueOn", { date: formatDate(task.due_on) });
}

export function toneOf(task: Task): Tone | "neutral" {
  if (task.state === "done") return "valid";
  if (task.state === "dropped") return "neutral";
  return daysLeft(task) < 0 ? "not_valid" : daysLeft(task) <= 3 ? "check" : "neutral";
}

/** The line below the title: what for, how many, how far, who. */
export function mutedOf(task: Task): string {
  return [
    task.unit_id === null ? null : t(`tasks.kind.${task.kind}`),
    task.needed > 1 ? t("tasks.progress", { visits: task.visits, needed: task.needed }) : null,
    task.distance_m === null ? null : t("tasks.near", { distance: formatDistance(task.distance_m), site: task.near_site_name ?? "" }),
    task.agency_name,
    task.assigned_to_name,
    task.yearly?.collides ? t("tasks.collides", { cap: task.yearly.cap }) : null,
  ].filter(Boolean).join(" · ");
}

/** What opens a visit there: unit, site and, for a re-check, the notice. */
export function visitOf(place: { unit_id: string; site_id: string | null }, notice: string | null): { path: string; query: Record<string, string> } {
  return { path: "/visit", query: { unit: place.unit_id, ...(place.site_id && { site: place.site_id }), ...(notice && { notice }) } };
}

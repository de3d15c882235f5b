import type { RouteLocationRaw, Router } from "vue-router";
import type { UnitWarning } from "@/api/types";
import { formatDate, formatDateTime, t, today } from "@/app/words";
import type { Tone } from "@/ui";

const DAY_MS = 86_400_000;

/** Days from today; negative when the day is past. */
export function daysUntil(day: string, now = today()): number {
  return Math.round((Date.parse(day) - Date.parse(now)) / DAY_MS);
}

/** Since when, or by when, as one says it. */
export function whenWords(warning: UnitWarning): string {
  if (warning.state === "done") return t("warnings.doneAt", { time: formatDateTime(warning.done_at) });
  if (warning.due_on === null) return t("warnings.since", { date: formatDate(warning.since) });
  const days = daysUntil(warning.due_on);
  if (days < 0) return t("warnings.overdue", { count: -days });
  return days === 0 ? t("warnings.dueToday") : t("warnings.dueIn", { count: days, date: formatDate(warning.due_on) });
}

/** What it is about: a name, and where nobody bears it any more, the number. */
export function nameOf(warning: UnitWarning): string {
  return warning.subject_name ?? warning.subject_number ?? t("warnings.nameless");
}

/** What to add to the name: how many sites are concerned, until when it is set aside. */
export function moreOf(warning: UnitWarning): string {
  return [
    warning.sites ? t("warnings.sites", { count: warning.sites }) : null,
    warning.short === null ? null : t("warnings.short", { needed: warning.needed ?? 0, able: warning.able ?? 0, short: warning.short }),
    warning.muted_until ? t("warnings.mutedUntil", { date: formatDate(warning.muted_until), name: warning.muted_by_name ?? "" }) : null,
  ].filter(Boolean).join(" · ");
}

export function briefOf(warning: UnitWarning): string {
  return [t(`warnings.kind.${warning.kind}`), whenWords(warning), moreOf(warning)].filter(Boolean).join(" · ");
}

/** Where to see to it; undefined while this app has no page for it. */
export function placeOf(warning: UnitWarning, router: Router): RouteLocationRaw | undefined {
  const name = warning.subject_type === "employment" ? "guard-file" : warning.subject_type;
  return router.hasRoute(name) ? { name, params: { id: warning.subject_id } } : undefined;
}

export function toneOf(warning: UnitWarning): Tone {
  if (warning.state === "done") return "valid";
  if (warning.state === "muted" || warning.urgency > 2) return "neutral";
  return warning.urgency === 1 ? "not_valid" : "check";
}

export function stateWord(warning: UnitWarning): string {
  if (warning.state !== "open") return t(`warnings.states.${warning.state}`);
  return t(warning.urgency === 1 ? "warnings.urgency.today" : warning.urgency === 2 ? "warnings.urgency.soon" : "warnings.urgency.later");
}

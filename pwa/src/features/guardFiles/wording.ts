import type { SiteCheck } from "@/api/types";
import { formatDate, t, today, tryWords } from "@/app/words";
import { valuesOf, type Entry, type Section } from "./sections";

/** A kind in words; each section has its own. */
export function kindWords(section: Section["name"], kind: string): string {
  return tryWords(`guardFiles.kinds.${section}.${kind}`) ?? kind;
}

/** The head of an entry's row. */
export function titleOf(section: Section, entry: Entry): string {
  return "topic" in entry ? entry.topic : kindWords(section.name, entry.kind);
}

/** What else an entry says, in one line. */
export function lineOf(section: Section, entry: Entry): string {
  const values = valuesOf(section, entry);
  const term = values.starts_on && period(values.starts_on, values.ends_on ?? "");
  const handed = values.handed_out_on && handedOut(values.handed_out_on, values.returned_on ?? "");
  const hours = values.hours && t("guardFiles.hours", { count: Number(values.hours) });
  const days = [values.held_on, values.decided_on].map((day) => (day ? formatDate(day) : ""));
  return [values.insurer, values.number, term, ...days, hours, values.held_by, handed, values.text]
    .filter(Boolean)
    .join(" · ");
}

/** Whether an entry's term is over: nobody is covered by it any more. */
export function isOver(entry: Entry): boolean {
  const last = "ends_on" in entry ? entry.ends_on : null;
  return last !== null && last < today();
}

export function period(from: string, to: string): string {
  return to
    ? t("guards.period", { from: formatDate(from), to: formatDate(to) })
    : t("guards.since", { from: formatDate(from) });
}

function handedOut(from: string, back: string): string {
  const out = t("guardFiles.handedOut", { date: formatDate(from) });
  return back ? [out, t("guardFiles.returned", { date: formatDate(back) })].join(" · ") : out;
}

/** What came of a check, in the words of checks and of inspections. */
export function outcomeWords(check: SiteCheck): string {
  const places =
    check.kind === "verification" ? ["scan.line"] : ["enums.guard_finding", "enums.presence"];
  const found = places.map((place) => tryWords(`${place}.${check.outcome}`)).find(Boolean);
  return found ?? check.outcome;
}

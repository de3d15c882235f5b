import type { RosterEntry } from "@/api/types";
import { problemWords } from "@/app/problems";
import { formatDate, t } from "@/app/words";
import { placeProblem, type DayProblem } from "./checks";
import type { SiteDraft, SiteField } from "./siteForm";

/** What is wrong with a day; `start` is the day it may not lie before. */
export function dayWords(problem: DayProblem | null, start = ""): string | undefined {
  if (problem === null) return undefined;
  if (problem === "beforeStart") return t("roster.check.beforeStart", { date: formatDate(start) });
  return t(`roster.check.${problem}`);
}

/** Why something was refused, or undefined when nothing was. */
export function refusal(error: unknown): string | undefined {
  return error ? problemWords(error) : undefined;
}

/** The sites a guard is posted to. */
export function postedTo(entry: RosterEntry): string {
  const names = entry.postings.map(({ site_name }) => site_name);
  return names.length > 0 ? names.join(t("common.listSeparator")) : t("roster.notPosted");
}

/** What is said beside a field of the form of a site. */
export function siteFault(field: SiteField, draft: SiteDraft): string {
  if (field === "client_id") return t("problems.field.general");
  if (field === "latitude" || field === "longitude") {
    return t(`roster.sites.check.${placeProblem(draft) ?? field}`);
  }
  return t(`roster.sites.check.${field}`);
}

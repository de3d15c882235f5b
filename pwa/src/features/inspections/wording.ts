/** What is missing and what is worth knowing, in words. */
import { language, t } from "@/app/words";
import { reasonWords } from "@/features/scan";
import type { ChecklistItem, InspectionResult, ItemOutcome, Reason } from "@/api/types";
import { articleWords } from "./model/article";
import type { Missing, Notice } from "./model/completeness";
import type { InspectionDraft } from "./model/draft";
import type { GuardLine } from "./model/guards";
import type { Tone } from "@/ui";

export function itemTitle(item: ChecklistItem): string {
  return language() === "en" ? item.title_en : item.title_zh;
}

/** The law behind an item, in words. */
export function basisOf(item: ChecklistItem): string {
  return t("inspections.checklist.article", { article: articleWords(item.article, language()) });
}

export function guardName(line: GuardLine): string {
  return line.name ?? line.certificate_number ?? t("inspections.guards.unknownName");
}

/** One line that says what to do. */
export function missingText(entry: Missing, draft: InspectionDraft, lines: GuardLine[]): string {
  if (entry.code === "problem_note") {
    const position = draft.checklist?.items.find((item) => item.id === entry.subject)?.position ?? 0;
    return t("inspections.missing.problem_note", { position });
  }
  if (entry.code === "recheck") {
    const position = draft.notice?.items.find((item) => item.id === entry.subject)?.position ?? 0;
    return t("inspections.missing.recheck", { position });
  }
  if (entry.code === "hand_note") {
    const line = lines.find((candidate) => candidate.key === entry.subject);
    return t("inspections.missing.hand_note", { name: line ? guardName(line) : "" });
  }
  return t(`inspections.missing.${entry.code}`);
}

export function noticeText(notice: Notice): string {
  switch (notice.code) {
    case "not_checked":
    case "not_on_roster":
    case "not_seen":
      return t(`inspections.notice.${notice.code}`, { count: notice.count });
    default:
      return t(`inspections.notice.${notice.code}`);
  }
}

/** Green only when nothing more is to be done about the person. */
export function stateTone(line: GuardLine): Tone {
  switch (line.state) {
    case "present":
      return line.scan?.tone ?? "check";
    case "absent":
    case "not_on_roster":
      return "check";
    case "not_seen":
      return "neutral";
  }
}

export function stateWords(line: GuardLine): string {
  return line.state === "not_seen" ? t("inspections.guards.notSeen") : t(`enums.presence.${line.state}`);
}

/** Why a certificate is not simply valid. A number typed without network has no signature to speak of. */
export function guardReason(reason: Reason): string {
  return reason === "status_unknown" ? t("inspections.guards.statusUnknown") : reasonWords(reason);
}

export function resultTone(result: InspectionResult): Tone {
  switch (result) {
    case "no_problem":
      return "valid";
    case "corrected_on_site":
      return "check";
    case "rectification_required":
      return "not_valid";
  }
}

export function outcomeTone(outcome: ItemOutcome): Tone {
  switch (outcome) {
    case "conform":
      return "valid";
    case "problem":
      return "not_valid";
    case "not_checked":
      return "neutral";
  }
}

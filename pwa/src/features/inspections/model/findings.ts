/**
 * What is wrong with a guard on the site, offered for one tap. Nothing is a finding by itself: an absent guard may be ill,
 * a card may have been replaced yesterday. The officers say so, and can take it back.
 */
import type { GuardFinding, GuardFindingKind, Reason } from "@/api/types";
import type { InspectionDraft } from "./draft";
import { compareRoster, type GuardLine } from "./guards";

const BY_REASON: Partial<Record<Reason, GuardFindingKind>> = {
  expired: "expired",
  revoked: "revoked",
  suspended: "suspended",
  superseded: "superseded",
  cancelled: "cancelled",
  withdrawn: "cancelled",
  forged: "forged",
};

/** The kinds that fit what is known of this guard, the gravest first. */
export function offeredFindings(line: GuardLine, draft: InspectionDraft): GuardFindingKind[] {
  if (line.state === "not_seen") return [];
  if (line.state === "absent") return ["absent"];
  const found: GuardFindingKind[] = [];
  const byCard = line.reason && BY_REASON[line.reason];
  if (byCard) found.push(byCard);
  if (line.state === "not_on_roster") found.push("not_on_roster");
  if (line.scan?.seen_elsewhere) found.push("seen_elsewhere");
  if (line.scan?.posted_at?.some((posting) => posting.site_id !== draft.site?.id)) found.push("also_posted");
  return found;
}

/** What was found of this guard, if it still fits what is known of him. */
export function findingOf(draft: InspectionDraft, line: GuardLine): GuardFindingKind | null {
  const kind = draft.guard_findings[line.key];
  return kind && offeredFindings(line, draft).includes(kind) ? kind : null;
}

/** One tap makes the finding, another takes it back. */
export function toggleFinding(draft: InspectionDraft, line: GuardLine, kind: GuardFindingKind): void {
  const same = findingOf(draft, line) === kind;
  const others = Object.entries(draft.guard_findings).filter(([key]) => key !== line.key);
  draft.guard_findings = Object.fromEntries(same ? others : [...others, [line.key, kind]]);
}

const absentees = (draft: InspectionDraft): GuardLine[] => compareRoster(draft).filter((line) => line.state === "absent");

/** All absent, or only some, or nobody are found missing from duty. */
export function absentFindings(draft: InspectionDraft): { absent: number; found: number } {
  const absent = absentees(draft);
  return { absent: absent.length, found: absent.filter((line) => findingOf(draft, line) === "absent").length };
}

/** One tap for everybody who is absent; when all are found so already, the same tap takes it back. */
export function toggleAllAbsent(draft: InspectionDraft): void {
  const { absent, found } = absentFindings(draft);
  for (const line of absentees(draft)) if (absent === found || findingOf(draft, line) === null) toggleFinding(draft, line, "absent");
}

/** The kind in words and with its article, from what the phone was given; undefined when it was given nothing. */
export function describedAs(kinds: readonly GuardFinding[], kind: GuardFindingKind): GuardFinding | undefined {
  return kinds.find((one) => one.kind === kind);
}

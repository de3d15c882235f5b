/** A check made without network gets the register's answer later: the visit takes it while it is still open. */
import type { Reason, SiteRelation, Tone } from "@/api/types";
import type { GuardScan, InspectionDraft } from "./draft";

export interface LateAnswer {
  command_id: string;
  verification_id: string;
  reason: Reason;
  tone: Tone;
}

const RELATIONS: ReadonlySet<string> = new Set<SiteRelation>(["other_site", "other_unit", "left_unit", "nobody"]);

/** The commands of checks whose answer the visit still lacks. */
export function waitingChecks(draft: InspectionDraft): string[] {
  return draft.scans.flatMap((scan) => (scan.command_id === null ? [] : [scan.command_id]));
}

function taken(scan: GuardScan, answer: LateAnswer): GuardScan {
  const { verification_id, reason, tone } = answer;
  // Of other reasons the receipt does not say how person and site relate: what the phone knew stays.
  const relation = RELATIONS.has(reason) ? (reason as SiteRelation) : scan.relation;
  return { ...scan, verification_id, reason, tone, relation, command_id: null };
}

/** Puts the answers beside their scans; the officer's notes stay. */
export function takeAnswers(draft: InspectionDraft, answers: LateAnswer[]): void {
  if (answers.length === 0) return;
  draft.scans = draft.scans.map((scan) => {
    const answer = answers.find((candidate) => candidate.command_id === scan.command_id);
    return answer ? taken(scan, answer) : scan;
  });
}

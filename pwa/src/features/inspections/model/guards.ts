/**
 * The guards on duty: the site's roster beside what was scanned.
 *
 * The recorded complaint is that registers and people on site differ; so the comparison names
 * four things apart: present, absent, not on the roster, and present without a valid certificate.
 */
import type { Reason, Tone } from "@/api/types";
import type { GuardScan, HandMark, InspectionDraft, RosterPerson } from "./draft";

export type LineState = "present" | "absent" | "not_on_roster" | "not_seen";

export interface GuardLine {
  /** Stable while the visit is written: the roster's guard id, else the scan's key. */
  key: string;
  guard_id: string | null;
  certificate_number: string | null;
  name: string | null;
  position: string | null;
  state: LineState;
  /** Set when the certificate itself is not in order, whatever the roster says. */
  tone: Tone | null;
  reason: Reason | null;
  scan: GuardScan | null;
  note: string;
}

export interface GuardCounts {
  present: number;
  absent: number;
  not_on_roster: number;
  not_seen: number;
  not_valid: number;
}

/** Whether a scan shows this person: by guard id, or by certificate number when scanned without network. */
function shows(scan: GuardScan, person: RosterPerson): boolean {
  if (scan.guard_id !== null) return scan.guard_id === person.guard_id;
  return scan.certificate_number !== null && scan.certificate_number === person.certificate_number;
}

/** Whether two scans are of the same card; scans nobody could read are each their own. */
function sameCard(a: GuardScan, b: GuardScan): boolean {
  if (a.key === b.key) return true;
  if (a.guard_id !== null && b.guard_id !== null) return a.guard_id === b.guard_id;
  return a.certificate_number !== null && a.certificate_number === b.certificate_number;
}

/** A code that is no card at all (a poster, a smudge) says nothing about a guard and stays out of the record. */
export function belongsInRecord(scan: GuardScan): boolean {
  return scan.reason !== "not_a_card" && scan.reason !== "malformed";
}

/** Adds a scan. The same card scanned again replaces the earlier answer and keeps the officer's note. */
export function addScan(draft: InspectionDraft, scan: GuardScan): void {
  const earlier = draft.scans.find((other) => sameCard(other, scan));
  const kept = earlier ? { ...scan, key: earlier.key, note: scan.note || earlier.note } : scan;
  draft.scans = [...draft.scans.filter((other) => other !== earlier), kept];
}

function rosterLine(person: RosterPerson, scan: GuardScan | null, mark: HandMark | null): GuardLine {
  return {
    key: person.guard_id,
    guard_id: person.guard_id,
    certificate_number: person.certificate_number,
    name: person.name,
    position: person.position,
    state: scan ? "present" : (mark?.presence ?? "not_seen"),
    tone: scan?.tone ?? null,
    reason: scan?.reason ?? null,
    scan,
    note: scan ? scan.note : (mark?.note ?? ""),
  };
}

/**
 * The register's word at the moment of the scan counts more than the roster this phone brought
 * along. Without either (no site, or no roster to be had) nobody is called a stranger.
 */
function isStranger(scan: GuardScan, rosterKnown: boolean): boolean {
  return scan.relation === null ? rosterKnown : scan.relation !== "on_roster";
}

function strangerLine(scan: GuardScan, rosterKnown: boolean): GuardLine {
  return {
    key: scan.key,
    guard_id: scan.guard_id,
    certificate_number: scan.certificate_number,
    name: scan.name,
    position: null,
    state: isStranger(scan, rosterKnown) ? "not_on_roster" : "present",
    tone: scan.tone,
    reason: scan.reason,
    scan,
    note: scan.note,
  };
}

/**
 * The roster and the scans side by side: first those who need attention (not on the roster),
 * then the roster in its own order.
 */
export function compareRoster(draft: InspectionDraft): GuardLine[] {
  const used = new Set<GuardScan>();
  const onRoster = draft.roster.map((person) => {
    const scan = draft.scans.find((candidate) => shows(candidate, person)) ?? null;
    if (scan) used.add(scan);
    return rosterLine(person, scan, draft.marks[person.guard_id] ?? null);
  });
  const rosterKnown = draft.site !== null && draft.roster_as_of !== null;
  const strangers = draft.scans.filter((scan) => !used.has(scan)).map((scan) => strangerLine(scan, rosterKnown));
  return [...strangers, ...onRoster];
}

export function countGuards(lines: GuardLine[]): GuardCounts {
  const counts: GuardCounts = { present: 0, absent: 0, not_on_roster: 0, not_seen: 0, not_valid: 0 };
  for (const line of lines) {
    counts[line.state] += 1;
    if (line.tone === "not_valid") counts.not_valid += 1;
  }
  return counts;
}

/** Marks by hand somebody who showed no card; null takes the mark away. */
export function markByHand(draft: InspectionDraft, guardId: string, mark: HandMark | null): void {
  const others = Object.entries(draft.marks).filter(([id]) => id !== guardId);
  draft.marks = Object.fromEntries(mark ? [...others, [guardId, mark]] : others);
}

/** Marks everybody absent who was neither scanned nor marked before. */
export function markRestAbsent(draft: InspectionDraft): void {
  for (const line of compareRoster(draft)) {
    if (line.state === "not_seen" && line.guard_id) markByHand(draft, line.guard_id, { presence: "absent", note: "" });
  }
}

/** Removes a scan from the record (the check itself stays in the register of checks). */
export function removeScan(draft: InspectionDraft, key: string): void {
  draft.scans = draft.scans.filter((scan) => scan.key !== key);
}

/** Writes the officer's note to the line, wherever it is kept. */
export function noteLine(draft: InspectionDraft, line: GuardLine, note: string): void {
  if (line.scan) {
    const key = line.scan.key;
    draft.scans = draft.scans.map((scan) => (scan.key === key ? { ...scan, note } : scan));
  } else if (line.guard_id && (line.state === "present" || line.state === "absent")) {
    markByHand(draft, line.guard_id, { presence: line.state, note });
  }
}

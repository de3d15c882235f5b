import { describe, expect, it } from "vitest";
import type { GuardFindingKind, Reason } from "@/api/types";
import { absentFindings, findingOf, offeredFindings, toggleAllAbsent, toggleFinding } from "./findings";
import { LI, scanOf, SITE, visitToGate, WANG } from "./fixtures";
import { addScan, compareRoster, markByHand, markRestAbsent, type GuardLine } from "./guards";
import { problemCount, suggestResult } from "./result";
import type { GuardScan, InspectionDraft } from "./draft";

const SEEN = { at: "2026-11-22T07:40:00Z", agency_name: "Shenzhen", site_name: null };

function lineOf(draft: InspectionDraft, name: string): GuardLine {
  const line = compareRoster(draft).find((candidate) => candidate.name === name);
  if (!line) throw new Error(`${name} is not there`);
  return line;
}

function withScan(scan: Partial<GuardScan>): InspectionDraft {
  const draft = visitToGate();
  addScan(draft, scanOf({ guard_id: LI.guard_id, name: "Li", relation: "on_roster", ...scan }));
  return draft;
}

describe("what is wrong with a guard", () => {
  it.each<[Reason, GuardFindingKind]>([
    ["expired", "expired"], ["revoked", "revoked"], ["suspended", "suspended"], ["superseded", "superseded"],
    ["cancelled", "cancelled"], ["withdrawn", "cancelled"], ["forged", "forged"],
  ])("is offered for a card that is %s", (reason, kind) => {
    expect(offeredFindings(lineOf(withScan({ reason, tone: "not_valid" }), "Li"), withScan({}))).toEqual([kind]);
  });

  it("is offered for a stranger, for who stands on another roster too, and for who was just seen elsewhere", () => {
    const elsewhere = [{ site_id: SITE.id, site_name: SITE.name }, { site_id: "site-2", site_name: "West gate" }];
    const stranger = withScan({ guard_id: "guard-x", name: "Xu", relation: "other_site", posted_at: elsewhere, seen_elsewhere: SEEN });
    expect(offeredFindings(lineOf(stranger, "Xu"), stranger)).toEqual(["not_on_roster", "seen_elsewhere", "also_posted"]);
  });

  it("is nothing for who is present, on this roster alone, with a valid card, nor for who was not looked for", () => {
    const draft = withScan({ posted_at: [{ site_id: SITE.id, site_name: SITE.name }] });
    expect(offeredFindings(lineOf(draft, "Li"), draft)).toEqual([]);
    expect(offeredFindings(lineOf(draft, "Wang"), draft)).toEqual([]);
  });

  it("is found by one tap and taken back by one tap", () => {
    const draft = withScan({ reason: "expired", tone: "not_valid" });
    toggleFinding(draft, lineOf(draft, "Li"), "expired");
    expect(findingOf(draft, lineOf(draft, "Li"))).toBe("expired");
    toggleFinding(draft, lineOf(draft, "Li"), "expired");
    expect(findingOf(draft, lineOf(draft, "Li"))).toBeNull();
  });

  it("is forgotten when it no longer fits: the absent guard comes after all", () => {
    const draft = visitToGate();
    markByHand(draft, WANG.guard_id, { presence: "absent", note: "" });
    toggleFinding(draft, lineOf(draft, "Wang"), "absent");
    addScan(draft, scanOf({ guard_id: WANG.guard_id, name: "Wang" }));
    expect(findingOf(draft, lineOf(draft, "Wang"))).toBeNull();
  });

  it("is said of all who are absent by one tap, and taken back by one", () => {
    const draft = visitToGate();
    markRestAbsent(draft);
    toggleFinding(draft, lineOf(draft, "Li"), "absent");
    toggleAllAbsent(draft);
    expect(absentFindings(draft)).toEqual({ absent: 2, found: 2 });
    toggleAllAbsent(draft);
    expect(absentFindings(draft)).toEqual({ absent: 2, found: 0 });
  });

  it("leaves no choice of 'no problem'", () => {
    const draft = visitToGate();
    markRestAbsent(draft);
    expect(suggestResult(draft)).toBe("no_problem");
    toggleAllAbsent(draft);
    expect([problemCount(draft), suggestResult(draft)]).toEqual([2, null]);
  });
});

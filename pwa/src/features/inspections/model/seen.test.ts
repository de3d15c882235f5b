import { describe, expect, it } from "vitest";
import { findingOf, offeredFindings, toggleFinding } from "./findings";
import { LI, scanOf, visitToGate } from "./fixtures";
import { addScan, compareRoster, type GuardLine } from "./guards";
import { leaveSeen, takeSeen, unasked } from "./seen";
import type { InspectionDraft } from "./draft";

const SEEN = { at: "2026-11-22T07:40:00Z", agency_name: "Shenzhen", site_name: null };
const ASKED = scanOf({ guard_id: LI.guard_id, name: "Li", relation: "on_roster", verification_id: "check-1" });

function withChecked(): InspectionDraft {
  const draft = visitToGate();
  addScan(draft, ASKED);
  return draft;
}

function lineOf(draft: InspectionDraft): GuardLine {
  const line = compareRoster(draft).find((candidate) => candidate.name === "Li");
  if (!line) throw new Error("Li is not there");
  return line;
}

describe("a guard seen elsewhere too soon", () => {
  it("is asked about once the register has the check, and once only", () => {
    const draft = visitToGate();
    addScan(draft, { ...ASKED, verification_id: null, command_id: "command-1" });
    expect(unasked(draft)).toEqual([]);
    draft.scans = [ASKED];
    expect(unasked(draft)).toEqual(["check-1"]);
    takeSeen(draft, "check-1", null);
    expect(unasked(draft)).toEqual([]);
  });

  it("is asked about again when the card is scanned again", () => {
    const draft = withChecked();
    takeSeen(draft, "check-1", null);
    addScan(draft, { ...ASKED, key: "scan-2", verification_id: "check-2" });
    expect(unasked(draft)).toEqual(["check-2"]);
  });

  it("becomes a finding by one tap and is undone by one tap", () => {
    const draft = withChecked();
    expect(offeredFindings(lineOf(draft), draft)).toEqual([]);
    takeSeen(draft, "check-1", SEEN);
    expect(offeredFindings(lineOf(draft), draft)).toEqual(["seen_elsewhere"]);
    toggleFinding(draft, lineOf(draft), "seen_elsewhere");
    expect(findingOf(draft, lineOf(draft))).toBe("seen_elsewhere");
    toggleFinding(draft, lineOf(draft), "seen_elsewhere");
    expect(findingOf(draft, lineOf(draft))).toBeNull();
  });

  it("stays as the phone said it where the register does not say any more", () => {
    const draft = withChecked();
    draft.scans = [{ ...ASKED, seen_elsewhere: SEEN }];
    leaveSeen(draft, "check-1");
    expect([unasked(draft), offeredFindings(lineOf(draft), draft)]).toEqual([[], ["seen_elsewhere"]]);
  });
});

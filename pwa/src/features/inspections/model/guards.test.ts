import { describe, expect, it } from "vitest";
import { LI, scanOf, visitToGate, WANG } from "./fixtures";
import { addScan, belongsInRecord, compareRoster, countGuards, markByHand, markRestAbsent, noteLine, removeScan } from "./guards";

const states = (draft: ReturnType<typeof visitToGate>) =>
  Object.fromEntries(compareRoster(draft).map((line) => [line.name ?? line.key, line.state]));

describe("the roster beside the scans", () => {
  it("has everybody on the roster as not seen at first", () => {
    expect(states(visitToGate())).toEqual({ Li: "not_seen", Wang: "not_seen" });
  });

  it("knows a scanned guard by id, and by certificate number when scanned without network", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ key: "a", guard_id: LI.guard_id, name: "Li" }));
    addScan(draft, scanOf({ key: "b", certificate_number: WANG.certificate_number, name: "Wang" }));
    expect(states(draft)).toEqual({ Li: "present", Wang: "present" });
  });

  it("puts a scanned person who is not on the roster first", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ guard_id: "guard-x", name: "Xu", reason: "other_site", tone: "check", relation: "other_site" }));
    expect(compareRoster(draft)[0]).toMatchObject({ name: "Xu", state: "not_on_roster", reason: "other_site" });
  });

  it("believes the register when it knows a posting that the phone's roster does not have yet", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ guard_id: "guard-new", name: "Xu", relation: "on_roster" }));
    expect(states(draft)["Xu"]).toBe("present");
  });

  it("calls nobody a stranger where the roster is not known", () => {
    const draft = { ...visitToGate(), roster: [], roster_as_of: null };
    addScan(draft, scanOf({ certificate_number: "9", name: "Xu" }));
    expect(states(draft)).toEqual({ Xu: "present" });
  });

  it("counts a guard whose certificate is not valid apart from being present", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ guard_id: WANG.guard_id, name: "Wang", reason: "revoked", tone: "not_valid" }));
    expect(countGuards(compareRoster(draft))).toEqual({ present: 1, absent: 0, not_on_roster: 0, not_seen: 1, not_valid: 1 });
  });

  it("keeps one line for a card scanned twice, with the later answer and the earlier note", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ key: "a", certificate_number: LI.certificate_number, reason: "status_unknown", tone: "check" }));
    draft.scans = draft.scans.map((scan) => ({ ...scan, note: "at the gate" }));
    addScan(draft, scanOf({ key: "b", certificate_number: LI.certificate_number, guard_id: LI.guard_id }));
    expect(draft.scans).toHaveLength(1);
    expect(draft.scans[0]).toMatchObject({ reason: "valid", note: "at the gate", guard_id: LI.guard_id });
  });

  it("keeps two forged cards apart, though neither names anybody", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ key: "a", reason: "forged", tone: "not_valid" }));
    addScan(draft, scanOf({ key: "b", reason: "forged", tone: "not_valid" }));
    expect(draft.scans).toHaveLength(2);
  });

  it("takes the server's late answer for the scan it belongs to", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ key: "a", command_id: "a", reason: "unknown_key", tone: "cannot_verify" }));
    addScan(draft, scanOf({ key: "a", verification_id: "check-1", reason: "forged", tone: "not_valid" }));
    expect(draft.scans).toMatchObject([{ verification_id: "check-1", reason: "forged", command_id: null }]);
  });

  it("marks the rest absent and leaves those who were seen or marked before", () => {
    const draft = visitToGate();
    markByHand(draft, LI.guard_id, { presence: "present", note: "known to us" });
    markRestAbsent(draft);
    expect(states(draft)).toEqual({ Li: "present", Wang: "absent" });
  });

  it("takes a mark back", () => {
    const draft = visitToGate();
    markByHand(draft, LI.guard_id, { presence: "absent", note: "" });
    markByHand(draft, LI.guard_id, null);
    expect(states(draft)["Li"]).toBe("not_seen");
  });

  it("lets a scan win over a mark of absence made before", () => {
    const draft = visitToGate();
    markByHand(draft, LI.guard_id, { presence: "absent", note: "" });
    addScan(draft, scanOf({ guard_id: LI.guard_id }));
    expect(states(draft)["Li"]).toBe("present");
  });

  it("removes a scan made by mistake", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ key: "poster", reason: "unknown_number", tone: "cannot_verify" }));
    removeScan(draft, "poster");
    expect(compareRoster(draft)).toHaveLength(2);
  });

  it("leaves a poster's code out of the record, and keeps a forged card in it", () => {
    expect(belongsInRecord(scanOf({ reason: "not_a_card" }))).toBe(false);
    expect(belongsInRecord(scanOf({ reason: "forged" }))).toBe(true);
  });

  it("keeps a note beside a scan and beside a mark", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ guard_id: LI.guard_id }));
    markByHand(draft, WANG.guard_id, { presence: "absent", note: "" });
    for (const line of compareRoster(draft)) noteLine(draft, line, `note ${line.name}`);
    expect(compareRoster(draft).map((line) => line.note)).toEqual(["note Li", "note Wang"]);
  });
});

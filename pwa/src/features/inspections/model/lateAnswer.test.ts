import { describe, expect, it } from "vitest";
import { LI, scanOf, visitToGate } from "./fixtures";
import { addScan, compareRoster } from "./guards";
import { takeAnswers, waitingChecks } from "./lateAnswer";

function visitWithWaitingCheck() {
  const draft = visitToGate();
  addScan(draft, scanOf({ key: "c", command_id: "c", guard_id: LI.guard_id, name: "Li", reason: "status_unknown", tone: "check", note: "at the gate" }));
  return draft;
}

describe("the register's late answer to a check", () => {
  it("replaces the phone's own verdict in the visit and keeps the note", () => {
    const draft = visitWithWaitingCheck();
    expect(waitingChecks(draft)).toEqual(["c"]);
    takeAnswers(draft, [{ command_id: "c", verification_id: "check-1", reason: "revoked", tone: "not_valid" }]);
    expect(compareRoster(draft)[0]).toMatchObject({ state: "present", reason: "revoked", tone: "not_valid", note: "at the gate" });
    expect(draft.scans[0]?.verification_id).toBe("check-1");
    expect(waitingChecks(draft)).toEqual([]);
  });

  it("says that a stranger belongs elsewhere when the register says so", () => {
    const draft = visitToGate();
    addScan(draft, scanOf({ key: "c", command_id: "c", certificate_number: "9", name: "Xu", relation: null }));
    takeAnswers(draft, [{ command_id: "c", verification_id: "check-1", reason: "left_unit", tone: "check" }]);
    expect(compareRoster(draft)[0]).toMatchObject({ name: "Xu", state: "not_on_roster", reason: "left_unit" });
  });

  it("leaves other scans as they are", () => {
    const draft = visitWithWaitingCheck();
    takeAnswers(draft, [{ command_id: "other", verification_id: "x", reason: "valid", tone: "valid" }]);
    expect(draft.scans[0]).toMatchObject({ command_id: "c", reason: "status_unknown" });
  });
});

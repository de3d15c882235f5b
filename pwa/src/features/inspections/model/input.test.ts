import { describe, expect, it } from "vitest";
import { newDraft } from "./draft";
import { finishedVisit, LI, scanOf, WANG } from "./fixtures";
import { addScan, markByHand } from "./guards";
import { toInput, type Sending } from "./input";

const sending: Sending = {
  times: { started_at: "2026-11-22T08:00:00Z", finished_at: "2026-11-22T08:30:00Z" }, senderId: "officer-1",
  mediaId: (key) => `media:${key}`, checkId: (id) => `check:${id}`,
};

describe("the record that is sent", () => {
  it("names both officers, the sender first, and keeps the draft's own id", () => {
    const input = toInput(finishedVisit(), sending);
    expect(input).toMatchObject({ id: "visit-1", officer_ids: ["officer-1", "officer-2"] });
  });

  it("answers every item of the checklist, untouched ones as not checked", () => {
    expect(toInput(finishedVisit(), sending).items.map((item) => item.outcome)).toEqual(["conform", "not_checked", "not_checked"]);
  });

  it("holds who was seen and who was called absent, and nobody else", () => {
    const draft = finishedVisit();
    addScan(draft, scanOf({ guard_id: LI.guard_id, certificate_number: LI.certificate_number, name: "Li", verification_id: "check-1" }));
    expect(toInput(draft, sending).guards).toEqual([{
      guard_id: LI.guard_id, certificate_number: LI.certificate_number, name: "Li", presence: "present",
      verification_id: "check-1", reason: "valid", note: "", finding: null,
    }]);
    markByHand(draft, WANG.guard_id, { presence: "absent", note: " off sick " });
    expect(toInput(draft, sending).guards[1]).toMatchObject({ presence: "absent", note: "off sick", reason: null });
  });

  it("refers to a check that still waits by the command that will make it", () => {
    const draft = finishedVisit();
    addScan(draft, scanOf({ certificate_number: LI.certificate_number, command_id: "command-9", reason: "status_unknown", tone: "check" }));
    expect(toInput(draft, sending).guards[0]).toMatchObject({ presence: "present", verification_id: "check:command-9" });
  });

  it("carries the signature with the signer's name, or the reason for none, never both", () => {
    const draft = finishedVisit();
    expect(toInput(draft, sending)).toMatchObject({
      signature: { media_id: "media:signature-1", signer_name: "Zhou" }, no_signature: null, responsible_person: "Zhou",
    });
    draft.signature = { ...draft.signature, way: "refused", note: "disagrees" };
    expect(toInput(draft, sending)).toMatchObject({
      signature: null, no_signature: { reason: "refused", note: "disagrees" }, responsible_person: "Zhou",
    });
  });

  it("carries a day for the rectification only when one is required", () => {
    const draft = { ...finishedVisit(), rectify_by: "2026-12-01" };
    expect(toInput(draft, sending).rectify_by).toBeNull();
    expect(toInput({ ...draft, result: "rectification_required" }, sending).rectify_by).toBe("2026-12-01");
  });

  it("is not made from an unfinished draft", () => {
    expect(() => toInput(newDraft("x", "2026-11-22T08:00:00Z", null), sending)).toThrow(TypeError);
  });
});

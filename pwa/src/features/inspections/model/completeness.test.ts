import { describe, expect, it } from "vitest";
import { findMissing, findNotices } from "./completeness";
import { choosePlace, newDraft, type InspectionDraft } from "./draft";
import { finishedVisit, LI, scanOf, visitToGate, WANG } from "./fixtures";
import { addScan, markByHand } from "./guards";
import { dayAfter, resultOf } from "./result";

const TODAY = "2026-11-22";
const codes = (draft: InspectionDraft) => findMissing(draft, TODAY).map((entry) => entry.code);

describe("what a visit still lacks", () => {
  it("is everything at the start, in the order of the page", () => {
    expect(codes(newDraft("x", "2026-11-22T08:00:00Z", null))).toEqual(["unit", "second_officer", "signer_name", "signature"]);
  });

  it("is nothing for a visit without findings, and its result needs no tap", () => {
    expect(codes(finishedVisit())).toEqual([]);
    expect(resultOf(finishedVisit())).toBe("no_problem");
  });

  it("is the checklist when the place now chosen is of another kind", () => {
    const draft = finishedVisit();
    choosePlace(draft, { id: "unit-2", name: "School", kind: "in_house_unit", address: "" }, null);
    expect(codes(draft)).toEqual(["checklist"]);
  });

  it("says when no item at all was checked", () => {
    expect(codes({ ...finishedVisit(), items: {} })).toEqual(["nothing_checked"]);
  });

  it("asks for a note to each problem and points at its field", () => {
    const draft = { ...finishedVisit(), result: "corrected_on_site" as const };
    draft.items = { contracts: { outcome: "problem", note: "  " } };
    expect(findMissing(draft, TODAY)).toEqual([
      { code: "problem_note", section: "checklist", anchor: "item-note-contracts", subject: "contracts" },
    ]);
  });

  it("asks by what a guard without a card was known", () => {
    const draft = finishedVisit();
    markByHand(draft, LI.guard_id, { presence: "present", note: "" });
    expect(findMissing(draft, TODAY)[0]).toMatchObject({ code: "hand_note", anchor: "guard-note-guard-li" });
    markByHand(draft, LI.guard_id, { presence: "present", note: "identity card" });
    expect(codes(draft)).toEqual([]);
  });

  it("leaves the result to the officers once something is wrong", () => {
    const draft = finishedVisit();
    draft.items = { facts: { outcome: "problem", note: "no licence on the wall" } };
    expect(codes(draft)).toEqual(["result"]);
  });

  it("does not take 'no problem' when a guard's certificate is not valid", () => {
    const draft = { ...finishedVisit(), result: "no_problem" as const };
    addScan(draft, scanOf({ guard_id: WANG.guard_id, reason: "revoked", tone: "not_valid" }));
    expect(codes(draft)).toEqual(["result_contradicts"]);
  });

  it("wants words when something must be rectified though nothing was marked", () => {
    const draft = { ...finishedVisit(), result: "rectification_required" as const, rectify_by: "2026-12-01" };
    expect(codes(draft)).toEqual(["result_without_problem"]);
    expect(codes({ ...draft, findings: "the fence is broken" })).toEqual([]);
    addScan(draft, scanOf({ guard_id: "stranger", name: "Xu" }));
    expect(codes(draft)).toEqual([]);
  });

  it("wants a day for the rectification that has not passed", () => {
    const draft = { ...finishedVisit(), result: "rectification_required" as const, findings: "x" };
    expect(codes(draft)).toEqual(["rectify_by"]);
    expect(codes({ ...draft, rectify_by: "2026-11-21" })).toEqual(["rectify_by_past"]);
    expect(codes({ ...draft, rectify_by: TODAY })).toEqual([]);
  });

  it("takes a refusal with its reason in place of a signature", () => {
    const draft = finishedVisit();
    draft.signature = { way: "refused", signer_name: "", key: null, note: "" };
    expect(codes(draft)).toEqual(["no_signature_note"]);
    draft.signature.note = "would not say why";
    expect(codes(draft)).toEqual([]);
  });
});

describe("what the officers should know", () => {
  it("counts unchecked items and guards nobody saw, without holding the visit up", () => {
    const found = findNotices(finishedVisit()).map(({ code, count }) => [code, count]);
    expect(found).toEqual([["not_checked", 2], ["not_seen", 2], ["no_position", 1]]);
  });

  it("says when the roster of the site is not known", () => {
    const draft = { ...visitToGate(), roster: [], roster_as_of: null };
    expect(findNotices(draft).map((notice) => notice.code)).toContain("roster_unknown");
  });
});

describe("days", () => {
  it("are counted over the end of a year", () => {
    expect(dayAfter("2026-12-25", 15)).toBe("2027-01-09");
  });
});

import { describe, expect, it } from "vitest";
import { chooseChecklist, choosePlace, conformTheRest, itemOf, itemsWith, readDraft } from "./draft";
import { CHECKLIST, SITE, UNIT, visitToGate } from "./fixtures";

describe("the draft of a visit", () => {
  it("takes every item as not checked until somebody answers", () => {
    expect(itemsWith(visitToGate(), "not_checked")).toEqual(["facts", "contracts", "training"]);
  });

  it("sets only the untouched items to conform", () => {
    const draft = visitToGate();
    draft.items["contracts"] = { outcome: "problem", note: "none shown" };
    conformTheRest(draft);
    expect(itemOf(draft, "contracts")).toEqual({ outcome: "problem", note: "none shown" });
    expect(itemsWith(draft, "conform")).toEqual(["facts", "training"]);
  });

  it("forgets roster and marks, and nothing else, when the place changes", () => {
    const draft = visitToGate();
    draft.marks = { "guard-li": { presence: "absent", note: "" } };
    draft.findings = "gate open";
    choosePlace(draft, UNIT, { ...SITE, id: "site-2" });
    expect([draft.roster, draft.roster_as_of, draft.marks]).toEqual([[], null, {}]);
    expect(draft.findings).toBe("gate open");
  });

  it("keeps roster and marks when the same place is chosen again", () => {
    const draft = visitToGate();
    draft.marks = { "guard-li": { presence: "absent", note: "" } };
    choosePlace(draft, UNIT, SITE);
    expect(draft.roster).toHaveLength(2);
    expect(draft.marks).toHaveProperty("guard-li");
  });

  it("keeps a photo whose item is not on the newly chosen checklist, for the visit as a whole", () => {
    const draft = visitToGate();
    draft.photos = [{ key: "p", caption: "", item_id: "training", size: 1 }];
    draft.items = { facts: { outcome: "conform", note: "" }, training: { outcome: "conform", note: "" } };
    chooseChecklist(draft, { ...CHECKLIST, id: "list-2", items: CHECKLIST.items.slice(0, 1) });
    expect(draft.photos[0]?.item_id).toBeNull();
    expect(Object.keys(draft.items)).toEqual(["facts"]);
  });

  it("reads back what was stored and refuses what it does not know", () => {
    const draft = visitToGate();
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(readDraft({ ...draft, version: 99 })).toBeNull();
    expect(readDraft("text")).toBeNull();
  });
});

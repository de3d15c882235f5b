/** Drafts for the tests: a visit to a gate with two guards on its roster and three things to check. */
import type { Checklist } from "@/api/types";
import { chooseChecklist, choosePlace, newDraft, type GuardScan, type InspectionDraft, type RosterPerson } from "./draft";

const item = (id: string, position: number) => ({
  id, position, code: id, title_zh: `项目${position}`, title_en: `Item ${position}`, article: "M. 37", effective_from: "2016-01-14",
});

export const CHECKLIST: Checklist = {
  id: "list-1", unit_kind: "security_company", version: 1, effective_from: "2016-01-14",
  items: [item("facts", 1), item("contracts", 2), item("training", 3)],
};

export const UNIT = { id: "unit-1", name: "Yuean", kind: "security_company", address: "1 Tianhe Rd" } as const;
export const SITE = { id: "site-1", name: "East gate", address: "2 Tianhe Rd", client_name: "Mall" };

export const LI: RosterPerson = {
  guard_id: "guard-li", name: "Li", certificate_number: "4401001", certificate_state: "valid", position: "guard",
};
export const WANG: RosterPerson = {
  guard_id: "guard-wang", name: "Wang", certificate_number: "4401002", certificate_state: "revoked", position: "guard",
};

export function visitToGate(): InspectionDraft {
  const draft = newDraft("visit-1", "2026-11-22T08:00:00Z", 0);
  choosePlace(draft, UNIT, SITE);
  chooseChecklist(draft, CHECKLIST);
  draft.roster = [LI, WANG];
  draft.roster_as_of = "2026-11-22T07:00:00Z";
  return draft;
}

export function scanOf(person: Partial<GuardScan>): GuardScan {
  return {
    key: "scan-1", verification_id: null, command_id: null, guard_id: null, certificate_number: null, name: null,
    reason: "valid", tone: "valid", relation: null, checked_at: "2026-11-22T08:05:00Z", note: "", ...person,
  };
}

/** A visit in which nothing was found wrong and nothing is missing. */
export function finishedVisit(): InspectionDraft {
  const draft = visitToGate();
  draft.colleagues = [{ id: "officer-2", name: "Chen", police_number: "002", agency_code: "440106000000", agency_name: "Station" }];
  draft.items = { facts: { outcome: "conform", note: "" } };
  draft.signature = { way: "signed", signer_name: "Zhou", key: "signature-1", note: "" };
  return draft;
}

import { describe, expect, it } from "vitest";
import type { Checklist } from "@/api/types";
import { CHECKLIST } from "./fixtures";
import { findOfficers, newestChecklist } from "./lookups";

const list = (id: string, more: Partial<Checklist>): Checklist => ({ ...CHECKLIST, id, ...more });

describe("the checklist of a visit", () => {
  const lists = [
    list("old", { version: 1 }), list("now", { version: 2, effective_from: "2026-01-01" }),
    list("next", { version: 3, effective_from: "2027-01-01" }), list("training", { unit_kind: "training_unit", version: 9 }),
  ];
  it("is the newest in force on the day", () => {
    expect(newestChecklist(lists, "security_company", "2026-11-22")?.id).toBe("now");
    expect(newestChecklist(lists, "security_company", "2025-11-22")?.id).toBe("old");
  });
  it("is none where there is none", () => expect(newestChecklist(lists, "in_house_unit", "2026-11-22")).toBeNull());
});

describe("colleagues on the phone", () => {
  const chen = { id: "o", name: "陈伟", police_number: "440102", agency_code: "44", agency_name: "天河分局" };
  it("are found by part of the name or number", () => {
    expect(findOfficers([chen], "伟")).toEqual([chen]);
    expect(findOfficers([chen], "0102")).toEqual([chen]);
    expect(findOfficers([chen], "王")).toEqual([]);
  });
});

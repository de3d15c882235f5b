import { describe, expect, it } from "vitest";
import type { Import, ImportColumn, ImportSheet } from "@/api/types";
import { draftOf, headingOf, letter, mappingFaults, mappingOf, proposalOf, sheetOf, sureness, type MappingDraft } from "./columns";

const TODAY = "2026-11-23";

function column(index: number, heading: string, field: ImportColumn["field"] = null): ImportColumn {
  return { index, heading, samples: [], field, confidence: field ? "sure" : "none", remembered: false };
}

function sheet(index: number, columns: ImportColumn[], proposed = false): ImportSheet {
  const first_rows = [
    { number: 1, cells: ["7 月花名册"] },
    { number: 2, cells: ["工号", "姓名", "证件"] },
  ];
  return { index, name: `表${index}`, hidden: false, row_count: 9, column_count: 3, header_row: 2, proposed, columns, first_rows, left_out: [] };
}

const batch = {
  mode: "add",
  mapping: null,
  sheets: [sheet(0, [column(0, "说明")]), sheet(3, [column(0, "工号"), column(1, "姓名", "name"), column(2, "证件 号码", "identity_number")], true)],
} as unknown as Import;

const good: MappingDraft = { sheet: "3", header_row: "2", fields: { 0: "", 1: "name", 2: "identity_number" }, leaving_on: TODAY, leaving_reason: "contract_ended", leaving_note: "" };

describe("the columns of a file", () => {
  it("are named as the spreadsheet names them", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letter)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  });

  it("are filled in as proposed, of the proposed sheet", () => {
    expect(sheetOf(batch)?.index).toBe(3);
    expect(draftOf(batch, TODAY)).toMatchObject({ sheet: "3", header_row: "2", fields: { 0: "", 1: "name", 2: "identity_number" } });
    expect(proposalOf(sheetOf(batch, "0")).fields).toEqual({ 0: "" });
  });

  it("are filled in as chosen, once something was chosen", () => {
    const chosen = { sheet: 3, header_row: 1, columns: [{ index: 2, field: "certificate_number" as const }], leaving_on: null, leaving_reason: null, leaving_note: "" };
    expect(draftOf({ ...batch, mapping: chosen }, TODAY)).toMatchObject({ header_row: "1", fields: { 1: "name", 2: "certificate_number" } });
  });

  it("have the heading of the row that is chosen", () => {
    const shown = sheetOf(batch) as ImportSheet;
    expect(headingOf(shown, column(2, "证件 号码"), "2")).toBe("证件 号码");
    expect(headingOf(shown, column(0, "工号"), "1")).toBe("7 月花名册");
    expect(headingOf(shown, column(2, "证件 号码"), "1")).toBe("");
  });

  it("say how sure the proposal is, until somebody chooses otherwise", () => {
    expect(sureness(column(1, "姓名", "name"), "name")).toBe("sure");
    expect(sureness(column(1, "姓名", "name"), "")).toBe("chosen");
    expect(sureness(column(0, "工号"), "")).toBe("none");
  });
});

describe("what the columns must have", () => {
  it("is a name and one of two numbers, each once", () => {
    expect(mappingFaults(good, false, TODAY)).toEqual([]);
    expect(mappingFaults({ ...good, fields: { 0: "", 1: "" } }, false, TODAY)).toEqual(["name", "number"]);
    expect(mappingFaults({ ...good, fields: { 0: "name", 1: "name", 2: "certificate_number" } }, false, TODAY)).toEqual([{ twice: "name" }]);
  });

  it("is also when and why the missing have left, if the file is everyone", () => {
    expect(mappingFaults({ ...good, leaving_on: "2026-11-24", leaving_reason: "" }, true, TODAY)).toEqual(["leavingOn", "leavingReason"]);
    expect(mappingOf(good, true)).toMatchObject({ leaving_on: TODAY, leaving_reason: "contract_ended", leaving_note: "" });
    expect(mappingFaults({ ...good, leaving_reason: "other" }, true, TODAY)).toEqual(["leavingNote"]);
    expect(mappingOf(good, false)).toMatchObject({ sheet: 3, header_row: 2, leaving_on: null, leaving_reason: null });
  });
});

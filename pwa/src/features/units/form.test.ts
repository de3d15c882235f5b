import { describe, expect, it } from "vitest";
import { emptyUnit, faultyFields, inputOf, type UnitDraft } from "./form";

const filled: UnitDraft = {
  ...emptyUnit(),
  name: " 鹏城保安服务有限公司 ",
  uscc: "91440300 708461136t",
  legal_representative: "陈国强",
  phone: "020-88886666",
  address: "深南大道 1 号",
  division_code: "440305",
  agency_code: "440305000000",
  registered_capital_yuan: "5,000,000",
  services: ["03", "01"],
};

describe("the form of a unit", () => {
  it("is complete without a capital, phone or anything else optional", () => {
    expect(faultyFields({ ...filled, registered_capital_yuan: "", phone: "" })).toEqual([]);
  });

  it("names every field that is missing, in the order of the form", () => {
    expect(faultyFields(emptyUnit())).toEqual([
      "name",
      "uscc",
      "legal_representative",
      "services",
      "address",
      "division_code",
      "agency_code",
    ]);
  });

  it("asks a branch for its company and an in-house unit for no services", () => {
    expect(faultyFields({ ...filled, kind: "branch" })).toEqual(["parent_unit_id"]);
    expect(faultyFields({ ...filled, kind: "in_house_unit", services: [] })).toEqual([]);
  });

  it("refuses a capital in words and a city as the place", () => {
    expect(faultyFields({ ...filled, registered_capital_yuan: "五百万" })).toEqual([
      "registered_capital_yuan",
    ]);
    expect(faultyFields({ ...filled, division_code: "4403" })).toEqual(["division_code"]);
  });

  it("sends plain values: trimmed, numbers as numbers, services in order", () => {
    expect(inputOf(filled)).toMatchObject({
      name: "鹏城保安服务有限公司",
      uscc: "91440300708461136T",
      registered_capital_yuan: 5_000_000,
      services: ["01", "03"],
      parent_unit_id: null,
    });
  });
});

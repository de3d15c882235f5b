import { describe, expect, it } from "vitest";
import { changes, merge } from "./merge";

const base = { name: "甲", phone: "1", services: ["01"] };

describe("two changes to one record", () => {
  it("are both kept when they touch different fields", () => {
    const result = merge(base, { ...base, phone: "2" }, { ...base, name: "乙" });
    expect(result).toEqual({
      merged: { name: "乙", phone: "2", services: ["01"] },
      taken: ["name"],
      conflicts: [],
    });
  });

  it("leave a field that both changed to a person, holding mine", () => {
    const result = merge(base, { ...base, phone: "2" }, { ...base, phone: "3" });
    expect(result.conflicts).toEqual(["phone"]);
    expect(result.merged.phone).toBe("2");
  });

  it("agree when both typed the same", () => {
    const both = { ...base, services: ["01", "02"] };
    expect(merge(base, both, { ...both })).toMatchObject({ conflicts: [], taken: [] });
  });
});

describe("what is sent", () => {
  it("is only what was changed", () => {
    expect(changes(base, { ...base, services: ["01", "03"] })).toEqual({ services: ["01", "03"] });
    expect(changes(base, { ...base })).toEqual({});
  });
});

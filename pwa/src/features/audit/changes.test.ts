import { describe, expect, it } from "vitest";
import { changesOf } from "./changes";

describe("what an act changed", () => {
  it("is told field by field, without what stayed the same", () => {
    expect(
      changesOf(
        { state: "valid", reason: null, number: "1" },
        { state: "suspended", reason: "投诉", number: "1" },
      ),
    ).toEqual([
      { field: "state", before: "valid", after: "suspended" },
      { field: "reason", before: "", after: "投诉" },
    ]);
  });

  it("is everything when something new was entered", () => {
    expect(changesOf(null, { services: ["01", "02"], capital: 5 })).toEqual([
      { field: "services", before: "", after: '["01","02"]' },
      { field: "capital", before: "", after: "5" },
    ]);
  });

  it("is nothing when nothing was told", () => {
    expect(changesOf(null, null)).toEqual([]);
  });
});

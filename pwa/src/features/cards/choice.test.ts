import { describe, expect, it } from "vitest";
import { choiceOf, choiceProblem, emptyChoice, numbersOf } from "./choice";

describe("choosing cards", () => {
  it("takes numbers as they are pasted, each once", () => {
    expect(numbersOf("4401 2026 000001\n44012026000002\t44012026000001，44012026000003；")).toEqual([
      "44012026000001",
      "44012026000002",
      "44012026000003",
    ]);
  });

  it("asks for a unit or a number where they are meant", () => {
    expect(choiceProblem(emptyChoice())).toBeNull();
    expect(choiceProblem({ ...emptyChoice(), which: "unit" })).toBe("unitMissing");
    expect(choiceProblem({ ...emptyChoice(), which: "numbers", numbers: " \n " })).toBe("numbersMissing");
  });

  it("sends nothing of the ways that were not chosen", () => {
    const draft = { ...emptyChoice(), unit: "u", numbers: "1", onlyUnprinted: false };
    expect(choiceOf(draft)).toEqual({ unit_id: null, unprinted: true, most: 1000, numbers: [] });
    expect(choiceOf({ ...draft, which: "unit" })).toEqual({ unit_id: "u", unprinted: false, most: 1000, numbers: [] });
    expect(choiceOf({ ...draft, which: "numbers" })).toEqual({ unit_id: null, unprinted: false, most: 1000, numbers: ["1"] });
  });
});

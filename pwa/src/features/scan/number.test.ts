import { describe, expect, it } from "vitest";
import { plainNumber } from "./number";
import { isCurrent, VISIT_MS } from "./visitSite";

describe("a number", () => {
  it("may be typed in groups and pasted in any form", () => {
    for (const typed of ["4401 2026 000123", "４４０１２０２６　０００１２３", "\t44012026000123\n"]) {
      expect(plainNumber(typed)).toBe("44012026000123");
    }
    expect(plainNumber("粤a-（2026）001")).toBe("粤A-（2026）001");
  });
});

describe("the site of the visit", () => {
  const choice = { account_id: "a", chosen_at: 1_000_000 };

  it("holds for the visit and for the officer who chose it", () => {
    expect(isCurrent(choice, "a", choice.chosen_at + VISIT_MS - 1)).toBe(true);
    expect(isCurrent(choice, "a", choice.chosen_at + VISIT_MS)).toBe(false);
    expect(isCurrent(choice, "b", choice.chosen_at)).toBe(false);
    expect(isCurrent(choice, "a", choice.chosen_at - 1)).toBe(false);
  });
});

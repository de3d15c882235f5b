import { describe, expect, it } from "vitest";
import { inGroups, regroup } from "./grouping";

const GROUPS = [6, 8, 4];
const plainOf = (text: string): string => text.replace(/[^0-9X]/gu, "");
const typed = (text: string): { text: string; caret: number } => {
  const caret = text.indexOf("|");
  return regroup(text.replace("|", ""), caret, GROUPS, plainOf);
};

describe("a number typed in groups", () => {
  it("is written in groups as far as it is typed", () => {
    expect(inGroups("110105", GROUPS)).toBe("110105");
    expect(inGroups("1101051", GROUPS)).toBe("110105 1");
    expect(inGroups("11010519491231002X", GROUPS)).toBe("110105 19491231 002X");
  });

  it("shows what is too much instead of cutting it off", () => {
    expect(inGroups("11010519491231002X9", GROUPS)).toBe("110105 19491231 002X9");
  });

  it("keeps the caret after the character just typed, over a blank as well", () => {
    expect(typed("1101051|")).toEqual({ text: "110105 1", caret: 8 });
    expect(typed("110|105 1949")).toEqual({ text: "110105 1949", caret: 3 });
  });

  it("keeps the caret in the middle when a character is put in or taken out there", () => {
    expect(typed("1109|105 1949")).toEqual({ text: "110910 51949", caret: 4 });
    expect(typed("11|105 1949")).toEqual({ text: "111051 949", caret: 2 });
  });

  it("goes on before the blank when the blank is deleted, so the next key deletes a figure", () => {
    expect(typed("110105|1949")).toEqual({ text: "110105 1949", caret: 6 });
  });
});

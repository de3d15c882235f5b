import { describe, expect, it } from "vitest";
import {
  ageOn,
  identityNumberProblem,
  identityNumberProblemWhileTyping,
  isWholeIdentityNumber,
  normaliseIdentityNumber,
} from "./identityNumber";

/** The example of GB 11643 itself. */
const GOOD = "11010519491231002X";
const TODAY = new Date(2026, 10, 22);

describe("an identity number", () => {
  it("is accepted in any pasted form", () => {
    expect(identityNumberProblem(GOOD, TODAY)).toBeNull();
    expect(normaliseIdentityNumber("110105 19491231 002x")).toBe(GOOD);
    expect(normaliseIdentityNumber("１１０１０５－１９４９１２３１－００２Ｘ")).toBe(GOOD);
    expect(isWholeIdentityNumber(" 110105 1949 1231 002x ")).toBe(true);
  });

  it("is refused when a figure of it is changed", () => {
    for (const at of [0, 3, 14, 15, 16]) {
      const other = GOOD.charAt(at) === "1" ? "2" : "1";
      expect(identityNumberProblem(GOOD.slice(0, at) + other + GOOD.slice(at + 1), TODAY)).toBe(
        "check_character",
      );
    }
  });

  it("is refused with a birth date that does not exist or lies ahead", () => {
    expect(identityNumberProblem("110105194902310029", TODAY)).toBe("birth_date");
    expect(identityNumberProblem("110105209912310020", TODAY)).toBe("birth_date");
  });

  it("says which thing is wrong", () => {
    expect(identityNumberProblem("", TODAY)).toBe("required");
    expect(identityNumberProblem("1101051949", TODAY)).toBe("too_short");
    expect(identityNumberProblem("1101051949123100X2", TODAY)).toBe("format");
    expect(identityNumberProblem(`${GOOD}1`, TODAY)).toBe("format");
  });

  it("is not faulted while it is being typed", () => {
    expect(identityNumberProblemWhileTyping("110105 1949", TODAY)).toBeNull();
    expect(identityNumberProblemWhileTyping("110105X", TODAY)).toBe("format");
  });

  it("never takes a name or certificate number for a whole number", () => {
    expect(isWholeIdentityNumber("张伟")).toBe(false);
    expect(isWholeIdentityNumber("粤穗2024000123")).toBe(false);
  });
});

describe("age", () => {
  it("counts whole years, from the birthday on", () => {
    expect(ageOn("440106200811220011", new Date(2026, 10, 21))).toBe(17);
    expect(ageOn("440106200811220011", new Date(2026, 10, 22))).toBe(18);
    expect(ageOn("440106200811220011", new Date(2026, 11, 1))).toBe(18);
  });
});

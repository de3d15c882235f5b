import { describe, expect, it } from "vitest";
import { normaliseUscc, usccCheckCharacter, usccProblem, usccProblemWhileTyping } from "./uscc";

/** A published example: the code of a real, well-known company. */
const GOOD = "91440300708461136T";

describe("a unified social credit code", () => {
  it("is accepted when its check character is right", () => {
    expect(usccProblem(GOOD)).toBeNull();
    expect(usccCheckCharacter(GOOD)).toBe("T");
  });

  it("is accepted pasted with spaces, small letters, full-width figures", () => {
    expect(normaliseUscc(" 91 440300-708461136 t")).toBe(GOOD);
    expect(normaliseUscc("９１４４０３００７０８４６１１３６Ｔ")).toBe(GOOD);
  });

  it("is refused when any one character of it is changed", () => {
    for (let at = 0; at < GOOD.length; at += 1) {
      const other = GOOD.charAt(at) === "1" ? "2" : "1";
      const changed = GOOD.slice(0, at) + other + GOOD.slice(at + 1);
      expect(usccProblem(changed)).toBe("check_character");
    }
  });

  it("says which thing is wrong", () => {
    expect(usccProblem("")).toBe("required");
    expect(usccProblem("9144030070846113")).toBe("too_short");
    expect(usccProblem(`${GOOD}1`)).toBe("too_long");
    expect(usccProblem("9144030070846113OT")).toBe("characters");
  });

  it("is not faulted for what has not been typed yet", () => {
    expect(usccProblemWhileTyping("9144")).toBeNull();
    expect(usccProblemWhileTyping("91O4")).toBe("characters");
    expect(usccProblemWhileTyping("914403007084611360")).toBe("check_character");
  });
});

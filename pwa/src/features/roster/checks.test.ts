import { describe, expect, it } from "vitest";
import { dayProblem, hireInputOf, placeOf, placeProblem, shownDegree } from "./checks";

describe("the day of a leaving", () => {
  it("lies between the first day and today", () => {
    expect(dayProblem("2026-11-22", "2026-11-22", "2024-04-01")).toBeNull();
    expect(dayProblem("2024-04-01", "2026-11-22", "2024-04-01")).toBeNull();
    expect(dayProblem("2024-03-31", "2026-11-22", "2024-04-01")).toBe("beforeStart");
    expect(dayProblem("2026-11-23", "2026-11-22")).toBe("future");
    expect(dayProblem("", "2026-11-22")).toBe("date");
  });
});

describe("a hire", () => {
  const draft = {
    number: " 110105 19491231-002x ",
    name: " 张伟 ",
    position: "队员",
    started_on: "2026-11-01",
  };

  it("sends the one number that was typed, in its plain form", () => {
    expect(hireInputOf({ ...draft, by: "identity_number" })).toEqual({
      identity_number: "11010519491231002X",
      name: "张伟",
      position: "队员",
      started_on: "2026-11-01",
    });
  });

  it("keeps the Chinese of a certificate number", () => {
    expect(
      hireInputOf({ ...draft, by: "certificate_number", number: "粤穗 2024000123" }),
    ).toMatchObject({
      certificate_number: "粤穗2024000123",
    });
  });
});

describe("the position of a site", () => {
  it("may be left out, but not by half", () => {
    expect(placeProblem({ latitude: "", longitude: "" })).toBeNull();
    expect(placeProblem({ latitude: "23.1", longitude: "" })).toBe("both");
    expect(placeOf({ latitude: "", longitude: "" })).toEqual({ latitude: null, longitude: null });
  });

  it("lies on the globe", () => {
    expect(placeProblem({ latitude: "23.1", longitude: "113.3" })).toBeNull();
    expect(placeProblem({ latitude: "91", longitude: "113.3" })).toBe("latitude");
    expect(placeProblem({ latitude: "23.1", longitude: "east" })).toBe("longitude");
    expect(placeOf({ latitude: "23.1", longitude: "113.3" })).toEqual({
      latitude: 23.1,
      longitude: 113.3,
    });
  });

  it("is shown no more exactly than it is known", () => {
    expect(shownDegree(113.32123456789)).toBe("113.321235");
  });
});

import { describe, expect, it } from "vitest";
import { effectiveOnProblem, offeredActs } from "./acts";

const CITY = (): boolean => true;
const COUNTY = (permission: string): boolean => permission === "certificate:read";

describe("the acts offered on a certificate", () => {
  it("are those lawful in its state, the final ones last", () => {
    expect(offeredActs(["cancel", "suspend", "revoke", "replace"], CITY)).toEqual([
      "suspend",
      "replace",
      "revoke",
      "cancel",
    ]);
  });

  it("are none for a person who may only read", () => {
    expect(offeredActs(["suspend", "revoke"], COUNTY)).toEqual([]);
  });

  it("let the one who may suspend reinstate as well", () => {
    const suspender = (permission: string): boolean => permission === "certificate:suspend";
    expect(offeredActs(["reinstate", "revoke"], suspender)).toEqual(["reinstate"]);
  });
});

describe("the day an act takes effect", () => {
  it("lies between the beginning of the present state and today", () => {
    expect(effectiveOnProblem("2026-11-22", "2026-11-01", "2026-11-22")).toBeNull();
    expect(effectiveOnProblem("2026-11-01", "2026-11-01", "2026-11-22")).toBeNull();
    expect(effectiveOnProblem("2026-10-31", "2026-11-01", "2026-11-22")).toBe("before_state");
    expect(effectiveOnProblem("2026-11-23", "2026-11-01", "2026-11-22")).toBe("in_future");
    expect(effectiveOnProblem("", "2026-11-01", "2026-11-22")).toBe("required");
  });
});

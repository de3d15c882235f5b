import { describe, expect, it } from "vitest";
import { expiryOf, expiryProblem } from "./expiry";

describe("the expiry of a certificate", () => {
  it("is left to the rule unless someone decides", () => {
    expect(expiryOf({ kind: "rule", date: "2027-01-01" })).toEqual({});
    expect(expiryOf({ kind: "none", date: "" })).toEqual({ expires_on: null });
    expect(expiryOf({ kind: "date", date: "2027-01-01" })).toEqual({ expires_on: "2027-01-01" });
  });

  it("lies after the day of issue", () => {
    expect(expiryProblem({ kind: "date", date: "2026-11-22" }, "2026-11-22")).toBe(
      "expires_before",
    );
    expect(expiryProblem({ kind: "date", date: "" }, "2026-11-22")).toBe("date");
    expect(expiryProblem({ kind: "date", date: "2026-11-23" }, "2026-11-22")).toBeNull();
    expect(expiryProblem({ kind: "none", date: "" }, "2026-11-22")).toBeNull();
  });
});

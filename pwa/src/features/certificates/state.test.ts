import { describe, expect, it } from "vitest";
import { dayAfter, expiresSoon, toneOf } from "./state";

describe("the tone of a certificate's state", () => {
  it("is green for a valid one only", () => {
    expect(toneOf("valid")).toBe("valid");
    for (const state of ["suspended", "revoked", "cancelled", "superseded", "expired"] as const) {
      expect(toneOf(state)).toBe("not_valid");
    }
    expect(toneOf(null)).toBe("check");
  });
});

describe("looking ahead", () => {
  it("counts days over months and years", () => {
    expect(dayAfter("2026-11-22", 30)).toBe("2026-12-22");
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(dayAfter("2028-02-28", 1)).toBe("2028-02-29");
  });

  it("warns of what runs out, not of what has run out or never does", () => {
    expect(expiresSoon("2026-12-01", "2026-11-22")).toBe(true);
    expect(expiresSoon("2026-11-21", "2026-11-22")).toBe(false);
    expect(expiresSoon("2027-06-01", "2026-11-22")).toBe(false);
    expect(expiresSoon(null, "2026-11-22")).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import {
  emptyGuard,
  faultyChangeFields,
  faultyGuardFields,
  guardInputOf,
  isMobile,
  registrationProblem,
} from "./form";

const TODAY = new Date(2026, 10, 22);
const filled = {
  ...emptyGuard(),
  name: "𠮷野明",
  identity_number: "110105 1949 1231 002x",
  phone: "+86 138 1234 5678",
  education: "senior_middle" as const,
  address: "石牌街 12 号",
};

describe("the registration of a guard", () => {
  it("names every missing field", () => {
    expect(faultyGuardFields(emptyGuard(), TODAY)).toEqual([
      "identity_number",
      "name",
      "phone",
      "education",
      "address",
    ]);
  });

  it("sends plain values and keeps rare characters", () => {
    expect(faultyGuardFields(filled, TODAY)).toEqual([]);
    expect(guardInputOf(filled)).toEqual({
      name: "𠮷野明",
      identity_number: "11010519491231002X",
      phone: "13812345678",
      education: "senior_middle",
      address: "石牌街 12 号",
    });
  });

  it("refuses a person under 18 on that day", () => {
    expect(registrationProblem("440106200811230013", TODAY)).toBe("under_age");
    expect(registrationProblem("440106200811220018", TODAY)).toBeNull();
  });
});

describe("a change", () => {
  it("leaves the phone as it is when none is typed", () => {
    const change = {
      name: "张伟",
      phone: "",
      education: "bachelor" as const,
      address: "a",
      status: "active" as const,
    };
    expect(faultyChangeFields(change)).toEqual([]);
    expect(faultyChangeFields({ ...change, phone: "1381234" })).toEqual(["phone"]);
  });
});

describe("a mobile number", () => {
  it("is understood as people write it", () => {
    for (const text of [
      "13812345678",
      "138-1234-5678",
      "８6 13812345678",
      "１３８１２３４５６７８",
    ]) {
      expect(isMobile(text)).toBe(true);
    }
    for (const text of ["1381234567", "23812345678", "020-88886666"])
      expect(isMobile(text)).toBe(false);
  });
});

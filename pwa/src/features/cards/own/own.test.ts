import { describe, expect, it } from "vitest";
import type { CardOnPhone } from "@/api/types";
import { handedOver, inFives, newKey, plainCode } from "./code";
import { standingOf } from "./standing";

const NOON = Date.parse("2026-11-23T04:00:00Z");
const card = (more: Partial<CardOnPhone>): CardOnPhone => ({
  number: "44012026000001",
  name: "陈志强",
  issued_on: "2026-01-01",
  expires_on: null,
  agency_name: "广州市公安局",
  unit_name: null,
  state: "valid",
  state_since: "2026-01-01",
  url: "",
  qr: [],
  as_of: "2026-11-23T03:00:00Z",
  photo: null,
  ...more,
});

describe("a code from the employer", () => {
  it("is taken in any form, and read in fives", () => {
    expect(plainCode(" abcde-23 456 ")).toBe("ABCDE23456");
    expect(inFives("ABCDE23456")).toBe("ABCDE 23456");
  });

  it("comes with the address, or not at all", () => {
    expect(handedOver("#n=44012026000001&c=ABCDE23456")).toEqual({ number: "44012026000001", code: "ABCDE23456" });
    expect(handedOver("#n=44012026000001&c=ABC")).toBeNull();
    expect(handedOver("")).toBeNull();
  });

  it("is answered to a key of the phone's own", () => {
    expect(newKey()).toMatch(/^[\w-]{43}$/u);
    expect(newKey()).not.toBe(newKey());
  });
});

describe("how a kept card stands", () => {
  it("is valid for a day after it was asked, then to be checked", () => {
    expect(standingOf(card({}), NOON, "2026-11-23")).toEqual({ state: "valid", tone: "valid", old: false });
    expect(standingOf(card({ as_of: "2026-11-22T03:59:00Z" }), NOON, "2026-11-23").tone).toBe("check");
    expect(standingOf(card({ as_of: "nonsense" }), NOON, "2026-11-23").tone).toBe("check");
  });

  it("ends with its last day, also without network", () => {
    const last = card({ expires_on: "2026-11-22" });
    expect(standingOf(last, NOON, "2026-11-22").tone).toBe("valid");
    expect(standingOf(last, NOON, "2026-11-23")).toMatchObject({ state: "expired", tone: "not_valid" });
    expect(standingOf(card({ state: "suspended" }), NOON, "2026-11-23").tone).toBe("not_valid");
  });
});

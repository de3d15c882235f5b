import { describe, expect, it } from "vitest";
import { minutesOff, nowBy } from "./time";

const phone = Date.parse("2026-11-22T08:00:00.250Z");

describe("the time of a record", () => {
  it("is the phone's, put right by the server's", () => {
    expect(nowBy(300_000, phone)).toBe("2026-11-22T08:05:00Z");
    expect(nowBy(null, phone)).toBe("2026-11-22T08:00:00Z");
  });
  it("comes with a note only when the clock is off by a minute or more", () => {
    expect(minutesOff(-300_000)).toBe(5);
    expect(minutesOff(20_000)).toBeNull();
    expect(minutesOff(null)).toBeNull();
  });
});

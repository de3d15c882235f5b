import { describe, expect, it } from "vitest";
import { minutesOff, nowBy, visitTimes } from "./time";

const phone = Date.parse("2026-11-22T08:00:00.250Z");

describe("the time of a record", () => {
  it("is the phone's, put right by the server's", () => {
    expect(nowBy(300_000, phone)).toBe("2026-11-22T08:05:00Z");
    expect(nowBy(null, phone)).toBe("2026-11-22T08:00:00Z");
  });
  it("begins and ends by one clock, also when the server's was only learnt on the way", () => {
    const tenMinutesAhead = -600_000;
    expect(visitTimes("2026-11-22T08:00:00Z", null, tenMinutesAhead, Date.parse("2026-11-22T08:05:00Z")))
      .toEqual({ started_at: "2026-11-22T07:50:00Z", finished_at: "2026-11-22T07:55:00Z" });
  });

  it("never ends before it began, though the phone's clock was set back", () => {
    const { started_at, finished_at } = visitTimes("2026-11-22T08:00:00Z", 0, 0, Date.parse("2026-11-22T06:00:00Z"));
    expect(finished_at).toBe(started_at);
  });

  it("comes with a note only when the clock is off by a minute or more", () => {
    expect(minutesOff(-300_000)).toBe(5);
    expect(minutesOff(20_000)).toBeNull();
    expect(minutesOff(null)).toBeNull();
  });
});

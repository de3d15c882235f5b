import { describe, expect, it } from "vitest";
import { fitWithin } from "./photos";

describe("the size of a photo", () => {
  it("keeps its proportion within 1600 px", () => {
    expect(fitWithin(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(fitWithin(3000, 4000, 1600)).toEqual({ width: 1200, height: 1600 });
  });
  it("is never enlarged", () =>
    expect(fitWithin(640, 480, 1600)).toEqual({ width: 640, height: 480 }));
  it("never becomes nothing", () =>
    expect(fitWithin(16000, 1, 1600)).toEqual({ width: 1600, height: 1 }));
});

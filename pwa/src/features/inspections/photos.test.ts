import { describe, expect, it } from "vitest";
import { fitWithin } from "./photos";
import { distanceM } from "./position";

describe("the size of a photo", () => {
  it("keeps its proportion within 1600 px", () => {
    expect(fitWithin(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(fitWithin(3000, 4000, 1600)).toEqual({ width: 1200, height: 1600 });
  });
  it("is never enlarged", () => expect(fitWithin(640, 480, 1600)).toEqual({ width: 640, height: 480 }));
  it("never becomes nothing", () => expect(fitWithin(16000, 1, 1600)).toEqual({ width: 1600, height: 1 }));
});

describe("the distance to a site", () => {
  it("is right to half a percent (111,490 m on the WGS 84 ellipsoid, by Vincenty)", () => {
    const metres = distanceM({ latitude: 23.1486, longitude: 113.2519 }, { latitude: 22.5329, longitude: 114.1113 });
    expect(Math.abs(metres - 111_490) / 111_490).toBeLessThan(0.005);
  });
  it("is nothing to the place itself", () => {
    expect(distanceM({ latitude: 23, longitude: 113 }, { latitude: 23, longitude: 113 })).toBe(0);
  });
});

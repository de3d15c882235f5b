import { describe, expect, it } from "vitest";
import { cropRectangle, FIRST_VIEW, MAX_ZOOM, moved, PHOTO, tooSmall, zoomed } from "./crop";

const PORTRAIT = { width: 3000, height: 4000 };
const WIDE = { width: 4000, height: 3000 };

describe("the part of a picture that becomes the photo", () => {
  it.each([PORTRAIT, WIDE])("has the photo's shape and lies inside the picture", (picture) => {
    const crop = cropRectangle(picture, FIRST_VIEW);
    expect(crop.width / crop.height).toBeCloseTo(PHOTO.width / PHOTO.height, 6);
    expect(crop.left).toBeGreaterThanOrEqual(0);
    expect(crop.top).toBeGreaterThanOrEqual(0);
    expect(crop.left + crop.width).toBeLessThanOrEqual(picture.width + 1e-6);
    expect(crop.top + crop.height).toBeLessThanOrEqual(picture.height + 1e-6);
  });

  it("uses the whole height of a wide picture", () => {
    expect(cropRectangle(WIDE, FIRST_VIEW).height).toBeCloseTo(3000);
  });

  it("follows the finger: pulled right, what lies left comes into view", () => {
    const start = zoomed(PORTRAIT, FIRST_VIEW, 3);
    const before = cropRectangle(PORTRAIT, start);
    const after = cropRectangle(PORTRAIT, moved(PORTRAIT, start, 10, 0));
    expect(before.left - after.left).toBeCloseTo((10 * before.width) / PHOTO.width);
  });

  it("stops at the edge and comes back at once", () => {
    const far = moved(PORTRAIT, zoomed(PORTRAIT, FIRST_VIEW, 2), 100_000, 0);
    expect(cropRectangle(PORTRAIT, far).left).toBe(0);
    expect(cropRectangle(PORTRAIT, moved(PORTRAIT, far, -10, 0)).left).toBeGreaterThan(0);
  });

  it("keeps the zoom within bounds", () => {
    expect(zoomed(PORTRAIT, FIRST_VIEW, 99).zoom).toBe(MAX_ZOOM);
    expect(zoomed(PORTRAIT, FIRST_VIEW, 0).zoom).toBe(1);
  });

  it("says when the picture is too small for a sharp photo", () => {
    expect(tooSmall({ width: 200, height: 240 }, FIRST_VIEW)).toBe(true);
    expect(tooSmall(PORTRAIT, zoomed(PORTRAIT, FIRST_VIEW, 2))).toBe(false);
  });
});

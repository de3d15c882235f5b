import { describe, expect, it } from "vitest";
import { betterLens, isFront, sortLenses } from "./lens";

const lenses = (...labels: string[]): { id: string; label: string }[] => labels.map((label) => ({ id: label, label }));
const first = (...labels: string[]): string | undefined => sortLenses(lenses(...labels))[0]?.label;

describe("the lens to open", () => {
  it("is the main back lens of an Android phone", () => {
    expect(first("camera2 1, facing front", "camera2 0, facing back", "camera2 2, facing back")).toBe("camera2 0, facing back");
  });

  it("is the combined lens of an iPhone, which focuses on near things", () => {
    expect(first("Front Camera", "Back Ultra Wide Camera", "Back Triple Camera", "Back Camera")).toBe("Back Triple Camera");
  });

  it("is neither ultra wide nor front with Chinese names", () => {
    expect(first("前置相机", "后置超广角相机", "后置相机")).toBe("后置相机");
  });

  it("stays what was opened when no name says more", () => {
    expect(betterLens(lenses("Camera 1", "Camera 2"), "Camera 2")).toBeNull();
    expect(betterLens(lenses("Back Camera", "Front Camera"), "Front Camera")?.id).toBe("Back Camera");
  });

  it("knows a front lens, which is shown as in a mirror", () => {
    expect(isFront("Front Camera")).toBe(true);
    expect(isFront("Back Camera")).toBe(false);
  });
});

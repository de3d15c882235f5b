import { describe, expect, it } from "vitest";
import { Aim, type Code } from "./aim";

const size = { width: 1920, height: 1080 };
const at = (text: string, x: number, y: number): Code => ({ text, centre: { x, y } });
const centre = at("aimed", 960, 540);
const edge = at("edge", 120, 100);

describe("the aimed code", () => {
  it("is taken at once, and wins over a second card at the edge", () => {
    expect(new Aim().choose([edge, centre], size)).toBe("aimed");
  });

  it("is the nearer one of two inside the aim", () => {
    expect(new Aim().choose([at("far", 1200, 700), at("near", 1000, 560)], size)).toBe("near");
  });

  it("may lie at the edge when it is alone and seen in two frames", () => {
    const aim = new Aim();
    expect(aim.choose([edge], size)).toBeNull();
    expect(aim.choose([], size)).toBeNull();
    expect(aim.choose([edge], size)).toBe("edge");
  });

  it("is not guessed between two different codes at the edge", () => {
    const aim = new Aim();
    const other = at("other", 1800, 1000);
    expect(aim.choose([edge, other], size)).toBeNull();
    expect(aim.choose([edge, other], size)).toBeNull();
  });
});

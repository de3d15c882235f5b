/** Which part of the picture is read in which way, frame after frame. */
import type { Size } from "./aim";
import type { Step } from "./steps";

export interface Region extends Size {
  left: number;
  top: number;
}

export interface Attempt {
  step: Step;
  /** "core": the middle of the picture only, because the step enlarges it. */
  part: "whole" | "core";
}

/** Every second frame is read as it is, so that an easy code never waits. */
const ATTEMPTS: readonly Attempt[] = [
  { step: "plain", part: "whole" },
  { step: "blur", part: "whole" },
  { step: "plain", part: "whole" },
  { step: "sharpen", part: "core" },
  { step: "plain", part: "whole" },
  { step: "blur_sharpen", part: "core" },
];

export function attemptAt(frame: number): Attempt {
  return ATTEMPTS[frame % ATTEMPTS.length] ?? { step: "plain", part: "whole" };
}

/** Longest side of the core before it is enlarged. */
const CORE = 640;

export function regionOf(part: Attempt["part"], { width, height }: Size): Region {
  if (part === "whole") return { left: 0, top: 0, width, height };
  const side = Math.min(CORE, width, height);
  return { left: (width - side) >> 1, top: (height - side) >> 1, width: side, height: side };
}

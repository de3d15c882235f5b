import type { Import, ImportState } from "@/api/types";
import type { Tone } from "@/ui";

export const STEPS = ["read", "columns", "preview", "apply", "done"] as const;
export type Step = (typeof STEPS)[number];

const STEP_OF: Record<ImportState, Step> = {
  reading: "read",
  mapping: "columns",
  checking: "preview",
  ready: "preview",
  applying: "apply",
  applied: "done",
  undoing: "done",
  undone: "done",
  failed: "read",
  cancelled: "read",
};

const TONES: Record<ImportState, Tone> = {
  reading: "neutral",
  mapping: "check",
  checking: "neutral",
  ready: "check",
  applying: "neutral",
  applied: "valid",
  undoing: "neutral",
  undone: "neutral",
  failed: "not_valid",
  cancelled: "neutral",
};

/** Where an import stands; it is known by the server, so that leaving the page loses nothing. */
export function stepOf(state: ImportState): Step {
  return STEP_OF[state];
}

export function toneOf(state: ImportState): Tone {
  return TONES[state];
}

/** Work goes on without anybody doing anything. */
export function isWorking(state: ImportState): state is "reading" | "checking" | "applying" | "undoing" {
  return state === "reading" || state === "checking" || state === "applying" || state === "undoing";
}

/** Work that was begun and did not come to its end: somebody has to say whether it goes on. */
export function isStopped({ state, job }: Pick<Import, "state" | "job">): boolean {
  return isWorking(state) && (job?.state === "failed" || job?.state === "cancelled");
}

/** Whether a step that was passed can be gone back to: only the columns, and only while nothing was applied. */
export function mayGoTo(step: Step, state: ImportState): boolean {
  return state === "ready" && (step === "columns" || step === "preview");
}

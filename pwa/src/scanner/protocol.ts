/** What the page and the scanner's worker say to each other. */
import type { Code } from "./aim";
import type { Step } from "./steps";

export interface ReadRequest {
  id: number;
  width: number;
  height: number;
  /** RGBA; handed over, not copied. */
  pixels: ArrayBuffer;
  step: Step;
}

/** Stands for the loading of the program where a request has its id. */
export const LOADING = 0;

export type ToWorker = { kind: "load"; wasmUrl: string } | ({ kind: "read" } & ReadRequest);

export interface ReadAnswer {
  id: number;
  /** Positions in the pixels of the request, whatever the step made of them. */
  codes: Code[];
  brightness: number;
}

export type FromWorker = { kind: "ready" } | ({ kind: "read" } & ReadAnswer) | { kind: "failed"; id: number; message: string };

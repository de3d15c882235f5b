/** The app's own readers, as the bench calls them in a real browser (bench/codes.py, bench/phone_lists.py). */
import { prepareZXingModule } from "zxing-wasm/reader";
import { checkPayload } from "../../src/offline/credential";
import { readStatusList, stateAt } from "../../src/offline/statusList";
import { readTrustList } from "../../src/offline/trustList";
import { regionOf } from "../../src/scanner/frames";
import { decode } from "../../src/scanner/decode";
import { STEPS, type Step } from "../../src/scanner/steps";

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export function loadReader(wasm: string): Promise<unknown> {
  return Promise.resolve(prepareZXingModule({ overrides: { wasmBinary: fromBase64(wasm).buffer }, fireImmediately: true }));
}

async function pixels(picture: string, step: Step): Promise<ImageData> {
  const bitmap = await createImageBitmap(new Blob([fromBase64(picture)]));
  const region = regionOf(step === "plain" || step === "blur" ? "whole" : "core", bitmap);
  const canvas = new OffscreenCanvas(region.width, region.height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(bitmap, -region.left, -region.top);
  return context.getImageData(0, 0, region.width, region.height);
}

/** The first step of the camera's that reads this very text from the picture, or null. */
export async function readingStep(picture: string, text: string): Promise<Step | null> {
  for (const step of STEPS) {
    const codes = await decode(await pixels(picture, step), step);
    if (codes.some((code) => code.text === text)) return step;
  }
  return null;
}

export interface Timing {
  /** ms from the fetched bytes to a list that can be asked, signature included. */
  open: number;
  /** ms for one card: mean of many. */
  lookUp: number;
  /** ms to check one card's signature. */
  card: number;
  places: number;
}

const LOOK_UPS = 100_000;

export async function timeLists(trustBytes: string, statusBytes: string, payload: string): Promise<Timing> {
  const trust = await readTrustList(fromBase64(trustBytes), null);
  const [data, card] = [fromBase64(statusBytes), fromBase64(payload)];
  const began = performance.now();
  const list = await readStatusList(data, trust);
  const opened = performance.now();
  const places = list.bits.length * 4;
  let bad = 0;
  for (let count = 0; count < LOOK_UPS; count += 1) if (stateAt(list, (count * 7919) % places) !== "valid") bad += 1;
  const asked = performance.now();
  if (bad === LOOK_UPS) throw new Error("nothing is valid");
  const check = await checkPayload(card, trust);
  if (check.outcome !== "genuine") throw new Error(check.outcome);
  return { open: opened - began, lookUp: (asked - opened) / LOOK_UPS, card: performance.now() - asked, places };
}

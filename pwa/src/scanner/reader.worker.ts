/** Reads codes away from the main thread, so that the camera picture stays smooth. */
import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadResult } from "zxing-wasm/reader";
import type { Code } from "./aim";
import { type FromWorker, LOADING, type ReadRequest, type ToWorker } from "./protocol";
import { applyStep, brightness, scaleOf, type Step, toGrey, toRgba } from "./steps";

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** The card is a QR code of model 2 and nothing else: every other format would only cost time. */
const OPTIONS: ReaderOptions = {
  formats: ["QRCodeModel2"],
  tryHarder: true,
  tryRotate: false,
  tryInvert: false,
  maxNumberOfSymbols: 8,
  textMode: "Plain",
};

function toCode({ text, position }: ReadResult, scale: number): Code {
  const corners = [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft];
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length / scale;
  return { text, centre: { x: mean(corners.map((corner) => corner.x)), y: mean(corners.map((corner) => corner.y)) } };
}

async function read({ id, width, height, pixels, step }: ReadRequest): Promise<FromWorker> {
  const taken = new Uint8ClampedArray(pixels);
  const results = await readBarcodes(prepared(new ImageData(taken, width, height), step), OPTIONS);
  const codes = results.filter((result) => result.isValid).map((result) => toCode(result, scaleOf(step)));
  return { kind: "read", id, codes, brightness: brightness(taken) };
}

/** The frame as it is costs nothing more: most codes are read from it. */
function prepared(image: ImageData, step: Step): ImageData {
  if (step === "plain") return image;
  const made = applyStep(toGrey(image.data, image.width, image.height), step);
  return new ImageData(toRgba(made), made.width, made.height);
}

function answer(message: FromWorker): void {
  scope.postMessage(message);
}

scope.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "load") {
    // Our own file of the very same version; the library would otherwise ask a foreign host for it.
    prepareZXingModule({ overrides: { locateFile: () => data.wasmUrl }, fireImmediately: true })
      .then(() => { answer({ kind: "ready" }); })
      .catch((error: unknown) => { answer({ kind: "failed", id: LOADING, message: String(error) }); });
    return;
  }
  read(data)
    .catch((error: unknown): FromWorker => ({ kind: "failed", id: data.id, message: String(error) }))
    .then(answer)
    .catch(() => undefined);
});

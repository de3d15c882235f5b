/** What is done with one picture: the step, then the reading program. Loaded in the worker only, and by the bench. */
import { readBarcodes, type ReaderOptions, type ReadResult } from "zxing-wasm/reader";
import type { Code } from "./aim";
import { applyStep, scaleOf, type Step, toGrey, toRgba } from "./steps";

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

/** The frame as it is costs nothing more: most codes are read from it. */
function prepared(image: ImageData, step: Step): ImageData {
  if (step === "plain") return image;
  const made = applyStep(toGrey(image.data, image.width, image.height), step);
  return new ImageData(toRgba(made), made.width, made.height);
}

/** The codes in a picture, with their positions in it, whatever the step made of it. */
export async function decode(image: ImageData, step: Step): Promise<Code[]> {
  const results = await readBarcodes(prepared(image, step), OPTIONS);
  return results.filter((result) => result.isValid).map((result) => toCode(result, scaleOf(step)));
}

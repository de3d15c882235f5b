/** Reads a code from a photo the officer picked: the way out when the camera will not read. */
import { type Code, nearest } from "./aim";
import { codeReader } from "./reader";
import { type Step } from "./steps";

interface Try {
  /** Longest side the photo is scaled to. */
  side: number;
  step: Step;
}

const TRIES: readonly Try[] = [
  { side: 1600, step: "plain" },
  { side: 2800, step: "plain" },
  { side: 1600, step: "blur" },
  { side: 1000, step: "sharpen" },
  { side: 1000, step: "blur_sharpen" },
];

/** The file is no picture this browser can open. */
export class NotAPicture extends Error {
  override readonly name = "NotAPicture";
}

/** <img> and not createImageBitmap: it opens more formats and turns the picture as the phone was held. */
async function load(file: Blob): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    throw new NotAPicture();
  } finally {
    URL.revokeObjectURL(url);
  }
}

function scaled(image: HTMLImageElement, side: number): ImageData {
  const factor = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * factor));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * factor));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new NotAPicture();
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The text of the code nearest to the photo's centre, or null. @throws NotAPicture, ReaderFailed */
export async function readPhoto(file: Blob): Promise<string | null> {
  const image = await load(file);
  for (const { side, step } of TRIES) {
    const picture = scaled(image, side);
    const size = { width: picture.width, height: picture.height };
    const { codes } = await codeReader().read(picture, step);
    const best: Code | null = nearest(codes, size);
    if (best) return best.text;
  }
  return null;
}

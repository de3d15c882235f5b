// @vitest-environment node
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { beforeAll, describe, expect, it } from "vitest";
import { encodeQr, TextTooLong } from "./qrEncode";

const SCALE = 4;

/** The code as a camera would have it: its quiet zone, a few points a module. */
function picture(rows: string[]): ImageData {
  const side = (rows.length + 8) * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (rows[Math.floor(y / SCALE) - 4]?.[Math.floor(x / SCALE) - 4] === "1") data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { data, width: side, height: side, colorSpace: "srgb" } as ImageData;
}

async function read(rows: string[]): Promise<string | undefined> {
  return (await readBarcodes(picture(rows), { formats: ["QRCode"] }))[0]?.text;
}

describe("a code drawn on the phone", () => {
  beforeAll(async () => {
    const file = await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
    await prepareZXingModule({ overrides: { wasmBinary: file.buffer as ArrayBuffer }, fireImmediately: true });
  });

  it.each([1, 17, 50, 78, 106, 134, 150, 190, 228, 266, 318, 364, 420, 455, 517, 580, 640, 710, 788, 850])("of %i letters is read back", async (length) => {
    const text = Array.from({ length }, (_, index) => String.fromCharCode(48 + ((index * 7) % 75))).join("");
    expect(await read(encodeQr(text))).toBe(text);
  });

  it("keeps Chinese names and rare characters", async () => {
    const text = "gangwei-visit-1:AAECAwQF\n广州平安保安服务有限公司\n天河城\n王𡘙";
    expect(await read(encodeQr(text))).toBe(text);
  });

  it("says when a text is too long", () => {
    expect(() => encodeQr("x".repeat(900))).toThrow(TextTooLong);
  });
});

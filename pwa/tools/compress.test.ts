import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compress } from "./compress";

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "gangwei-compress-"));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

test("text gets a smaller copy beside it, with the same content", async () => {
  const text = "岗卫 ".repeat(500);
  await mkdir(join(dir, "assets"));
  await writeFile(join(dir, "assets", "app.js"), text);
  expect(await compress(dir)).toEqual(["assets/app.js.gz"]);
  expect(gunzipSync(await readFile(join(dir, "assets", "app.js.gz"))).toString()).toBe(text);
});

test("pictures, tiny files and what does not become smaller stay alone", async () => {
  await writeFile(join(dir, "icon.png"), "x".repeat(2000));
  await writeFile(join(dir, "small.css"), "a{}");
  await writeFile(join(dir, "noise.wasm"), randomBytes(2000));
  expect(await compress(dir)).toEqual([]);
});

test("the same content gives the same bytes, whenever it is built", async () => {
  await writeFile(join(dir, "a.js"), "x".repeat(2000));
  await compress(dir);
  const first = await readFile(join(dir, "a.js.gz"));
  await compress(dir);
  expect(await readFile(join(dir, "a.js.gz"))).toEqual(first);
});

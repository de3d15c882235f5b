import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "./en/problems";
import type { Words } from "./types";
import zh from "./zh-CN/problems";

/** docs/problems.md is kept equal to the server's catalogue by a test of the back end. */
const CODES = [...readFileSync("../docs/problems.md", "utf8").matchAll(/^\| `([a-z_.]+)`/gm)].map((found) => found[1] ?? "");

function find(words: Words, code: string): unknown {
  return code.split(".").reduce<Words | string | undefined>(
    (here, part) => (typeof here === "object" ? here[part] : undefined),
    words,
  );
}

function codesOf(words: Words, path = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : codesOf(value, `${path}${key}.`),
  );
}

describe("the server's problems", () => {
  it("are many", () => {
    expect(CODES.length).toBeGreaterThan(40);
  });

  it.each(CODES)("%s has words in both languages", (code) => {
    expect(find(zh, code)).toEqual(expect.any(String));
    expect(find(en, code)).toEqual(expect.any(String));
  });

  it("have no words for codes that do not exist", () => {
    const own = /^(field|network)\.|^general$/;
    expect(codesOf(zh).filter((code) => !own.test(code) && !CODES.includes(code))).toEqual([]);
  });
});

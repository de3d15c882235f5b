import { beforeAll, describe, expect, it } from "vitest";
import { fill } from "./format";
import { formatDate, setWords, t, tryWords } from "./index";
import type { Words } from "./types";
import en from "./en";
import zh from "./zh-CN";

function flatten(words: Words, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
}

const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const english = new Map(flatten(en));

describe("the two dictionaries", () => {
  it("have the same keys", () => {
    expect([...english.keys()].sort()).toEqual(flatten(zh).map(([key]) => key).sort());
  });

  it.each(flatten(zh))("say the same values in %s", (key, chinese) => {
    const other = english.get(key) ?? "";
    expect(other.trim()).not.toBe("");
    // "The one guard left | The {count} guards left": only the form for one may leave the number out.
    const forms = other.split(" | ");
    expect(places(forms.at(-1) ?? "")).toEqual(places(chinese));
    for (const form of forms) expect(places(chinese)).toEqual(expect.arrayContaining(places(form)));
    expect(chinese + other).not.toMatch(/[!！]/);
  });
});

describe("words", () => {
  beforeAll(() => setWords("en"));

  it("choose the form by the number", () => {
    expect(fill("{count} record | {count} records", { count: 1 }, "en")).toBe("1 record");
    expect(fill("{count} record | {count} records", { count: 1200 }, "en")).toBe("1,200 records");
  });

  it("are found by key, and an unknown code has none", () => {
    expect(t("app.waiting", { count: 3 })).toBe("3 waiting to send");
    expect(tryWords("problems.certificate.already_open")).toContain("already has a certificate");
    expect(tryWords("problems.certificate.unheard_of")).toBeUndefined();
    expect(tryWords("problems.certificate")).toBeUndefined();
  });

  it("write a day as that day, wherever the phone is", async () => {
    expect(formatDate("2026-01-31")).toBe("31 January 2026");
    await setWords("zh-CN");
    expect(formatDate("2026-01-31")).toBe("2026年1月31日");
    expect(formatDate(null)).toBe("");
  });
});

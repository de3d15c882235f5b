import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { IMPORT_FIELDS, IMPORT_STATES, type Import, type ImportRow, type RowProblem, type RowValues } from "@/api/types";
import { setWords } from "@/app/words";
import en from "@/app/words/en/imports";
import type { Words } from "@/app/words/types";
import zh from "@/app/words/zh-CN/imports";
import { changedValues, fieldsOf, masked } from "./fixing";
import { firstVerdict } from "./rowPages";
import { isStopped, isWorking, mayGoTo, stepOf } from "./steps";
import { cellWords, reasonWords, valueWords } from "./wording";

const nothing = Object.fromEntries(IMPORT_FIELDS.map((field) => [field, null])) as RowValues;
const lost: RowProblem = {
  code: "cell.number_lost_digits",
  refuses: true,
  field: "identity_number",
  column: "C",
  value: "4.40106E+17",
  expected: "identity_number",
  rows: [],
  suggestions: [],
  earliest: null,
  latest: null,
};

describe("where an import stands", () => {
  it("is told by its state alone, so that anybody can come back to it", () => {
    expect(IMPORT_STATES.map(stepOf)).toEqual(["read", "columns", "preview", "preview", "apply", "done", "done", "done", "read", "read"]);
    expect(IMPORT_STATES.filter(isWorking)).toEqual(["reading", "checking", "applying", "undoing"]);
  });

  it("leads back to the columns only while nothing was applied", () => {
    expect(mayGoTo("columns", "ready")).toBe(true);
    expect(IMPORT_STATES.filter((state) => mayGoTo("columns", state))).toEqual(["ready"]);
    expect(mayGoTo("read", "ready")).toBe(false);
  });

  it("is seen to have stopped when its job has, and not when the job of an earlier step had", () => {
    const job = { state: "failed" } as Import["job"];
    expect(isStopped({ state: "applying", job })).toBe(true);
    expect(isStopped({ state: "ready", job })).toBe(false);
    expect(isStopped({ state: "applying", job: null })).toBe(false);
  });
});

describe("the preview", () => {
  it("begins with what needs a person", () => {
    const counts = { hire: 90, change: 0, leave: 0, same: 3, refused: 2, left_out: 1, missing: 0, applied: 0, undone: 0, not_undone: 0 };
    expect(firstVerdict({ counts })).toBe("refused");
    expect(firstVerdict({ counts: { ...counts, refused: 0 } })).toBe("hire");
  });
});

describe("a problem of a row", () => {
  beforeAll(() => setWords("zh-CN"));

  it("names column, field, reason and the form that is expected", () => {
    expect(cellWords(lost)).toBe("C 列 身份证号");
    expect(reasonWords(lost)).toContain("后几位已经丢失");
    expect(reasonWords(lost)).toContain("应填：18 位身份证号");
  });

  it("says of a note what the register has, and of a certificate its state", () => {
    const note = { ...lost, refuses: false, code: "row.started_on_differs", expected: "2024-01-31" };
    expect(reasonWords(note)).toContain("登记的是：2024年1月31日");
    expect(valueWords({ ...lost, code: "row.no_valid_certificate", value: "expired" })).toBe("已过期");
    expect(reasonWords({ ...note, code: "row.left_out_total", expected: null })).toBe("合计");
  });

  it("names the other rows and the days it is about, and takes the register's own words", () => {
    expect(reasonWords({ ...lost, code: "roster.person_not_found", expected: null, rows: [5, 9] })).toMatch(/没有找到此人.*见第 5、9 行/);
    const day = { ...lost, code: "row.date_out_of_range", expected: "date", earliest: "2024-01-31", latest: "2026-11-23" };
    expect(reasonWords(day)).toBe("日期与登记的情况不符。应在 2024年1月31日 至 2026年11月23日 之间。");
    expect(reasonWords({ ...day, earliest: day.latest })).toBe("日期与登记的情况不符。应填：2026年11月23日。");
    const note = { ...day, code: "row.started_on_differs", refuses: false, expected: null, latest: day.earliest };
    expect(reasonWords(note)).toBe("入职日期与名册不同，不改动名册。登记的是：2024年1月31日。");
  });
});

/** What the server may say of a row or a cell; its lists are plain text in its code. */
function codesIn(file: string, pattern: RegExp): string[] {
  return [...readFileSync(`../backend/${file}`, "utf8").matchAll(pattern)].map((found) => found[1] ?? "");
}

describe("the server's reasons", () => {
  const codes = [...codesIn("imports/reasons.py", /"(row\.[a-z_]+)"/g), ...codesIn("sheets/values.py", /"(cell\.[a-z_0-9]+)"/g)];
  const leftOut = codesIn("imports/reasons.py", /for why in \(([^)]+)\)/g).flatMap((list) => list.match(/[a-z_]+/g) ?? []);

  it.each([
    ["Chinese", zh],
    ["English", en],
  ])("all have words in %s", (_, words: Words) => {
    expect(codes.length).toBeGreaterThan(35);
    expect(leftOut).toContain("numbered_only");
    expect(codes.filter((code) => !has(words, `problems.${code}`))).toEqual([]);
    expect(leftOut.filter((why) => !has(words, `leftOut.${why}`))).toEqual([]);
  });
});

function has(words: Words, path: string): boolean {
  return typeof path.split(".").reduce<Words | string | undefined>((here, part) => (typeof here === "object" ? here[part] : undefined), words) === "string";
}

describe("putting a row right", () => {
  const row = { values: { ...nothing, name: "张伟", phone: "138" }, problems: [lost] } as unknown as ImportRow;

  it("shows the cells the file has, what they say, and what is complained about", () => {
    expect(fieldsOf(row, ["name", "position"])).toEqual(["name", "identity_number", "position", "phone"]);
  });

  it("shows no whole number in the list again", () => {
    const whole = { ...row, values: { ...nothing, identity_number: "11010519491231002X", phone: "13800138000" } };
    expect(masked(whole).values).toMatchObject({ identity_number: "**************002X", phone: "138****8000" });
  });

  it("sends every cell, an empty one as none", () => {
    expect(changedValues({ name: " 张伟 ", phone: "  " })).toEqual({ ...nothing, name: "张伟" });
  });
});

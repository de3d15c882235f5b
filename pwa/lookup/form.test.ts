import { describe, expect, it } from "vitest";
import { missingFields, plainName, plainNumber } from "./form";
import { textOf } from "./result";
import { pageWords } from "./words";

describe("what is typed", () => {
  it("may be pasted in any form", () => {
    expect(plainNumber(" 4401 2026　000123\n")).toBe("44012026000123");
    expect(plainNumber("４４０１２０２６０００１２３")).toBe("44012026000123");
    expect(plainName("　阿不都·热合曼 ")).toBe("阿不都·热合曼");
  });

  it("names what is missing in the order of the form", () => {
    expect(missingFields({ number: "", name: "" })).toEqual(["number", "name"]);
    expect(missingFields({ number: "1", name: "李" })).toEqual([]);
  });
});

describe("the shared text", () => {
  it("says the state, as of when, and where to check it", () => {
    const found = {
      result: "found", number: "44012026000123", name: "陈志强", state: "revoked", state_since: "2026-05-01", issued_on: "2026-03-01",
      expires_on: null, agency_name: "广州市公安局", as_of: "2026-11-22T08:00:00Z",
    } as const;
    const verdict = { tone: "not_valid", says: { state: "revoked", since: "2026-05-01" }, found, card: null, retry: false } as const;
    const text = textOf({ verdict, words: pageWords(), language: "zh-CN" }, "https://gdw.example/c/123");
    expect(text).toContain("保安员证查询: 无效");
    expect(text).toContain("2026年5月1日被吊销");
    expect(text).toContain("数据截至: 2026年11月22日 16:00");
    expect(text).toContain("https://gdw.example/c/123");
  });
});

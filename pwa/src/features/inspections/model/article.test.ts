import { describe, expect, it } from "vitest";
import { articleWords } from "./article";

describe("the article an item rests on", () => {
  it("is named in words in both languages", () => {
    expect(articleWords("M. 37(3); Reg. 21, 25", "zh-CN")).toBe("办法第37条第3项；条例第21条、第25条");
    expect(articleWords("M. 37(3); Reg. 21, 25", "en")).toBe("Measures, art. 37(3); Regulation, art. 21, 25");
    expect(articleWords("M. 38", "zh-CN")).toBe("办法第38条");
  });
  it("is left as the data has it where it is written in another way", () => {
    expect(articleWords("GB 12345", "zh-CN")).toBe("GB 12345");
  });
});

import { describe, expect, it } from "vitest";
import { pathOf } from "@/ui/qrPath";
import { grouped, isCode, plainCode } from "./code";
import { isBareAddress } from "./possible";

describe("a code of six digits", () => {
  it.each(["123456", " 123 456 ", "１２３４５６", "123-456"])("is taken as it comes: %s", (text) => {
    expect(plainCode(text)).toBe("123456");
    expect(isCode(text)).toBe(true);
  });

  it.each(["", "12345", "1234567", "abcdef"])("is not: %s", (text) => {
    expect(isCode(text)).toBe(false);
  });
});

describe("what an authenticator app needs", () => {
  it("is read in fours", () => {
    expect(grouped("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
    expect(grouped("ABCD")).toBe("ABCD");
  });

  it("is drawn run by run", () => {
    expect(pathOf(["110", "001"])).toBe("M0 0h2v1h-2zM2 1h1v1h-1z");
  });
});

describe("a passkey", () => {
  it.each([["127.0.0.1", true], ["[::1]", true], ["localhost", false], ["gw.example.cn", false]])("is bound to a name: %s", (host, bare) => {
    expect(isBareAddress(host)).toBe(bare);
  });
});

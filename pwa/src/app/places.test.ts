import { describe, expect, it } from "vitest";
import { safeNext } from "./places";

describe("the place to go to after a sign-in", () => {
  it.each(["/scan", "/units/1?tab=sites", "/"])("is %s as asked", (next) => {
    expect(safeNext(next)).toBe(next);
  });

  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", undefined, ["/scan"]])(
    "is never another site: %s",
    (next) => {
      expect(safeNext(next)).toBe("/");
    },
  );
});

import path from "node:path";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import borders from "./borders.js";

const root = "/app";

function problems(file: string, code: string): string[] {
  const linter = new Linter({ cwd: root });
  const config = [
    {
      files: ["**/*.ts"],
      plugins: { gangwei: borders },
      rules: { "gangwei/borders": ["error", root] },
    },
  ];
  return linter.verify(code, config as Linter.Config[], path.join(root, file)).map((m) => m.message);
}

describe("borders between the parts of the app", () => {
  it.each([
    ["src/ui/a.ts", 'import "@/app/words";'],
    ["src/api/a.ts", 'import "../offline/store";'],
    ["src/offline/a.ts", 'import "@/ui";'],
    ["src/features/units/a.ts", 'import "../guards/list";'],
    ["src/features/units/a.ts", 'import("@/features/guards/deep/list");'],
    ["src/features/units/a.ts", 'export * from "@/app/router";'],
    ["lookup/a.ts", 'import "../src/app/words";'],
  ])("refuses %s with %s", (file, code) => {
    expect(problems(file, code)).toEqual([expect.stringMatching(/^Border: /)]);
  });

  it.each([
    ["src/features/units/a.ts", 'import "../guards"; import "@/offline"; import "@/app/words"; import "@/ui";'],
    ["src/features/units/deep/a.ts", 'import "../list"; import "vue";'],
    ["src/app/router.ts", 'import "@/features/units/routes";'],
    ["src/offline/a.ts", 'import "@/api";'],
    ["lookup/a.ts", 'import "@/offline/credential";'],
  ])("allows %s with %s", (file, code) => {
    expect(problems(file, code)).toEqual([]);
  });
});

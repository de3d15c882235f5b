import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);
const SWAGGER = dirname(require.resolve("swagger-ui-dist/package.json"));
const OWN = fileURLToPath(new URL("./api-docs", import.meta.url));

const FILES = [
  [SWAGGER, "swagger-ui-bundle.js"],
  [SWAGGER, "swagger-ui.css"],
  [OWN, "index.html"],
  [OWN, "init.js"],
] as const;

/** Puts the readable API documentation into dist/api-docs; the server shows it at /api/docs. */
export function apiDocs(): Plugin {
  return {
    name: "gangwei-api-docs",
    apply: "build",
    async generateBundle() {
      for (const [dir, name] of FILES) {
        const source = await readFile(join(dir, name));
        this.emitFile({ type: "asset", fileName: `api-docs/${name}`, source });
      }
    },
  };
}

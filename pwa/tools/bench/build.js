// node tools/bench/build.js OUT : one script for the bench's browser, of the app's own modules, with what it measures in `window.bench`.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = process.argv[2];
if (!target) {
  process.stderr.write("Usage: node tools/bench/build.js FOLDER\n");
  process.exit(2);
}
await build({
  configFile: false,
  publicDir: false,
  logLevel: "warn",
  resolve: { alias: { "@": here("../../src") } },
  build: { outDir: target, emptyOutDir: false, lib: { entry: here("./measured.ts"), formats: ["iife"], name: "bench", fileName: () => "bench.js" } },
});

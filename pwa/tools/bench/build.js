// node tools/bench/build.js OUT [ENTRY NAME] : one script for a browser, of the app's own modules. Without more it is what the bench
// measures, in `window.bench`; the fault suite asks for tools/faults/kept.ts in `window.kept`.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [, , target, entry = "./measured.ts", name = "bench"] = process.argv;
if (!target) {
  process.stderr.write("Usage: node tools/bench/build.js FOLDER [ENTRY NAME]\n");
  process.exit(2);
}
await build({
  configFile: false,
  publicDir: false,
  logLevel: "warn",
  define: { "process.env.NODE_ENV": '"production"' },
  resolve: { alias: { "@": here("../../src") } },
  build: { outDir: target, emptyOutDir: false, lib: { entry: here(entry), formats: ["iife"], name, fileName: () => `${name}.js` } },
});

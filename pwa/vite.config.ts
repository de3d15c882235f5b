import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";
import { apiDocs } from "./tools/api-docs.ts";
import { serviceWorker } from "./tools/service-worker.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The phones officers really have: WebViews of late 2021 and iOS 15.4, the first with <dialog>. */
const TARGET = ["chrome92", "safari15.4", "firefox98"];

export default defineConfig({
  resolve: { alias: { "@": here("./src") } },
  plugins: [vue(), apiDocs(), serviceWorker()],
  define: { __VUE_OPTIONS_API__: "false" },
  build: {
    target: TARGET,
    manifest: true,
    // The content policy has no 'unsafe-inline' and no data: scripts, fonts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [here("./index.html"), here("./lookup.html")].filter(existsSync),
    },
  },
  server: { proxy: { "/api": process.env.GANGWEI_ORIGIN ?? "http://127.0.0.1:8000" } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts", "lookup/**/*.test.ts", "tools/**/*.test.ts", "eslint/**/*.test.ts"],
  },
});

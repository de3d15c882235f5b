import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";
import { apiDocs } from "./tools/api-docs.ts";
import { compressAtBuild } from "./tools/compress.ts";
import { publicPage } from "./tools/public-page.ts";
import { serviceWorker } from "./tools/service-worker.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The phones officers really have: WebViews of late 2021 and iOS 15.4, the first with <dialog>. */
const TARGET = ["chrome92", "safari15.4", "firefox98"];

/** What the first screen, signing in, uses of the components; all others come together later. */
const FIRST_SCREEN = "AppButton|ErrorSummary|FieldFrame|TextField|ToastRegion|ToneSign|announce|words|index";

/** What of `offline` the public page takes too: it must not bring the store with it. */
const WITHOUT_STORAGE = "age|algorithms|cardFields|cbor|checkpoint|credential|merkle|signed|sm2|statusList|trustList";

/**
 * Many tiny files cost more than they save: one for the framework, one for what every page behind
 * the sign-in uses. The layers below import nothing from above, so no file waits for itself.
 */
const CHUNKS = [
  { name: "public", test: /lookup\/(dates|dom|language)\.ts/ },
  { name: "cards", test: /src\/offline\/(algorithms|cardFields|cbor|credential|signed|trustList)\.ts/ },
  { name: "framework", test: /node_modules\/(@vue|vue|vue-router)\// },
  {
    name: "base",
    test: new RegExp(`src/(offline/(?!(${WITHOUT_STORAGE})\\.)|app/(data|parts)/|ui/(?!styles/|(${FIRST_SCREEN})\\.))(?!.*\\.test\\.)`),
  },
];

export default defineConfig({
  resolve: { alias: { "@": here("./src") } },
  plugins: [vue(), apiDocs(), publicPage(), serviceWorker(TARGET), compressAtBuild()],
  define: { __VUE_OPTIONS_API__: "false" },
  build: {
    target: TARGET,
    manifest: true,
    // The content policy has no 'unsafe-inline' and no data: scripts, fonts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [here("./index.html"), here("./lookup.html"), here("./paper.html")],
      output: { advancedChunks: { groups: CHUNKS, includeDependenciesRecursively: false } },
    },
  },
  server: { proxy: { "/api": process.env.GANGWEI_ORIGIN ?? "http://127.0.0.1:8000" } },
  test: {
    environment: "happy-dom",
    setupFiles: ["./tools/noNetwork.ts"],
    include: ["src/**/*.test.ts", "lookup/**/*.test.ts", "tools/**/*.test.ts", "eslint/**/*.test.ts"],
  },
});

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const ENTRY = fileURLToPath(new URL("../src/worker/main.ts", import.meta.url));
const SOURCE = fileURLToPath(new URL("../src", import.meta.url));

/** Files of public/ the shell needs without a network; hashed bundle files are found by themselves. */
const STATIC = ["manifest.webmanifest", "icons/icon.svg", "icons/icon-192.png"];

interface Entry {
  url: string;
  revision: string | null;
}

/** The public page is not part of the installed app: a citizen's one visit stores nothing. */
function belongsToApp(file: string): boolean {
  return /^assets\/(?!(lookup|paper|public|style)-).*\.(js|css|wasm)$/.test(file);
}

async function revised(dir: string, file: string): Promise<Entry> {
  const bytes = await readFile(join(dir, file));
  const revision = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return { url: `/${file}`, revision };
}

async function precacheList(dir: string, files: string[]): Promise<Entry[]> {
  const hashed = files.filter(belongsToApp).map((file) => ({ url: `/${file}`, revision: null }));
  const plain = await Promise.all(["index.html", ...STATIC].map((file) => revised(dir, file)));
  return [...plain, ...hashed];
}

/**
 * Builds src/worker into dist/sw.js with the list of what to keep for use without a network. One file: a worker may load
 * nothing later that it did not have when it was installed.
 */
export function serviceWorker(target: string[]): Plugin {
  return {
    name: "gangwei-service-worker",
    apply: "build",
    async writeBundle(options, bundle) {
      const outDir = options.dir ?? "dist";
      const precache = await precacheList(outDir, Object.keys(bundle));
      await build({
        configFile: false,
        publicDir: false,
        logLevel: "warn",
        resolve: { alias: { "@": SOURCE } },
        define: { __PRECACHE__: JSON.stringify(precache), "process.env.NODE_ENV": '"production"' },
        build: {
          target,
          outDir,
          emptyOutDir: false,
          rolldownOptions: { input: ENTRY, output: { format: "iife", entryFileNames: "sw.js" } },
        },
      });
    },
  };
}

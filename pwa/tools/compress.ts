import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { Plugin, ResolvedConfig } from "vite";

const TEXT = /\.(js|css|html|json|svg|wasm|webmanifest)$/;
/** Below this the headers weigh more than what is saved; nginx.conf has the same limit. */
const SMALLEST = 512;

const compressed = promisify(gzip) as (bytes: Buffer, options: { level: number }) => Promise<Buffer>;

/** Writes FILE.gz beside each file in `dir` that becomes smaller by it. Returns their names. */
export async function compress(dir: string): Promise<string[]> {
  const names = (await readdir(dir, { recursive: true })).filter((name) => TEXT.test(name));
  const written = await Promise.all(
    names.map(async (name) => {
      const file = join(dir, name);
      if (!(await stat(file)).isFile()) return [];
      const bytes = await readFile(file);
      const small = bytes.length < SMALLEST ? bytes : await compressed(bytes, { level: constants.Z_BEST_COMPRESSION });
      if (small.length >= bytes.length) return [];
      await writeFile(`${file}.gz`, small);
      return [`${name}.gz`];
    }),
  );
  return written.flat().sort();
}

/** Compresses once, when the app is built, what nginx would else compress for every phone anew and less well. */
export function compressAtBuild(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "gangwei-compress",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    // After the service worker, which is written last, and after it has listed what it keeps.
    closeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        await compress(config.build.outDir);
      },
    },
  };
}

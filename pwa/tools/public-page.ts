import type { Plugin } from "vite";

/** The public page is for a cheap phone in a chat app's browser: it must not load the app. */
const FORBIDDEN = ["framework", "base"];

const PAGES = ["lookup", "paper"];

/** Stops the build when a change of chunks or imports made a public page load the app's code. */
export function publicPage(): Plugin {
  return {
    name: "gangwei-public-page",
    apply: "build",
    generateBundle(_options, bundle) {
      const waiting = Object.values(bundle).filter((file) => file.type === "chunk" && file.isEntry && PAGES.includes(file.name));
      for (const chunk of waiting) {
        if (chunk.type !== "chunk") continue;
        if (FORBIDDEN.includes(chunk.name)) this.error(`The public page loads the app's chunk "${chunk.name}"`);
        for (const file of chunk.imports) {
          const next = bundle[file];
          if (next && !waiting.includes(next)) waiting.push(next);
        }
      }
    },
  };
}

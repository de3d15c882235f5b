// npm run icons : draws the PNG icons of public/icons from tools/icon.svg with a headless Chromium.
// The pictures are kept in the repository, so a build needs no browser.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = join(here, "../public/icons");
const svg = readFileSync(join(here, "icon.svg"), "utf8");
const work = mkdtempSync(join(tmpdir(), "icons-"));

/** The mask of a launcher may cut 20 % away at each side, so its picture has no round corners. */
const maskable = svg.replace('rx="112" ', "");

function draw(name, size, source) {
  const page = join(work, "icon.html");
  const style = `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>`;
  writeFileSync(page, `<!doctype html>${style}${source}`);
  execFileSync(process.env.CHROMIUM ?? "chromium", [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
    "--default-background-color=00000000", `--user-data-dir=${join(work, "profile")}`,
    `--window-size=${size},${size}`, `--screenshot=${join(target, name)}`, `file://${page}`,
  ], { stdio: "ignore" });
}

draw("icon-192.png", 192, svg);
draw("icon-512.png", 512, svg);
draw("icon-180.png", 180, maskable);
draw("icon-maskable-512.png", 512, maskable);
copyFileSync(join(here, "icon.svg"), join(target, "icon.svg"));
rmSync(work, { recursive: true });

import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const TOKEN = "Ab3dEfGhIjKlMnOpQrStUv";
const FILE = "%PDF-1.7 original";
const DIGEST = createHash("sha256").update(FILE).digest("hex");
const PAPER = {
  kind: "inspection_record", number: "4401062026000007", dated_at: "2026-11-05T17:30:00Z", agency_name: "天河南派出所",
  unit_name: "<img src=x>保安公司", digest: DIGEST, size: FILE.length, pages: 2,
};

let confirm: () => Response = () => new Response(JSON.stringify(PAPER));
let file: () => Response = () => new Response(FILE);
let asked: { path: string; body: unknown }[] = [];

/** Opens the page as a browser would. */
async function open(path: string): Promise<void> {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`https://gdw.example${path}`);
  document.body.innerHTML = '<div id="page"></div>';
  vi.resetModules();
  await import("./paper");
  await vi.waitFor(() => { expect(document.getElementById("verdict")).not.toBeNull(); });
}

const text = (): string => document.body.textContent ?? "";
const tone = (): string => document.getElementById("verdict")?.closest("section")?.className ?? "";
const press = (name: string): void => { [...document.querySelectorAll("button")].find((button) => button.textContent === name)?.click(); };

async function choose(content: string, said: string): Promise<void> {
  const input = document.getElementById("file") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: [new File([content], "in-hand.pdf")] });
  input.dispatchEvent(new Event("change"));
  await vi.waitFor(() => { expect(text()).toContain(said); });
}

beforeEach(() => {
  asked = [];
  confirm = () => new Response(JSON.stringify(PAPER));
  file = () => new Response(FILE);
  localStorage.setItem("gangwei.lookup.language", "zh-CN");
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
    asked.push({ path, body: init.body ? JSON.parse(init.body as string) : null });
    return Promise.resolve(path.endsWith("/file") ? file() : confirm());
  });
});
afterEach(() => { vi.unstubAllGlobals(); });

describe("the page of a paper", () => {
  it("says what the paper must say, by the day in China, and asks for nothing else", async () => {
    await open(`/p/${TOKEN}`);
    expect(asked).toEqual([{ path: `/api/papers/public/${TOKEN}`, body: null }]);
    expect(tone()).toContain(" valid");
    for (const words of ["4401062026000007", "2026年11月6日", "天河南派出所", "<img src=x>保安公司"]) expect(text()).toContain(words);
    expect(document.querySelector("img")).toBeNull();
    expect(text()).not.toContain("取走这份文书");
  });

  it("tells the original from an altered file", async () => {
    await open(`/p/${TOKEN}`);
    await choose(FILE, "这个文件就是系统制发的原件");
    await choose(`${FILE} `, "这个文件不是系统制发的原件");
  });

  it("opens the file with the code behind the hash sign", async () => {
    await open(`/p/${TOKEN}#code`);
    press("打开 PDF 文件");
    await vi.waitFor(() => { expect(document.getElementById("save")?.getAttribute("download")).toBe("4401062026000007.pdf"); });
    expect(asked.at(-1)).toEqual({ path: `/api/papers/public/${TOKEN}/file`, body: { code: "code" } });
  });

  it("offers no file that came otherwise than it was made", async () => {
    file = () => new Response("another");
    await open(`/p/${TOKEN}#code`);
    press("打开 PDF 文件");
    await vi.waitFor(() => { expect(text()).toContain("现在无法核验"); });
    expect(document.getElementById("save")).toBeNull();
  });

  it("says when the code has ended", async () => {
    file = () => new Response("{}", { status: 404 });
    await open(`/p/${TOKEN}#code`);
    press("打开 PDF 文件");
    await vi.waitFor(() => { expect(text()).toContain("这个二维码已失效"); });
  });

  it.each([
    [404, {}, "not_valid", "系统中没有这份文书"],
    [200, { ...PAPER, kind: "something_new" }, "cannot_verify", "现在无法核验"],
    [429, {}, "cannot_verify", "请在1分钟后再试"],
    [503, {}, "cannot_verify", "现在无法核验"],
  ])("claims nothing it does not understand: %i", async (status, body, expected, words) => {
    confirm = () => new Response(JSON.stringify(body), { status });
    await open(`/p/${TOKEN}`);
    expect(tone()).toContain(expected);
    expect(text()).toContain(words);
  });
});

import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

interface Samples {
  trust_lists: { name: string; bytes: string }[];
  status_lists: { name: string; bytes: string }[];
  cards: { name: string; digits: string }[];
}

const samples = JSON.parse(readFileSync(`${import.meta.dirname}/../../tests/vectors/lists.json`, "utf8")) as Samples;
const first = (lists: { name: string; bytes: string }[]): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(lists.find(({ name }) => name === "first")?.bytes ?? "", "hex"));
const digitsOf = (name: string): string => samples.cards.find((one) => one.name === name)?.digits ?? "";
/** Half an hour after the sample lists were made. */
const NOW = Date.UTC(2026, 8, 1, 6, 30);

let asked: unknown[] = [];
let lookup: () => Response = () => new Response(null, { status: 503 });
let statusList: () => Response = () => new Response(null, { status: 503 });

function stubServer(): void {
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
    if (path === "/api/lists/trust") return Promise.resolve(new Response(first(samples.trust_lists)));
    if (path === "/api/lists/status") return Promise.resolve(statusList());
    asked.push(JSON.parse(init.body as string));
    return Promise.resolve(lookup());
  });
}

/** Opens the page as a browser would, at an address. */
async function open(path: string): Promise<void> {
  window.happyDOM.setURL(`https://gdw.example${path}`);
  document.body.innerHTML = '<div id="page"></div>';
  vi.resetModules();
  await import("./main");
  await vi.waitFor(() => { expect(document.querySelector("header")).not.toBeNull(); });
}

const text = (): string => document.body.textContent ?? "";
const field = (name: string): HTMLInputElement => document.getElementById(name) as HTMLInputElement;
const submit = (): void => { document.querySelector("form")?.requestSubmit(); };

beforeEach(() => {
  asked = [];
  localStorage.setItem("gangwei.lookup.language", "zh-CN");
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  statusList = () => new Response(null, { status: 503 });
  stubServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

declare global {
  interface Window {
    happyDOM: { setURL(url: string): void };
  }
}

describe("the public page", () => {
  it("proves a card's signature while the register is silent, and does not call it valid", async () => {
    lookup = () => new Response("{}", { status: 503 });
    await open(`/c/${digitsOf("es256")}`);
    await vi.waitFor(() => { expect(document.getElementById("verdict")).not.toBeNull(); });
    expect(document.querySelector(".result")?.className).toContain("check");
    expect(text()).toContain("陈志强");
  });

  it("shows the published state and its hour while the register is silent", async () => {
    lookup = () => new Response("{}", { status: 503 });
    statusList = () => new Response(first(samples.status_lists));
    await open(`/c/${digitsOf("es256")}`);
    await vi.waitFor(() => { expect(document.getElementById("verdict")).not.toBeNull(); });
    expect(document.querySelector(".result")?.className).toContain("not_valid");
    expect(text()).toContain("此证已被吊销（2026年9月1日 14:00发布）");
  });

  it("says that a card is forged whatever the register answers", async () => {
    lookup = () => new Response(JSON.stringify({ result: "found", state: "valid", number: "1", name: "x", issued_on: "2026-01-01", as_of: "2026-01-01T00:00:00Z" }));
    await open(`/c/${digitsOf("sm2_altered")}`);
    await vi.waitFor(() => { expect(document.querySelector(".result")?.className).toContain("not_valid"); });
  });

  it("asks only with number and name, and shows what is missing", async () => {
    await open("/lookup");
    submit();
    expect(document.querySelectorAll('[aria-invalid="true"]')).toHaveLength(2);
    expect(asked).toEqual([]);
  });

  it("keeps what was typed when the language is changed", async () => {
    await open("/lookup");
    field("number").value = "4401 2026";
    field("name").value = "陈志强";
    document.getElementById("language")?.click();
    await vi.waitFor(() => { expect(document.documentElement.lang).toBe("en"); });
    expect(field("number").value).toBe("4401 2026");
    expect(field("name").value).toBe("陈志强");
  });

  it("shows a name from the register as text, never as a part of the page", async () => {
    lookup = () => new Response(JSON.stringify({ result: "found", state: "valid", number: "1", name: "<img src=x>", issued_on: "2026-01-01", as_of: "2026-01-01T00:00:00Z" }));
    await open("/lookup");
    field("number").value = "1 2";
    field("name").value = "李";
    submit();
    await vi.waitFor(() => { expect(text()).toContain("<img src=x>"); });
    expect(document.querySelector("img")).toBeNull();
    expect(asked).toEqual([{ number: "12", name: "李" }]);
  });

  it("prints the official domain", async () => {
    await open("/lookup");
    expect(text()).toContain("gdw.example");
  });
});

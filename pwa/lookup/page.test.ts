import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

interface Vectors {
  keys: { key_id: number; public_key: string }[];
  cases: { name: string; digits: string }[];
}

const vectors = JSON.parse(readFileSync(`${import.meta.dirname}/../../tests/vectors/credential.json`, "utf8")) as Vectors;
const trust = {
  version: 1, issued_at: "2026-01-01T00:00:00Z", card_origin: "https://gw.example.cn",
  keys: vectors.keys.map(({ key_id, public_key }) => ({
    key_id, algorithm: "ES256", public_key: Buffer.from(public_key, "hex").toString("base64url"), valid_from: "2026-01-01T00:00:00Z", valid_until: null, revoked_at: null,
  })),
};
const digitsOf = (name: string): string => vectors.cases.find((one) => one.name === name)?.digits ?? "";

let asked: unknown[] = [];
let lookup: () => Response = () => new Response(null, { status: 503 });

function stubServer(): void {
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
    if (path === "/api/trust-list") return Promise.resolve(new Response(JSON.stringify(trust)));
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
}

const text = (): string => document.body.textContent ?? "";
const field = (name: string): HTMLInputElement => document.getElementById(name) as HTMLInputElement;
const submit = (): void => { document.querySelector("form")?.requestSubmit(); };

beforeEach(() => {
  asked = [];
  localStorage.clear();
  stubServer();
});
afterEach(() => { vi.unstubAllGlobals(); });

declare global {
  interface Window {
    happyDOM: { setURL(url: string): void };
  }
}

describe("the public page", () => {
  it("proves a card's signature while the register is silent, and does not call it valid", async () => {
    lookup = () => new Response("{}", { status: 503 });
    await open(`/c/${digitsOf("valid")}`);
    await vi.waitFor(() => { expect(document.getElementById("verdict")).not.toBeNull(); });
    expect(document.querySelector(".result")?.className).toContain("check");
    expect(text()).toContain("陈志强");
  });

  it("says that a card is forged whatever the register answers", async () => {
    lookup = () => new Response(JSON.stringify({ result: "found", state: "valid", number: "1", name: "x", issued_on: "2026-01-01", as_of: "2026-01-01T00:00:00Z" }));
    await open(`/c/${digitsOf("forged")}`);
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

/** What the public log proves of a card, and what it shows where the proof does not hold. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askLog, renderProof } from "./inclusion";

interface Entry {
  kind: string;
  at: number;
  taken_over: boolean;
  effective_on: string;
  salt: string;
  record: string;
  index: number | null;
  hashes: string[];
}

interface Samples {
  trust_list: string;
  checkpoints: { name: string; bytes: string }[];
  card: { payload: string; answer: { checkpoint: string; entries: Entry[] } };
}

const samples = JSON.parse(readFileSync(`${import.meta.dirname}/../../tests/vectors/log.json`, "utf8")) as Samples;
const { payload, answer } = samples.card;
const digits = BigInt(`0x${payload}`).toString();
const [issue] = answer.entries as [Entry];
let says: () => Response;

function stub(): void {
  vi.stubGlobal("fetch", (path: string) => {
    const list = Uint8Array.from(Buffer.from(samples.trust_list, "hex"));
    return Promise.resolve(path === "/api/lists/trust" ? new Response(list) : says());
  });
}

beforeEach(() => {
  says = () => Response.json(answer);
  stub();
});
afterEach(() => { vi.unstubAllGlobals(); });

const changed = (change: Partial<Entry>): void => { says = () => Response.json({ ...answer, entries: [{ ...issue, ...change }] }); };
const flipped = (hex: string): string => (hex.startsWith("0") ? "1" : "0") + hex.slice(1);

describe("the public log", () => {
  it("proves a card's issue, with its place, the tree's size and both moments", async () => {
    const proof = await askLog(digits);
    expect(proof).toMatchObject({ outcome: "proven", entries: [{ kind: "issue", index: 5 }], checkpoint: { size: 33 } });
    const shown = renderProof(proof, "zh-CN").textContent;
    expect(shown).toContain("已在本机核对");
    expect(shown).toContain("第 5 条");
    expect(shown).toContain("共 33 条，2026年9月1日 14:10签名");
    expect(renderProof(proof, "en").textContent).toContain("entry 5, written 1 September 2026 at 13:00");
  });

  it.each<[string, Partial<Entry>]>([
    ["another act", { kind: "reinstate" }],
    ["another moment", { at: issue.at + 1 }],
    ["another day", { effective_on: "2020-01-01" }],
    ["an entry said to be taken over", { taken_over: true }],
    ["another salt", { salt: flipped(issue.salt) }],
    ["another record", { record: flipped(issue.record) }],
    ["another place", { index: 6 }],
    ["a place behind the end", { index: 33 }],
    ["a shorter path", { hashes: issue.hashes.slice(1) }],
    ["another path", { hashes: issue.hashes.map(flipped) }],
    ["an unknown act", { kind: "gift" }],
    ["no hashes", { hashes: ["zz"] }],
  ])("does not hold with %s", async (_, change) => {
    changed(change);
    expect(await askLog(digits)).toEqual({ outcome: "wrong" });
  });

  it("does not hold for another card", async () => {
    const other = BigInt(`0x${payload.slice(0, -2)}00`).toString();
    expect(await askLog(other)).toEqual({ outcome: "wrong" });
  });

  it.each(["another past of all entries", "signed by a stranger"])("does not hold by the checkpoint: %s", async (name) => {
    const hex = samples.checkpoints.find((one) => one.name === name)?.bytes ?? "";
    says = () => Response.json({ ...answer, checkpoint: Buffer.from(hex, "hex").toString("base64") });
    expect(await askLog(digits)).toEqual({ outcome: "wrong" });
  });

  it("says that an entry waits, that there is none, and that nobody answered", async () => {
    changed({ index: null, hashes: [] });
    expect(await askLog(digits)).toMatchObject({ outcome: "waiting" });
    expect(renderProof(await askLog(digits), "zh-CN").textContent).toContain("等待编号");
    says = () => Response.json({ ...answer, entries: [] });
    expect(await askLog(digits)).toEqual({ outcome: "not_there" });
    says = () => new Response(null, { status: 503 });
    expect(await askLog(digits)).toEqual({ outcome: "unreachable" });
    says = () => new Response("{}", { status: 429 });
    expect(await askLog(digits)).toEqual({ outcome: "too_many" });
  });
});

// @vitest-environment node
import { beforeAll, describe, expect, it } from "vitest";
import { fitsVisit, type VisitPlace } from "@/offline";
import { isOutOfTime, problemWith, readAnswer, readInvitation, writeAnswer, writeInvitation, type Answer } from "./codes";
import { encodeQr } from "./qrEncode";

const uuid = (digit: string): string => `${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}`;
const VISIT: VisitPlace = { inspection_id: uuid("a"), unit_id: uuid("b"), site_id: uuid("c") };
const NOW = 1_795_000_000_000;
const FIRST = uuid("d");
const SECOND = uuid("e");

const invitation = {
  ...VISIT, officer_id: FIRST, at_ms: NOW, unit_name: "广州平安保安服务有限公司", site_name: "天河城", officer_name: "王𡘙",
};

let key: CryptoKeyPair;
const text = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString("base64url");

/** What the second's phone answers, written by docs/visit.md. */
async function answerTo(visit: VisitPlace, change: Partial<Answer> = {}): Promise<Answer> {
  const said = { account_id: SECOND, device_id: uuid("f"), at_ms: NOW };
  const signed = ["gangwei-visit-1", visit.inspection_id, visit.unit_id, visit.site_id ?? "-", said.account_id, said.device_id, said.at_ms].join("\n");
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, new TextEncoder().encode(signed));
  const public_key = text(await crypto.subtle.exportKey("raw", key.publicKey));
  return {
    inspection_id: visit.inspection_id, ...said, signature: text(signature), public_key,
    name: "陈志强", police_number: "020118", agency_name: "石牌派出所", ...change,
  };
}

const judge = (read: Answer | null, visit = VISIT, now = NOW) =>
  problemWith(read, { inspection_id: visit.inspection_id, officer_id: FIRST }, now, (one) => fitsVisit(visit, one.account_id, one));

beforeAll(async () => {
  key = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"])) as CryptoKeyPair;
});

describe("the code of a visit", () => {
  it("is read as it was written, with and without a site", () => {
    expect(readInvitation(writeInvitation(invitation))).toEqual(invitation);
    const unitOnly = { ...invitation, site_id: null, site_name: "" };
    expect(readInvitation(writeInvitation(unitOnly))).toEqual(unitOnly);
  });

  it.each(["", "https://gd.example/c/1", "gangwei-visit-1:AAAA\na\nb\nc", "gangwei-visit-1:???\na\nb\nc"])("is not %j", (other) => {
    expect(readInvitation(other)).toBeNull();
  });

  it("is too old after a day, and of no use from a clock far ahead", () => {
    expect([23.9, 24.1, -0.1, -0.2].map((hours) => isOutOfTime(NOW, NOW + hours * 3_600_000))).toEqual([false, true, false, true]);
  });
});

describe("the code of a confirmation", () => {
  it("is taken into the visit that it was made for", async () => {
    const read = readAnswer(writeAnswer(await answerTo(VISIT)));
    expect(read).toEqual(await answerTo(VISIT, { signature: read?.signature ?? "" }));
    expect(await judge(read)).toBeNull();
  });

  it("is small enough to be read from a phone", async () => {
    const longest = await answerTo(VISIT, { name: "阿卜杜热合曼阿卜杜拉", agency_name: "广州市公安局天河区分局石牌派出所" });
    expect(encodeQr(writeAnswer(longest)).length).toBeLessThanOrEqual(65);
  });

  it("of another visit, of oneself, too old, or no such code at all is told apart", async () => {
    const answer = await answerTo(VISIT);
    expect(await judge(null)).toBe("other_code");
    expect(await judge(await answerTo({ ...VISIT, inspection_id: uuid("1") }))).toBe("other_visit");
    expect(await judge({ ...answer, account_id: FIRST })).toBe("own_code");
    expect(await judge(answer, VISIT, NOW + 25 * 3_600_000)).toBe("out_of_time");
  });

  it.each<[string, Partial<Answer>]>([
    ["account", { account_id: uuid("9") }], ["device", { device_id: uuid("9") }], ["time", { at_ms: NOW - 1 }],
    ["signature", { signature: "A".repeat(86) }], ["key", { public_key: "B".repeat(87) }],
  ])("with another %s is called changed", async (_, change) => {
    expect(await judge(await answerTo(VISIT, change))).toBe("changed");
  });

  it("made at another place than the visit is at now is called changed", async () => {
    expect(await judge(await answerTo(VISIT), { ...VISIT, site_id: null })).toBe("changed");
  });
});

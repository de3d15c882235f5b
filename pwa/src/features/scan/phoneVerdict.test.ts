import { describe, expect, it } from "vitest";
import { REASONS, type CertificateState, type FieldRosterEntry, type Site } from "@/api/types";
import type { CardCheck, CardFields, StoredFieldPack } from "@/offline";
import { judgeOnPhone, type PhoneKnowledge } from "./phoneVerdict";
import { toneOf } from "./result";

const fields: CardFields = { number: "44012026000123", name: "陈志强", issued_on: "2026-03-01", expires_on: null, status_index: 1, photo_digest: null };
const genuine: CardCheck = { outcome: "genuine", key_id: 1, fields };
const site = { id: "s1", name: "天河城", unit_name: "平安" };

function pack(state: CertificateState = "valid", siteId = "s1"): StoredFieldPack {
  const entry: FieldRosterEntry = { guard_id: "g1", name: "陈志强", certificate_number: fields.number, certificate_state: state, position: "队员" };
  const sites = ["s1", "s2"].map((id) => ({ id, name: `site ${id}`, unit_name: "平安" }) as Site);
  const rosters = ["s1", "s2"].map((id) => ({ site_id: id, entries: id === siteId ? [entry] : [] }));
  return { as_of: "2026-11-22T00:00:00Z", expires_at: "2026-11-23T00:00:00Z", fetched_at: "2026-11-22T00:00:00Z", units: [], sites, rosters, checklists: [], officers: [] };
}

const know = (changes: Partial<PhoneKnowledge>): PhoneKnowledge => ({
  check: genuine, typed_number: null, pack: null, site: null, today: "2026-11-22", clock_suspect: false, has_keys: true, ...changes,
});

describe("without the server", () => {
  it("a genuine card is never green: its present state is unknown", () => {
    for (const stored of [null, pack("valid")]) {
      const { reason } = judgeOnPhone(know({ pack: stored, site }));
      expect(reason).toBe("status_unknown");
      expect(toneOf(reason)).toBe("check");
    }
  });

  it.each(["forged", "malformed", "unknown_key", "not_a_card"] as const)("a card that is %s is called so, and names nobody", (outcome) => {
    expect(judgeOnPhone(know({ check: { outcome }, pack: pack(), site }))).toMatchObject({ reason: outcome, card: null, roster: null, on_site_roster: null });
  });

  it.each(["suspended", "revoked", "cancelled", "superseded", "expired"] as const)("what the stored roster called %s is not valid", (state) => {
    const { reason } = judgeOnPhone(know({ pack: pack(state) }));
    expect(reason).toBe(state);
    expect(toneOf(reason)).toBe("not_valid");
  });

  it("a card past its own date is expired, on its last day not yet", () => {
    const until = (expires_on: string): CardCheck => ({ ...genuine, fields: { ...fields, expires_on } });
    expect(judgeOnPhone(know({ check: until("2026-11-21") })).reason).toBe("expired");
    expect(judgeOnPhone(know({ check: until("2026-11-22") })).reason).toBe("status_unknown");
  });

  it("a wrong clock is named, and the card not blamed for it", () => {
    const old: CardCheck = { ...genuine, fields: { ...fields, expires_on: "2026-11-21" } };
    expect(judgeOnPhone(know({ check: old, clock_suspect: true })).reason).toBe("clock_wrong");
  });

  it("says whether the person is on the stored roster of the chosen site", () => {
    expect(judgeOnPhone(know({ pack: pack("valid", "s1"), site })).on_site_roster).toBe(true);
    expect(judgeOnPhone(know({ pack: pack("valid", "s2"), site })).on_site_roster).toBe(false);
    expect(judgeOnPhone(know({ pack: pack(), site: { ...site, id: "elsewhere" } })).on_site_roster).toBeNull();
  });

  it("a typed number is looked up in the stored roster, and proves nothing by itself", () => {
    const typed = judgeOnPhone(know({ check: null, typed_number: fields.number, pack: pack("revoked") }));
    expect(typed).toMatchObject({ reason: "revoked", card: null, roster: { name: "陈志强" } });
    expect(judgeOnPhone(know({ check: null, typed_number: "1" })).reason).toBe("status_unknown");
  });

  it("a phone without the list of keys cannot tell who signed", () => {
    expect(judgeOnPhone(know({ check: { outcome: "unknown_key" }, has_keys: false }))).toMatchObject({ reason: "unknown_key", no_keys: true });
  });
});

describe("the tone", () => {
  it("is green for one reason only, and a reason unheard of cannot be verified", () => {
    expect(REASONS.filter((reason) => toneOf(reason) === "valid")).toEqual(["valid"]);
    expect(toneOf("invented_later")).toBe("cannot_verify");
    expect(toneOf("constructor")).toBe("cannot_verify");
  });
});

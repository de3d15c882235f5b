import { describe, expect, it } from "vitest";
import { REASONS, type CertificateState, type FieldRosterEntry, type Site } from "@/api/types";
import type { CardCheck, CardFields, StoredFieldPack } from "@/offline";
import { judgeOnPhone, type Listed, type PhoneKnowledge } from "./phoneVerdict";
import { toneOf } from "./result";

const fields: CardFields = { number: "44012026000123", name: "陈志强", issued_on: "2026-03-01", expires_on: null, status_index: 1, photo_digest: null };
const genuine: CardCheck = { outcome: "genuine", key_id: 1, fields, planned: false };
const site = { id: "s1", name: "天河城", unit_name: "平安" };

const rules = { hours: 24, lock_after_s: 600, tries: 5, pin_digits: 6 };

function pack(state: CertificateState = "valid", siteId = "s1"): StoredFieldPack {
  const entry: FieldRosterEntry = { guard_id: "g1", name: "陈志强", certificate_number: fields.number, certificate_state: state, position: "队员" };
  const sites = ["s1", "s2"].map((id) => ({ id, name: `site ${id}`, unit_name: "平安" }) as Site);
  const rosters = ["s1", "s2"].map((id) => ({ site_id: id, entries: id === siteId ? [entry] : [] }));
  return { as_of: "2026-11-22T00:00:00Z", expires_at: "2026-11-23T00:00:00Z", fetched_at: "2026-11-22T00:00:00Z", rules, units: [], sites, rosters, checklists: [], officers: [] };
}

const trust = { as_of: "2026-11-22T00:00:00Z", age: "fresh" } as const;
const listed = (state: Listed["state"], age: Listed["age"] = "fresh", as_of = "2026-11-22T06:00:00Z"): Listed => ({ state, age, as_of });
const wrongClock = { phone_ms: Date.UTC(2027, 10, 22), known_ms: Date.UTC(2026, 10, 22) };

const know = (changes: Partial<PhoneKnowledge>): PhoneKnowledge => ({
  check: genuine, typed_number: null, pack: null, site: null, position: null, at: "2026-11-22T08:00:00Z", today: "2026-11-22", clock: null, trust, listed: null, ...changes,
});

describe("by a young status list", () => {
  it("a genuine card is valid as of that hour", () => {
    expect(judgeOnPhone(know({ listed: listed("valid") }))).toMatchObject({ reason: "valid", doubt: null, list_as_of: "2026-11-22T06:00:00Z" });
    expect(judgeOnPhone(know({ listed: listed("valid"), pack: pack(), site })).reason).toBe("valid");
  });

  it.each([["revoked", "revoked"], ["suspended", "suspended"], ["other", "withdrawn"]] as const)("a card listed as %s is not valid", (state, reason) => {
    expect(judgeOnPhone(know({ listed: listed(state) })).reason).toBe(reason);
    expect(toneOf(reason)).toBe("not_valid");
  });

  it("nobody is green who is not on the stored roster of the chosen site", () => {
    expect(judgeOnPhone(know({ listed: listed("valid"), pack: pack("valid", "s2"), site })).reason).toBe("not_here");
    expect(toneOf("not_here")).toBe("check");
  });

  it("a younger roster's word goes first, an older one's does not: the suspension may have ended", () => {
    expect(judgeOnPhone(know({ listed: listed("valid", "fresh", "2026-11-21T23:00:00Z"), pack: pack("suspended") })).reason).toBe("suspended");
    expect(judgeOnPhone(know({ listed: listed("valid"), pack: pack("suspended") })).reason).toBe("valid");
  });
});

describe("nothing makes a card green", () => {
  it.each([
    ["an old status list", { listed: listed("valid", "old") }, "list_old"],
    ["an expired status list", { listed: listed("valid", "expired") }, "list_old"],
    ["no status list", { listed: null }, "no_list"],
    ["an expired trust list", { listed: listed("valid"), trust: { ...trust, age: "expired" as const } }, "keys_expired"],
    ["a card younger than the list", { listed: listed("unlisted") }, "not_listed"],
    ["a key that is only planned", { listed: listed("valid"), check: { ...genuine, planned: true } }, "planned_key"],
  ] as const)("with %s: its signature is genuine, its present state unknown", (_, known, doubt) => {
    const { reason, doubt: found } = judgeOnPhone(know(known));
    expect([reason, found]).toEqual(["status_unknown", doubt]);
    expect(toneOf(reason)).toBe("check");
  });

  it("what an old list says against a card still stands, a suspension only while the list has not expired", () => {
    expect(judgeOnPhone(know({ listed: listed("revoked", "expired") })).reason).toBe("revoked");
    expect(judgeOnPhone(know({ listed: listed("other", "expired") })).reason).toBe("withdrawn");
    expect(judgeOnPhone(know({ listed: listed("suspended", "old") })).reason).toBe("suspended");
    expect(judgeOnPhone(know({ listed: listed("suspended", "expired") })).reason).toBe("status_unknown");
  });

  it("with a clock that is off: both times are kept, and no list is called too old", () => {
    expect(judgeOnPhone(know({ listed: listed("valid"), clock: wrongClock }))).toMatchObject({ reason: "clock_wrong", clock: wrongClock });
    expect(judgeOnPhone(know({ listed: listed("valid", "expired"), clock: wrongClock })).reason).toBe("clock_wrong");
    expect(judgeOnPhone(know({ listed: listed("revoked"), clock: wrongClock })).reason).toBe("revoked");
  });
});

describe("without the server", () => {
  it("and without lists a genuine card is never green: its present state is unknown", () => {
    for (const stored of [null, pack("valid")]) expect(judgeOnPhone(know({ pack: stored, site })).reason).toBe("status_unknown");
  });

  it("the card of a revoked key cannot be verified, and names nobody", () => {
    expect(judgeOnPhone(know({ check: { outcome: "revoked_key" }, listed: null, pack: pack(), site }))).toMatchObject({ reason: "revoked_key", card: null, roster: null });
    expect(toneOf("revoked_key")).toBe("cannot_verify");
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

  it("after a month without lists only what had expired before is called so: the clock may be wrong", () => {
    const until = (expires_on: string): CardCheck => ({ ...genuine, fields: { ...fields, expires_on } });
    const expired = { ...trust, age: "expired" as const };
    expect(judgeOnPhone(know({ check: until("2026-11-21"), today: "2027-11-22", trust: expired })).reason).toBe("expired");
    expect(judgeOnPhone(know({ check: until("2027-05-01"), today: "2027-11-22", trust: expired })).reason).toBe("status_unknown");
  });

  it("a wrong clock is named, and the card not blamed for it", () => {
    const old: CardCheck = { ...genuine, fields: { ...fields, expires_on: "2026-11-21" } };
    expect(judgeOnPhone(know({ check: old, clock: wrongClock })).reason).toBe("clock_wrong");
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
    expect(judgeOnPhone(know({ check: { outcome: "unknown_key" }, trust: null }))).toMatchObject({ reason: "unknown_key", trust_as_of: null });
  });
});

describe("the tone", () => {
  it("is green for one reason only, and a reason unheard of cannot be verified", () => {
    expect(REASONS.filter((reason) => toneOf(reason) === "valid")).toEqual(["valid"]);
    expect(toneOf("invented_later")).toBe("cannot_verify");
    expect(toneOf("constructor")).toBe("cannot_verify");
  });
});

describe("a card that was seen elsewhere too soon", () => {
  const seen = { guard_id: "g1", at: "2026-11-22T07:40:00Z", agency_name: "深圳市公安局", site_name: null, latitude: 22.54, longitude: 114.06, accuracy_m: 820 };
  const here = { latitude: 23.1338, longitude: 113.327, accuracy_m: 12 };
  const rule = { speed_kmh: 150, tolerance_m: 2000, tolerance_s: 300 };
  const told = { at: seen.at, agency_name: seen.agency_name, site_name: null };
  const carrying = (changes: Partial<typeof seen> = {}): StoredFieldPack => ({ ...pack(), sightings: { rule, items: [{ ...seen, ...changes }] } });
  const elsewhere = (changes: Partial<PhoneKnowledge>): unknown => judgeOnPhone(know({ pack: carrying(), site, position: here, ...changes })).seen_elsewhere;

  it("is told with agency and time, by the phone's position or else the site's", () => {
    expect(elsewhere({})).toEqual(told);
    const placed = { ...carrying(), sites: [{ ...carrying().sites[0], latitude: here.latitude, longitude: here.longitude } as Site] };
    expect(elsewhere({ position: null, pack: placed })).toEqual(told);
  });

  it.each([
    ["nobody knows where this is", { position: null }],
    ["the phone does not know what time it is", { at: null }],
    ["it is another guard's", { pack: carrying({ guard_id: "g2" }) }],
    ["the card is not genuine", { check: { outcome: "forged" } as CardCheck }],
    ["a number was typed, which proves no card", { check: null, typed_number: fields.number }],
    ["the pack is of an earlier release", { pack: pack() }],
    ["there was time enough", { at: "2026-11-22T11:00:00Z" }],
  ])("is not told where %s", (_, known) => {
    expect(elsewhere(known)).toBeNull();
  });
});

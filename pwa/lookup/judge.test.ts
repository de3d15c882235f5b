import { describe, expect, it } from "vitest";
import type { CardCheck, CardFields } from "../src/offline/credential";
import type { Answer, CertificateState, Found } from "./api";
import { judgeCard, judgeTyped, type Listed } from "./judge";

const fields: CardFields = { number: "44012026000123", name: "陈志强", issued_on: "2026-03-01", expires_on: null, status_index: 1, photo_digest: null };
const genuine: CardCheck = { outcome: "genuine", key_id: 1, fields, planned: false };
const listed = (state: Listed["state"], fresh = true): Listed => ({ state, fresh, as_of: "2026-11-22T06:00:00Z" });
const found = (state: CertificateState): Found => ({
  result: "found", number: fields.number, name: fields.name, state, state_since: "2026-05-01", issued_on: "2026-03-01",
  expires_on: null, agency_name: "广州市公安局", as_of: "2026-11-22T08:00:00Z",
});
const today = "2026-11-22";
const silences: Answer[] = [{ result: "unreachable" }, { result: "server" }, { result: "too_many", minutes: 3 }];

describe("a scanned card", () => {
  it("is valid only when it is genuine and the register says so", () => {
    expect(judgeCard(genuine, found("valid"), today)).toMatchObject({ tone: "valid", says: { state: "valid" } });
    for (const state of ["suspended", "revoked", "cancelled", "superseded", "expired"] as const) {
      expect(judgeCard(genuine, found(state), today)).toMatchObject({ tone: "not_valid", says: { state } });
    }
  });

  it.each(["forged", "revoked_key", "unknown_key", "malformed", "not_a_card"] as const)("that is %s is never valid, whatever an answer says", (outcome) => {
    const verdict = judgeCard({ outcome }, found("valid"), today);
    expect(verdict.tone).toBe(outcome === "forged" ? "not_valid" : "cannot_verify");
    expect(verdict.says).toEqual({ line: outcome });
    expect(verdict.found).toBeNull();
  });

  it.each(silences)("that is genuine while the register is silent (%j) has an unknown state, and is not green", (answer) => {
    expect(judgeCard(genuine, answer, today)).toMatchObject({ tone: "check", says: { line: "status_unknown" }, card: fields, retry: true });
  });

  it.each(silences)("is judged by the published list while the register is silent (%j)", (answer) => {
    expect(judgeCard(genuine, answer, today, listed("valid"))).toMatchObject({ tone: "valid", says: { listed: "valid", as_of: "2026-11-22T06:00:00Z" }, card: fields, retry: true });
    for (const state of ["suspended", "revoked", "other"] as const) {
      expect(judgeCard(genuine, answer, today, listed(state, false))).toMatchObject({ tone: "not_valid", says: { listed: state } });
    }
  });

  it("is not green by an old list, by one that does not have it, or with a key not in use yet", () => {
    const silent: Answer = { result: "unreachable" };
    for (const [check, list] of [[genuine, listed("valid", false)], [genuine, listed("unlisted")], [{ ...genuine, planned: true }, listed("valid")]] as const) {
      expect(judgeCard(check, silent, today, list)).toMatchObject({ tone: "check", says: { line: "status_unknown" } });
    }
    const expired: CardCheck = { ...genuine, fields: { ...fields, expires_on: "2026-11-21" } };
    expect(judgeCard(expired, silent, today, listed("valid"))).toMatchObject({ tone: "not_valid", says: { state: "expired" } });
  });

  it("is what the register says when it answers, whatever the list said before", () => {
    expect(judgeCard(genuine, found("revoked"), today, listed("valid")).tone).toBe("not_valid");
    expect(judgeCard(genuine, found("valid"), today, listed("suspended")).tone).toBe("valid");
  });

  it("that has passed its own date is not valid even without the register", () => {
    const expired: CardCheck = { ...genuine, fields: { ...fields, expires_on: "2026-11-21" } };
    expect(judgeCard(expired, { result: "unreachable" }, today)).toMatchObject({ tone: "not_valid", says: { state: "expired" } });
    const lastDay: CardCheck = { ...genuine, fields: { ...fields, expires_on: today } };
    expect(judgeCard(lastDay, { result: "unreachable" }, today).tone).toBe("check");
  });

  it("that is genuine but not in the register must be checked", () => {
    expect(judgeCard(genuine, { result: "no_match" }, today)).toMatchObject({ tone: "check", says: { line: "unregistered" } });
  });

  it("is judged by the server alone where the browser cannot check signatures", () => {
    expect(judgeCard({ outcome: "cannot_check" }, found("valid"), today).tone).toBe("valid");
    expect(judgeCard({ outcome: "cannot_check" }, { result: "no_match" }, today).tone).toBe("cannot_verify");
    expect(judgeCard({ outcome: "cannot_check" }, { result: "unreachable" }, today).tone).toBe("cannot_verify");
  });
});

describe("a typed number", () => {
  it("that is not found, or not answered, is not called false", () => {
    expect(judgeTyped({ result: "no_match" })).toMatchObject({ tone: "cannot_verify", says: { line: "no_match" } });
    expect(judgeTyped({ result: "too_many", minutes: 3 }).says).toEqual({ line: "too_many", minutes: 3 });
  });
});

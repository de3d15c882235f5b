import { beforeEach, describe, expect, it } from "vitest";
import type { Session } from "@/api";
import { forget, recall, remember } from "./remembered";

const HOUR = 60 * 60_000;
const session = {
  account: { id: "a", name: "李建军", role: "station_officer" },
  csrf_token: "secret",
  permissions: ["inspection:record"],
  must_change_password: false,
} as unknown as Session;

beforeEach(() => { localStorage.clear(); });

describe("a start without network", () => {
  it("knows who used the phone last, for a day", () => {
    remember(session);
    expect(recall()?.account?.name).toBe("李建军");
    expect(recall(Date.now() + 23 * HOUR)).not.toBeNull();
    expect(recall(Date.now() + 25 * HOUR)).toBeNull();
  });

  it("does not trust a clock that was turned back", () => {
    remember(session);
    expect(recall(Date.now() - HOUR)).toBeNull();
  });

  it("keeps no token", () => {
    remember(session);
    expect(JSON.stringify({ ...localStorage })).not.toContain("secret");
  });

  it("knows nobody after a sign-out, or when what is stored is broken", () => {
    remember(session);
    forget();
    expect(recall()).toBeNull();
    localStorage.setItem("gangwei.session", "{");
    expect(recall()).toBeNull();
  });
});

import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { Session } from "@/api";
import { takeSession } from "../session";
import { destinations, holds, homePath, splitForTabs } from "./navigation";

const ADMINISTRATOR = { id: "a", user_name: "administrator", name: "林管理", role: "system_administrator" } as Session["account"];

/** Signed in as somebody who may do just this. */
function as(...permissions: string[]): Promise<void> {
  return signedIn(null, permissions);
}

function signedIn(account: Session["account"], permissions: string[]): Promise<void> {
  return takeSession({
    account,
    csrf_token: "",
    permissions,
    must_change_password: false,
    idle_limit_s: 1800,
    second_factor: "none",
    second_factor_ways: [],
    server_time: new Date().toISOString(),
  });
}

const keys = (list: readonly { key: string }[]): string[] => list.map(({ key }) => key);

describe("the navigation", () => {
  it("starts an officer at the camera and a manager at the roster", async () => {
    await as("verification:record", "inspection:read", "guard:read");
    expect(homePath()).toBe("/scan");
    await as("roster:manage", "site:manage", "inspection:read");
    expect(homePath()).toBe("/roster");
    await as("account:read", "audit:read");
    expect(keys(destinations())).toEqual(["accounts", "audit", "settings"]);
  });

  it("keeps the roster lit in what is opened from it, and nowhere else", async () => {
    await as("roster:manage");
    const [roster] = destinations();
    if (!roster) throw new Error("nothing to go to");
    const lit = ["/roster/clients", "/contracts/1", "/transfers", "/employments/1/file"];
    expect(lit.filter((path) => holds(roster, path))).toEqual(lit);
    expect(["/", "/contractsx", "/sites/1"].some((path) => holds(roster, path))).toBe(false);
  });

  it("leads to the jobs who can ask for one, and the administrator, who sees everybody's", async () => {
    await as("guard:read", "export:create");
    expect(keys(destinations())).toContain("jobs");
    await signedIn(ADMINISTRATOR, ["account:read"]);
    expect(keys(destinations())).toEqual(["accounts", "jobs", "settings"]);
  });

  it("fits five tabs under a thumb, the last of them for what is left", async () => {
    await as("verification:record", "inspection:read", "guard:read", "unit:read", "certificate:read");
    const { tabs, more } = splitForTabs(destinations());
    expect(keys(tabs)).toEqual(["scan", "inspections", "guards", "units"]);
    expect(keys(more)).toEqual(["certificates", "settings"]);
    await as("account:read", "audit:read");
    expect(splitForTabs(destinations()).more).toEqual([]);
  });
});

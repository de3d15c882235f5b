import { beforeAll, describe, expect, it } from "vitest";
import { setWords } from "@/app/words";
import { accountInput, checkAccount, type AccountForm } from "./account";
import { describeDevice } from "./device";
import { checkPassword } from "./password";

const officer: AccountForm = {
  user_name: "li.jianjun",
  name: "李建军",
  role: "station_officer",
  police_number: "012345",
  agency: { code: "440106520000", name: "五山派出所" },
  unit: { id: "u", name: "平安保安" },
};

beforeAll(() => setWords("en"));

describe("the form of an account", () => {
  it("asks an officer for police number and agency, a manager for the unit, an administrator for neither", () => {
    const empty = { ...officer, police_number: "", agency: null, unit: null };
    expect(Object.keys(checkAccount(empty))).toEqual(["police_number", "agency_code"]);
    expect(Object.keys(checkAccount({ ...empty, role: "company_manager" }))).toEqual(["unit_id"]);
    expect(checkAccount({ ...empty, role: "system_administrator" })).toEqual({});
  });

  it.each(["Li", "li jun", ".li", "李", "a".repeat(41)])("refuses the user name %s", (user_name) => {
    expect(checkAccount({ ...officer, user_name })).toHaveProperty("user_name");
  });

  it("names what is missing in the order of the fields", () => {
    const nothing: AccountForm = { user_name: "", name: "", role: "", police_number: "", agency: null, unit: null };
    expect(Object.keys(checkAccount(nothing))).toEqual(["role", "user_name", "name"]);
  });

  it("sends only what belongs to the role", () => {
    expect(accountInput({ ...officer, role: "station_officer" })).toMatchObject({ agency_code: "440106520000", unit_id: null });
    expect(accountInput({ ...officer, role: "company_manager" })).toMatchObject({ agency_code: null, police_number: null, unit_id: "u" });
  });
});

describe("a new password", () => {
  it("counts characters as people do", () => {
    const twelve = "𠮷".repeat(12);
    expect(checkPassword({ current: "x", next: twelve, repeated: twelve }).new_password).toBeUndefined();
    expect(checkPassword({ current: "x", next: "𠮷".repeat(6), repeated: "𠮷".repeat(6) }).new_password).toContain("6 are missing");
  });

  it("is typed twice alike", () => {
    expect(checkPassword({ current: "x", next: "a".repeat(12), repeated: "b".repeat(12) })).toHaveProperty("repeated", expect.any(String));
  });
});

describe("a device", () => {
  it.each([
    ["Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0", { browser: "WeChat", system: "Android" }],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604.1", { browser: "Safari", system: "iOS" }],
    ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120", { browser: "Edge", system: "Windows" }],
    ["curl/8.0", undefined],
  ])("is named so that its owner knows it", (userAgent, named) => {
    expect(describeDevice(userAgent)).toEqual(named);
  });
});

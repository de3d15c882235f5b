import { describe, expect, it } from "vitest";
import { clientDraftOf, clientInputOf, emptyClient, faultyClientFields } from "./clientForm";

const WHOLE = {
  id: "1",
  unit_id: "2",
  name: "广州岗顶置业有限公司",
  uscc: null,
  kind: "enterprise",
  contact_name: "冯经理",
  contact_phone: "13922215566",
  phone_masked: "139****5566",
  created_at: "2026-01-05T01:00:00Z",
} as const;

describe("a client's form", () => {
  it("asks for a name, and looks at what else is there", () => {
    expect(faultyClientFields(emptyClient())).toEqual(["name"]);
    const wrong = { name: "星光", uscc: "91440101MA5AAAAAAX", kind: "", contact_name: "", contact_phone: "12" };
    expect(faultyClientFields(wrong)).toEqual(["uscc", "contact_phone"]);
    expect(faultyClientFields({ ...emptyClient(), name: "星光", contact_phone: "020-8888 6666" })).toEqual([]);
  });

  it("shows a client whole and sends what was emptied as nothing", () => {
    expect(clientDraftOf(WHOLE)).toEqual({
      name: "广州岗顶置业有限公司",
      uscc: "",
      kind: "enterprise",
      contact_name: "冯经理",
      contact_phone: "13922215566",
    });
    expect(clientInputOf({ contact_phone: "", uscc: " ", name: " 岗顶 " })).toEqual({ contact_phone: null, uscc: null, name: "岗顶" });
  });
});

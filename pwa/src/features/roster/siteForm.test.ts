import { describe, expect, it } from "vitest";
import { emptySite, faultySiteFields, siteChangeOf, siteInputOf } from "./siteForm";

const filled = {
  ...emptySite(),
  name: " 北门 ",
  address: "天河路 228 号",
  division_code: "440106004",
};

describe("the form of a site", () => {
  it("needs a name, a township and an address, and no position", () => {
    expect(faultySiteFields(emptySite())).toEqual(["name", "division_code", "address"]);
    expect(faultySiteFields(filled)).toEqual([]);
    expect(faultySiteFields({ ...filled, division_code: "440106" })).toEqual(["division_code"]);
  });

  it("finds the wrong half of a position", () => {
    expect(faultySiteFields({ ...filled, latitude: "23.1", longitude: "500" })).toEqual([
      "longitude",
    ]);
    expect(faultySiteFields({ ...filled, latitude: "23.1" })).toEqual(["latitude"]);
  });

  it("sends an empty client and position as null", () => {
    expect(siteInputOf(filled)).toEqual({
      name: "北门",
      address: "天河路 228 号",
      division_code: "440106004",
      client_id: null,
      latitude: null,
      longitude: null,
    });
  });

  it("sends a position as a pair when one half was changed", () => {
    const whole = { ...filled, latitude: "23.1", longitude: "113.3" };
    expect(siteChangeOf({ latitude: "23.1" }, whole)).toEqual({ latitude: 23.1, longitude: 113.3 });
    expect(siteChangeOf({ name: "南门" }, whole)).toEqual({ name: "南门" });
  });
});

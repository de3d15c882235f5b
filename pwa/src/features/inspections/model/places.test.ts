import { describe, expect, it } from "vitest";
import type { Site, UnitSummary } from "@/api/types";
import { findPlaces } from "./places";

function site(id: string, latitude: number | null, more: Partial<Site> = {}): Site {
  return {
    id, unit_id: "unit-1", unit_name: "粤安", unit_kind: "security_company", client_id: null, client_name: "天河商场", name: `岗位${id}`,
    address: "天河路1号", division_code: "440106", division_name: "天河区", agency_code: "440106000000", agency_name: "天河分局",
    latitude, longitude: latitude === null ? null : 113.3, status: "active", posted_count: 1, distance_m: null,
    updated_at: "2026-11-22T00:00:00Z", ...more,
  };
}
const unit: UnitSummary = {
  id: "unit-1", kind: "security_company", name: "粤安保安", uscc: "91440101MA59ABCD1X", address: "天河路2号", division_code: "440106",
  division_name: "天河区", agency_code: "440106000000", agency_name: "天河分局", status: "active",
};
const here = { latitude: 23.1, longitude: 113.3, accuracy_m: 10 };
const ids = (places: ReturnType<typeof findPlaces>) => places.map((place) => place.site?.id ?? place.unit.id);

describe("places to visit, without network", () => {
  it("come nearest first, those without a position last", () => {
    expect(ids(findPlaces([site("far", 23.9), site("none", null), site("near", 23.11)], [], "", here))).toEqual(["near", "far", "none"]);
  });
  it("are found by client, unit, address or name", () => {
    const sites = [site("a", 23.1), site("b", 23.1, { client_name: "医院", unit_name: "广卫", address: "黄埔" })];
    expect(ids(findPlaces(sites, [], "医院", null))).toEqual(["b"]);
    expect(ids(findPlaces(sites, [], "粤安", null))).toEqual(["a"]);
  });
  it("leave out closed sites", () => {
    expect(findPlaces([site("a", 23.1, { status: "closed" })], [], "", here)).toEqual([]);
  });
  it("offer the unit itself only when it is searched, by name or code in any case", () => {
    expect(findPlaces([], [unit], "", here)).toEqual([]);
    expect(ids(findPlaces([], [unit], "ma59abcd", here))).toEqual(["unit-1"]);
  });
});

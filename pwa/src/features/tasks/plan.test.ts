import { describe, expect, it } from "vitest";
import type { StopInput } from "@/api/types";
import { added, keyOf, moved, removed } from "./plan";

const stop = (unit: string, site: string | null = null): StopInput => ({ unit_id: unit, site_id: site });
const keys = (stops: StopInput[]): string[] => stops.map(keyOf);

describe("the plan of a day", () => {
  it("takes a place once; a unit and one of its sites are two places", () => {
    const stops = added(added(added([], stop("u")), stop("u", "s")), stop("u"));
    expect(keys(stops)).toEqual(["u/", "u/s"]);
  });

  it("moves a stop by one place and never over the end", () => {
    const stops = [stop("a"), stop("b"), stop("c")];
    expect(keys(moved(stops, 2, -1))).toEqual(["a/", "c/", "b/"]);
    expect(keys(moved(stops, 0, 1))).toEqual(["b/", "a/", "c/"]);
    expect(keys(moved(stops, 0, -1))).toEqual(["a/", "b/", "c/"]);
    expect(keys(moved(stops, 2, 1))).toEqual(["a/", "b/", "c/"]);
  });

  it("removes the stop that was meant and leaves what was there as it is", () => {
    const stops = [stop("a"), stop("b"), stop("c")];
    expect(keys(removed(stops, 1))).toEqual(["a/", "c/"]);
    expect(keys(stops)).toEqual(["a/", "b/", "c/"]);
  });
});

// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SightingRule } from "@/api/types";
import { seenTooSoon, spotOf, type Seen } from "./sightings";

interface Case {
  name: string;
  rule: SightingRule;
  here: Seen;
  others: Seen[];
  too_soon: number | null;
}

const file = new URL("../../../tests/vectors/sightings.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };

describe("a card seen elsewhere", () => {
  it.each(cases)("$name", ({ rule, here, others, too_soon }) => {
    expect(seenTooSoon(here, others, rule)).toBe(too_soon === null ? null : others[too_soon]);
  });
});

describe("where the phone is", () => {
  const site = { latitude: 23.1338, longitude: 113.327 };
  const position = { latitude: 23.1, longitude: 113.3, accuracy_m: 20 };

  it("is told by itself where it knows that well, else by the site, else by nobody", () => {
    expect(spotOf(position, site)).toEqual(position);
    expect(spotOf({ ...position, accuracy_m: 6000 }, site)).toEqual({ ...site, accuracy_m: null });
    expect(spotOf(null, site)).toEqual({ ...site, accuracy_m: null });
    expect(spotOf(null, { latitude: null, longitude: null })).toBeNull();
    expect(spotOf(null, null)).toBeNull();
  });
});

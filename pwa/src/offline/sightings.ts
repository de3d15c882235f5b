/**
 * Whether a card was seen elsewhere too short a time ago to have come here. The server judges so too, by the same cases
 * (backend/alerts/judging.py, tests/vectors/sightings.json): every doubt counts for the holder.
 */
import type { Instant, Position, SightingRule } from "@/api/types";
import { distanceBetween } from "./distance";

/** A position known no better says nothing. */
export const VAGUE_M = 5000;

export interface Spot extends Pick<Position, "latitude" | "longitude"> {
  accuracy_m: number | null;
}

export type Seen = Spot & { at: Instant };

const hasPlace = ({ accuracy_m }: Spot): boolean => (accuracy_m ?? 0) <= VAGUE_M;

/** Seconds from the earlier sighting to now. */
const between = (here: Seen, other: Seen): number => (Date.parse(here.at) - Date.parse(other.at)) / 1000;

function tooFar(here: Seen, other: Seen, rule: SightingRule): boolean {
  const metres = distanceBetween(here, other) - (here.accuracy_m ?? 0) - (other.accuracy_m ?? 0) - rule.tolerance_m;
  return metres > ((between(here, other) + rule.tolerance_s) * rule.speed_kmh) / 3.6;
}

const pace = (here: Seen, other: Seen): number => distanceBetween(here, other) / (between(here, other) + 1);

/** The earlier sighting from which nobody could have come here by now; of several the least possible. */
export function seenTooSoon<S extends Seen>(here: Seen, others: readonly S[], rule: SightingRule): S | null {
  let found: S | null = null;
  for (const other of others) {
    if (between(here, other) < 0 || !hasPlace(here) || !hasPlace(other)) continue;
    if (tooFar(here, other, rule) && (found === null || pace(here, other) > pace(here, found))) found = other;
  }
  return found;
}

/** The phone's own position where it is known well enough, else the site's. */
export function spotOf(position: Position | null, site: { latitude: number | null; longitude: number | null } | null): Spot | null {
  if (position && hasPlace(position)) return position;
  if (!site || site.latitude === null || site.longitude === null) return null;
  return { latitude: site.latitude, longitude: site.longitude, accuracy_m: null };
}

/** How far sites are, without a server. */
import type { Position, Site } from "@/api/types";

/** Mean radius (IUGG), as the server has it. */
const EARTH_M = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places on the globe (haversine). */
export function distanceBetween(a: Pick<Position, "latitude" | "longitude">, b: Pick<Position, "latitude" | "longitude">): number {
  const halfHeight = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const halfWidth = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const chord = halfHeight + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * halfWidth;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function withDistance(site: Site, position: Position): Site {
  if (site.latitude === null || site.longitude === null) return { ...site, distance_m: null };
  const to = { latitude: site.latitude, longitude: site.longitude };
  return { ...site, distance_m: Math.round(distanceBetween(position, to)) };
}

/** The sites, nearest first, with their distance; those without a position last. */
export function nearestSites(sites: readonly Site[], position: Position): Site[] {
  const measured = sites.map((site) => withDistance(site, position));
  return measured.sort((a, b) => (a.distance_m ?? Infinity) - (b.distance_m ?? Infinity));
}

/** Where the phone is: asked once, never needed. */
import type { Position } from "@/api/types";

const PATIENCE_MS = 8000;
const OLD_ENOUGH_MS = 60_000;

/** The phone's position, or null when it is refused, unknown or too slow. Never raises. */
export function askPosition(): Promise<Position | null> {
  if (!("geolocation" in navigator)) return Promise.resolve(null);
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy_m: Math.round(coords.accuracy) }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: OLD_ENOUGH_MS },
    );
  });
}

const EARTH_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Distance over ground in metres (haversine, WGS 84 taken as a sphere: good to 0.5 %). */
export function distanceM(a: Pick<Position, "latitude" | "longitude">, b: Pick<Position, "latitude" | "longitude">): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLon = radians(b.longitude - a.longitude);
  const h = Math.sin(dLat / 2) ** 2
    + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return Math.round(2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h))));
}

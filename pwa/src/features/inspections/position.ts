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
        resolve({
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracy_m: Math.round(coords.accuracy),
        }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: OLD_ENOUGH_MS },
    );
  });
}

/** Where the phone is, for the record of a check and for finding sites near. Never asked without need. */
import { shallowRef } from "vue";
import type { Position } from "@/api/types";

const FRESH_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;

const last = shallowRef<{ position: Position; at: number } | null>(null);

/** The last known position if it is recent, else null. */
export function recentPosition(): Position | null {
  return last.value && Date.now() - last.value.at < FRESH_MS ? last.value.position : null;
}

/** Asks the phone (and, the first time, the person). null when it cannot be had. */
export function askPosition(): Promise<Position | null> {
  const source = navigator.geolocation as Geolocation | undefined;
  if (!source) return Promise.resolve(null);
  return new Promise((resolve) => {
    source.getCurrentPosition(
      ({ coords }) => {
        const { latitude, longitude, accuracy } = coords;
        last.value = { position: { latitude, longitude, accuracy_m: Math.round(accuracy) }, at: Date.now() };
        resolve(last.value.position);
      },
      () => { resolve(null); },
      { timeout: TIMEOUT_MS, maximumAge: 60_000, enableHighAccuracy: true },
    );
  });
}

/** Refreshes the position if the person has already allowed it; asks nothing. */
export async function refreshPosition(): Promise<void> {
  if (recentPosition()) return;
  const permissions = navigator.permissions as Permissions | undefined;
  const state = await permissions?.query({ name: "geolocation" }).then((status) => status.state, () => null);
  if (state === "granted") await askPosition();
}

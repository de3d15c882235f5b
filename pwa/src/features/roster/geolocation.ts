/** Where the phone is, as text for a form, and how exactly it knows. */
export interface Found {
  latitude: number;
  longitude: number;
  accuracy_m: number;
}

/** The two reasons a person can do something about. */
export type PositionFault = "positionDenied" | "positionFailed";

const PATIENCE_MS = 15_000;

/** Asks the phone once for its position. @throws PositionFault as the rejection */
export function findPosition(geolocation = navigator.geolocation): Promise<Found> {
  return new Promise((resolve, reject: (fault: PositionFault) => void) => {
    // Old WebViews without the right to ask have no such object at all.
    if (!(geolocation as Geolocation | undefined)) {
      reject("positionDenied");
      return;
    }
    geolocation.getCurrentPosition(
      ({ coords }) => {
        const { latitude, longitude, accuracy } = coords;
        resolve({ latitude, longitude, accuracy_m: Math.round(accuracy) });
      },
      (error) => {
        reject(error.code === error.PERMISSION_DENIED ? "positionDenied" : "positionFailed");
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
    );
  });
}

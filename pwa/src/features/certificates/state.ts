import type { CertificateState } from "@/api/types";

/** The tone a state is shown in; no certificate at all needs a look. */
export function toneOf(state: CertificateState | null): "valid" | "check" | "not_valid" {
  if (state === null) return "check";
  return state === "valid" ? "valid" : "not_valid";
}

/** The periods an officer looks ahead for certificates that expire. */
export const LOOK_AHEAD_DAYS = [30, 90] as const;

/** The day so many days after another. Days are YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whether a valid certificate runs out within the longest look ahead. */
export function expiresSoon(expiresOn: string | null, today: string): boolean {
  return (
    expiresOn !== null && expiresOn >= today && expiresOn <= dayAfter(today, LOOK_AHEAD_DAYS[1])
  );
}

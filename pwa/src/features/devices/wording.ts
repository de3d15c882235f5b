import type { OwnDevice } from "@/api/types";
import { formatAgo, t } from "@/app/words";
import type { Tone } from "@/ui";

/** A gap goes before silence: it names what is lost. */
export function toneOf(device: OwnDevice): Tone {
  if (device.state === "revoked") return "neutral";
  return device.missing > 0 || device.state === "silent" ? "check" : "valid";
}

/** Sign and word say the same: what is in use but lacks numbers is not simply in use. */
export function stateOf(device: OwnDevice): string {
  return device.state === "active" && device.missing > 0 ? t("devices.finding.gaps") : t(`devices.state.${device.state}`);
}

/** What is wrong with it, or that nothing is. */
export function gapsOf(device: OwnDevice): string {
  return device.missing > 0 ? t("devices.missing", { count: device.missing }) : t("devices.missingNone");
}

export function seenOf(device: OwnDevice): string {
  return device.last_seen_at ? t("devices.own.seen", { time: formatAgo(device.last_seen_at) }) : t("devices.own.notSeen");
}

export function gapWords({ first, last }: { first: number; last: number }): string {
  return first === last ? t("devices.gap", { first }) : t("devices.gapRange", { first, last, count: last - first + 1 });
}

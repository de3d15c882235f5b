import type { Alert } from "@/api/types";
import { formatNumber, t } from "@/app/words";

export const kilometres = (metres: number): string => formatNumber(Math.round(metres / 100) / 10);

/** A length of time in the largest two units that say something. */
export function spanOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const parts = [
    { unit: "day", value: Math.floor(minutes / 1440) },
    { unit: "hour", value: Math.floor(minutes / 60) % 24 },
    { unit: "minute", value: minutes % 60 },
  ].filter(({ value }) => value > 0);
  const shown = parts.length > 0 ? parts.slice(0, 2) : [{ unit: "minute", value: 0 }];
  return shown.map(({ unit, value }) => unitWords(unit, value)).join(" ");
}

function unitWords(unit: string, value: number): string {
  return new Intl.NumberFormat(document.documentElement.lang || "zh-CN", { style: "unit", unit, unitDisplay: "long" }).format(value);
}

export function briefOf(alert: Alert): string {
  if (alert.distance_m === null) return spanOf(alert.seconds);
  return t("alerts.brief", { km: kilometres(alert.distance_m), time: spanOf(alert.seconds) });
}

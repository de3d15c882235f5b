/** Which area the pack is about, as chosen last. */
import type { Id } from "@/api/types";
import type { QueryValue } from "@/api";
import { bestNow } from "./clock";
import { readSetting, write, writeSetting } from "./db";

export type PackArea =
  | { kind: "own" }
  | { kind: "near"; latitude: number; longitude: number }
  | { kind: "division"; code: string }
  | { kind: "units"; ids: Id[] }
  | { kind: "plan" };

const KEY = "pack.area";

export async function findArea(): Promise<PackArea> {
  return (await readSetting<PackArea>(KEY)) ?? { kind: "own" };
}

/** A place is kept to about a kilometre: near enough for a pack, too far for a trace. */
export function keepArea(area: PackArea): Promise<void> {
  const rough = (degrees: number): number => Math.round(degrees * 100) / 100;
  return writeSetting(KEY, area.kind === "near" ? { ...area, latitude: rough(area.latitude), longitude: rough(area.longitude) } : area);
}

export function forgetArea(): Promise<void> {
  return write(["settings"], (tx) => tx.objectStore("settings").delete(KEY));
}

const todayInChina = (): string => new Date(bestNow() + 8 * 3_600_000).toISOString().slice(0, 10);

export function queryOf(area: PackArea): Record<string, QueryValue> {
  switch (area.kind) {
    case "own":
      return {};
    case "near":
      return { latitude: area.latitude, longitude: area.longitude };
    case "division":
      return { division_code: area.code };
    case "units":
      return { unit_ids: area.ids.join(",") };
    case "plan":
      return { plan: todayInChina() };
  }
}

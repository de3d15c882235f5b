import type { LeavingReason } from "@/api/types";
import type { HireInput } from "./api";

/** What a hire needs, as it stands in the form. */
export interface HireDraft {
  by: "identity_number" | "certificate_number";
  number: string;
  name: string;
  position: string;
  started_on: string;
}

export type HireField = "number" | "name" | "position" | "started_on";

/** Why a day is not accepted. Days are YYYY-MM-DD, so their order is the order of their letters. */
export type DayProblem = "date" | "future" | "beforeStart";

/** A day of something that has happened: given, not ahead, and not before what it ends began. */
export function dayProblem(day: string, today: string, start = ""): DayProblem | null {
  if (day === "") return "date";
  if (day > today) return "future";
  return start !== "" && day < start ? "beforeStart" : null;
}

/** Why somebody leaves, in the order of how often. */
export const LEAVING_REASONS: readonly LeavingReason[] = [
  "resigned",
  "contract_ended",
  "dismissed",
  "retired",
  "moved",
  "died",
  "other",
];

/** What is missing of a leaving's reason; the last of the list needs words. */
export function leavingProblem(
  reason: LeavingReason | "",
  note: string,
): "reason" | "note" | null {
  if (reason === "") return "reason";
  return reason === "other" && note.trim() === "" ? "note" : null;
}

/** What is sent for a hire: exactly one of the two numbers, in its plain form. */
export function hireInputOf(draft: HireDraft): HireInput {
  const number = draft.number.normalize("NFKC").toUpperCase().replace(/[\s-]/gu, "");
  return {
    [draft.by]: number,
    name: draft.name.trim(),
    position: draft.position.trim(),
    started_on: draft.started_on,
  };
}

/** A position as it stands in the form of a site. */
export interface PlaceDraft {
  latitude: string;
  longitude: string;
}

export type PlaceProblem = "latitude" | "longitude" | "both";

/** Whether a position can be kept: both figures within the globe, or none. */
export function placeProblem(place: PlaceDraft): PlaceProblem | null {
  const { latitude, longitude } = place;
  if (latitude.trim() === "" && longitude.trim() === "") return null;
  if (latitude.trim() === "" || longitude.trim() === "") return "both";
  if (!within(latitude, 90)) return "latitude";
  return within(longitude, 180) ? null : "longitude";
}

/** The position to send, or nulls when none is given. */
export function placeOf(place: PlaceDraft): { latitude: number | null; longitude: number | null } {
  const given = place.latitude.trim() !== "" && place.longitude.trim() !== "";
  return {
    latitude: given ? Number(place.latitude) : null,
    longitude: given ? Number(place.longitude) : null,
  };
}

/** Six decimals are a tenth of a metre: more would only look exact. */
export function shownDegree(degree: number): string {
  return String(Math.round(degree * 1e6) / 1e6);
}

function within(text: string, most: number): boolean {
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) <= most;
}

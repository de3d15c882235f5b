/** The two codes that phones show each other: the visit, and a colleague's confirmation of it (docs/visit.md). */
import type { Id, SignedConfirmation } from "@/api/types";

export interface Invitation {
  inspection_id: Id;
  unit_id: Id;
  site_id: Id | null;
  officer_id: Id;
  at_ms: number;
  unit_name: string;
  site_name: string;
  officer_name: string;
}

export interface Answer extends SignedConfirmation {
  inspection_id: Id;
  account_id: Id;
  public_key: string;
  name: string;
  police_number: string;
  agency_name: string;
}

const INVITATION = "gangwei-visit-1:";
const ANSWER = "gangwei-visited-1:";
const NOTHING = "00000000-0000-0000-0000-000000000000";
/** So long a code may be shown; an older one belongs to another visit. */
const HOURS = 24;
/** Two phones' clocks may differ by so much. */
const AHEAD_MS = 10 * 60_000;

type Bytes = Uint8Array<ArrayBuffer>;

const bytesOf = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

function textOf(bytes: readonly number[]): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const ofId = (id: Id): number[] => (id.replaceAll("-", "").match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

function idOf(bytes: Bytes, from: number): Id {
  const digits = Array.from(bytes.slice(from, from + 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function ofTime(ms: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(ms));
  return [...new Uint8Array(view.buffer)];
}

const timeOf = (bytes: Bytes, from: number): number => Number(new DataView(bytes.buffer).getBigUint64(from));

/** Names are one line each, and short enough for a code that is read at once. */
const line = (name: string | null, most: number): string => [...(name ?? "").replaceAll("\n", " ")].slice(0, most).join("");

export function writeInvitation(invitation: Invitation): string {
  const { inspection_id, unit_id, site_id, officer_id, at_ms, unit_name, site_name, officer_name } = invitation;
  const packed = [...[inspection_id, unit_id, site_id ?? NOTHING, officer_id].flatMap(ofId), ...ofTime(at_ms)];
  return [INVITATION + textOf(packed), line(unit_name, 24), line(site_name, 20), line(officer_name, 12)].join("\n");
}

export function writeAnswer(answer: Answer): string {
  const { inspection_id, account_id, device_id, at_ms, public_key, signature, name, police_number, agency_name } = answer;
  const packed = [...[inspection_id, account_id, device_id].flatMap(ofId), ...ofTime(at_ms), ...bytesOf(public_key), ...bytesOf(signature)];
  return [ANSWER + textOf(packed), line(name, 12), line(police_number, 12), line(agency_name, 20)].join("\n");
}

/** The bytes and names behind a prefix, or null when the text is something else. */
function parts(text: string, prefix: string, length: number): { bytes: Bytes; names: string[] } | null {
  const [head = "", ...names] = text.split("\n");
  if (!head.startsWith(prefix)) return null;
  try {
    const bytes = bytesOf(head.slice(prefix.length));
    return bytes.length === length && names.length === 3 ? { bytes, names } : null;
  } catch {
    return null;
  }
}

/** Null for any other code. */
export function readInvitation(text: string): Invitation | null {
  const found = parts(text, INVITATION, 72);
  if (!found) return null;
  const { bytes, names: [unit_name = "", site_name = "", officer_name = ""] } = found;
  const site = idOf(bytes, 32);
  return {
    inspection_id: idOf(bytes, 0), unit_id: idOf(bytes, 16), site_id: site === NOTHING ? null : site, officer_id: idOf(bytes, 48),
    at_ms: timeOf(bytes, 64), unit_name, site_name, officer_name,
  };
}

/** Null for any other code. */
export function readAnswer(text: string): Answer | null {
  const found = parts(text, ANSWER, 185);
  if (!found) return null;
  const { bytes, names: [name = "", police_number = "", agency_name = ""] } = found;
  return {
    inspection_id: idOf(bytes, 0), account_id: idOf(bytes, 16), device_id: idOf(bytes, 32), at_ms: timeOf(bytes, 48),
    public_key: textOf([...bytes.slice(56, 121)]), signature: textOf([...bytes.slice(121)]), name, police_number, agency_name,
  };
}

/** Whether what was shown at `at` is too old, or of a time to come, at `now` (both ms). */
export function isOutOfTime(at: number, now: number): boolean {
  return now - at > HOURS * 3_600_000 || at - now > AHEAD_MS;
}

export type AnswerProblem = "other_code" | "other_visit" | "own_code" | "out_of_time" | "changed";

/**
 * What keeps an answer from being taken into the visit; null when nothing does.
 * `fits`: whether the key in the answer signed this visit at this place.
 */
export async function problemWith(
  answer: Answer | null, visit: { inspection_id: Id; officer_id: Id }, now: number, fits: (answer: Answer) => Promise<boolean>,
): Promise<AnswerProblem | null> {
  if (!answer) return "other_code";
  if (answer.inspection_id !== visit.inspection_id) return "other_visit";
  if (answer.account_id === visit.officer_id) return "own_code";
  if (isOutOfTime(answer.at_ms, now)) return "out_of_time";
  return (await fits(answer)) ? null : "changed";
}

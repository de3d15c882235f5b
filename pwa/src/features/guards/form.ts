import type { Education, Guard, GuardInput } from "@/api/types";
import type { GuardChange } from "./api";
import { ageOn, identityNumberProblem, normaliseIdentityNumber } from "./identityNumber";

/** A guard as he stands in the form. The education is empty until it is chosen. */
export interface GuardDraft {
  name: string;
  identity_number: string;
  phone: string;
  education: Education | "";
  address: string;
  agency_code: string;
}

export type GuardField = keyof GuardDraft;

/** The fields in the order of the form. */
export const GUARD_FIELDS: readonly GuardField[] = [
  "identity_number",
  "name",
  "phone",
  "education",
  "address",
  "agency_code",
];

/** Must be of age to be registered (Reg. art. 16). */
export const LEAST_AGE = 18;

export function emptyGuard(): GuardDraft {
  return { name: "", identity_number: "", phone: "", education: "", address: "", agency_code: "" };
}

/** Why an identity number cannot be registered today: its form, or the age it tells. */
export function registrationProblem(
  number: string,
  today = new Date(),
): ReturnType<typeof identityNumberProblem> | "under_age" {
  const problem = identityNumberProblem(number, today);
  if (problem !== null) return problem;
  return (ageOn(number, today) ?? 0) < LEAST_AGE ? "under_age" : null;
}

/** The fields that need another look before the server is asked. */
export function faultyGuardFields(draft: GuardDraft, today = new Date()): GuardField[] {
  const rules: [GuardField, boolean][] = [
    ["identity_number", registrationProblem(draft.identity_number, today) === null],
    ["name", draft.name.trim() !== ""],
    ["phone", isMobile(draft.phone)],
    ["education", draft.education !== ""],
    ["address", draft.address.trim() !== ""],
  ];
  return rules.filter(([, right]) => !right).map(([field]) => field);
}

/** What is sent. Only a checked draft has an education. */
export function guardInputOf(draft: GuardDraft & { education: Education }): GuardInput {
  return {
    name: draft.name.trim(),
    identity_number: normaliseIdentityNumber(draft.identity_number),
    phone: plainPhone(draft.phone),
    education: draft.education,
    address: draft.address.trim(),
    ...(draft.agency_code && { agency_code: draft.agency_code }),
  };
}

/** The fields that may be changed, in the order of the form. */
export const CHANGE_FIELDS: readonly (keyof GuardChange)[] = [
  "name",
  "phone",
  "education",
  "address",
  "status",
];

/** The form of a change. The phone is shown masked, so it is empty unless a new one is typed. */
export function changeDraftOf(guard: Guard): GuardChange {
  const { name, education, address, status } = guard;
  return { name, phone: "", education, address, status };
}

export function faultyChangeFields(draft: GuardChange): (keyof GuardChange)[] {
  const rules: [keyof GuardChange, boolean][] = [
    ["name", draft.name.trim() !== ""],
    ["phone", draft.phone.trim() === "" || isMobile(draft.phone)],
    ["address", draft.address.trim() !== ""],
  ];
  return rules.filter(([, right]) => !right).map(([field]) => field);
}

/** A mobile number of the mainland: 11 figures, the first a 1. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/u.test(plainPhone(text));
}

export function plainPhone(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s-]/gu, "")
    .replace(/^\+?86(?=1\d{10}$)/u, "");
}

import type { CertificateState } from "./certificates";
import type { Id, Instant, IsoDate } from "./common";

export const EDUCATIONS = [
  "junior_middle",
  "senior_middle",
  "secondary_vocational",
  "junior_college",
  "bachelor",
  "postgraduate",
] as const;
export type Education = (typeof EDUCATIONS)[number];

export const GUARD_STATUSES = ["active", "inactive", "deceased"] as const;
export type GuardStatus = (typeof GUARD_STATUSES)[number];

export type Sex = "male" | "female";

export interface GuardSummary {
  id: Id;
  name: string;
  identity_number_masked: string;
  has_photo: boolean;
  unit_id: Id | null;
  unit_name: string | null;
  certificate_number: string | null;
  certificate_state: CertificateState | null;
  certificate_expires_on: IsoDate | null;
}

export interface Guard extends GuardSummary {
  sex: Sex;
  birth_year: number;
  phone_masked: string;
  education: Education;
  address: string;
  status: GuardStatus;
  agency_code: string;
  agency_name: string;
  registered_on: IsoDate;
  updated_at: Instant;
}

export interface GuardInput {
  name: string;
  identity_number: string;
  phone: string;
  education: Education;
  address: string;
  agency_code?: string;
}

/** What an audited disclosure answers; it is shown and forgotten. */
export interface GuardDisclosure {
  identity_number: string;
  phone: string;
}

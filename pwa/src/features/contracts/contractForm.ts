import type { Contract, Service } from "@/api/types";
import type { ContractInput } from "./api";

/** A contract as it stands in the form. */
export interface ContractDraft {
  number: string;
  client_id: string;
  services: Service[];
  starts_on: string;
  ends_on: string;
  province_code: string;
}

export type ContractField = keyof ContractDraft;

/** The fields in the order of the form. */
export const CONTRACT_FIELDS: readonly ContractField[] = ["number", "client_id", "services", "starts_on", "ends_on", "province_code"];

/** GB/T 2260, without the codes of what is no province. */
export const PROVINCES =
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split(" ");

export function emptyContract(): ContractDraft {
  return { number: "", client_id: "", services: [], starts_on: "", ends_on: "", province_code: "" };
}

export function draftOf(contract: Contract): ContractDraft {
  const { number, client_id, services, starts_on, ends_on, province_code } = contract;
  return { number, client_id, services: [...services], starts_on, ends_on, province_code: province_code ?? "" };
}

export function faultyFields(draft: ContractDraft): ContractField[] {
  const rules: [ContractField, boolean][] = [
    ["number", draft.number.trim() !== ""],
    ["client_id", draft.client_id !== ""],
    ["services", draft.services.length > 0],
    ["starts_on", draft.starts_on !== ""],
    ["ends_on", draft.ends_on !== "" && draft.ends_on >= draft.starts_on],
  ];
  return rules.filter(([, right]) => !right).map(([field]) => field);
}

/** What is sent: for a change, only the fields that were changed. */
export function inputOf(draft: Partial<ContractDraft>): Partial<ContractInput> {
  const { province_code: province, number, ...rest } = draft;
  return {
    ...rest,
    ...(number !== undefined && { number: number.trim() }),
    ...(province !== undefined && { province_code: province || null }),
  };
}

import type { Ownership, Service, Unit, UnitKind } from "@/api/types";
import type { UnitInput } from "./api";
import { normaliseUscc, usccProblem } from "./uscc";

/** A unit as it stands in the form: numbers are text until they are sent. */
export interface UnitDraft {
  kind: UnitKind;
  name: string;
  uscc: string;
  legal_representative: string;
  phone: string;
  address: string;
  division_code: string;
  agency_code: string;
  registered_capital_yuan: string;
  ownership: Ownership;
  services: Service[];
  parent_unit_id: string;
}

export type UnitField = keyof UnitDraft;

/** The fields in the order of the form. */
export const UNIT_FIELDS: readonly UnitField[] = [
  "kind",
  "parent_unit_id",
  "name",
  "uscc",
  "legal_representative",
  "phone",
  "ownership",
  "services",
  "registered_capital_yuan",
  "division_code",
  "address",
  "agency_code",
];

export function emptyUnit(): UnitDraft {
  return {
    kind: "security_company",
    name: "",
    uscc: "",
    legal_representative: "",
    phone: "",
    address: "",
    division_code: "",
    agency_code: "",
    registered_capital_yuan: "",
    ownership: "private",
    services: [],
    parent_unit_id: "",
  };
}

export function draftOf(unit: Unit): UnitDraft {
  const capital = unit.registered_capital_yuan;
  return {
    kind: unit.kind,
    name: unit.name,
    uscc: unit.uscc,
    legal_representative: unit.legal_representative,
    phone: unit.phone ?? "",
    address: unit.address,
    division_code: unit.division_code,
    agency_code: unit.agency_code,
    registered_capital_yuan: capital === null ? "" : String(capital),
    ownership: unit.ownership,
    services: [...unit.services],
    parent_unit_id: unit.parent_unit_id ?? "",
  };
}

/** What is sent for a new unit: trimmed, the code in its plain form, empty things as null. */
export function inputOf(draft: UnitDraft): UnitInput {
  return {
    ...(changeOf(draft) as UnitInput),
    kind: draft.kind,
    parent_unit_id: draft.parent_unit_id || null,
  };
}

/** The same for the fields that were changed. The kind and the company of a branch never change. */
export function changeOf(draft: Partial<UnitDraft>): Partial<UnitInput> {
  const change: Partial<UnitInput> = {};
  for (const field of ["name", "legal_representative", "address"] as const) {
    const text = draft[field];
    if (text !== undefined) change[field] = text.trim();
  }
  if (draft.uscc !== undefined) change.uscc = normaliseUscc(draft.uscc);
  if (draft.phone !== undefined) change.phone = draft.phone.trim() || null;
  if (draft.registered_capital_yuan !== undefined) {
    change.registered_capital_yuan = amountOf(draft.registered_capital_yuan);
  }
  if (draft.ownership !== undefined) change.ownership = draft.ownership;
  if (draft.services !== undefined) change.services = [...draft.services].sort();
  if (draft.division_code !== undefined) change.division_code = draft.division_code;
  if (draft.agency_code !== undefined) change.agency_code = draft.agency_code;
  return change;
}

function amountOf(text: string): number | null {
  const plain = plainNumber(text);
  return plain === "" ? null : Number(plain);
}

/** The fields that need another look before the server is asked. */
export function faultyFields(draft: UnitDraft): UnitField[] {
  const rules: [UnitField, boolean][] = [
    ["parent_unit_id", draft.kind !== "branch" || draft.parent_unit_id !== ""],
    ["name", draft.name.trim().length >= 2],
    ["uscc", usccProblem(draft.uscc) === null],
    ["legal_representative", draft.legal_representative.trim() !== ""],
    ["phone", draft.phone.trim() === "" || /^[0-9+\- ]{5,20}$/u.test(draft.phone.trim())],
    ["registered_capital_yuan", /^\d{0,13}$/u.test(plainNumber(draft.registered_capital_yuan))],
    ["services", !sellsServices(draft.kind) || draft.services.length > 0],
    ["address", draft.address.trim() !== ""],
    // A county or, where a city has none, a town.
    ["division_code", draft.division_code.length >= 6],
    ["agency_code", draft.agency_code !== ""],
  ];
  return rules.filter(([, right]) => !right).map(([field]) => field);
}

/** Only companies and their branches sell services; the others guard their own or teach. */
export function sellsServices(kind: UnitKind): boolean {
  return kind === "security_company" || kind === "branch";
}

/** "5,000,000" is how people write capital: separators and full-width figures are understood. */
function plainNumber(text: string): string {
  return text.normalize("NFKC").replace(/[\s,]/gu, "");
}

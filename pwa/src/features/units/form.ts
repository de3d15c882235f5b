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

/** What is sent: trimmed, the code in its plain form, empty things as null. */
export function inputOf(draft: UnitDraft): UnitInput {
  const capital = plainNumber(draft.registered_capital_yuan);
  return {
    kind: draft.kind,
    name: draft.name.trim(),
    uscc: normaliseUscc(draft.uscc),
    legal_representative: draft.legal_representative.trim(),
    phone: draft.phone.trim() || null,
    address: draft.address.trim(),
    division_code: draft.division_code,
    agency_code: draft.agency_code,
    registered_capital_yuan: capital === "" ? null : Number(capital),
    ownership: draft.ownership,
    services: [...draft.services].sort(),
    parent_unit_id: draft.kind === "branch" ? draft.parent_unit_id : null,
  };
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

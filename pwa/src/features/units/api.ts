import { command, get, getTagged, type Answer } from "@/api/client";
import type {
  Agency,
  Division,
  Id,
  Ownership,
  Page,
  Service,
  Unit,
  UnitKind,
  UnitStatus,
  UnitSummary,
} from "@/api/types";

export interface UnitQuery {
  q?: string;
  kind?: UnitKind | "";
  status?: UnitStatus | "";
  parent_unit_id?: Id;
}

/** What a person fills in about a unit. */
export interface UnitInput {
  kind: UnitKind;
  name: string;
  uscc: string;
  legal_representative: string;
  phone: string | null;
  address: string;
  division_code: string;
  agency_code: string;
  registered_capital_yuan: number | null;
  ownership: Ownership;
  services: Service[];
  parent_unit_id: Id | null;
}

export function listUnits(
  query: UnitQuery,
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<UnitSummary>> {
  return get("/api/units", { query: { ...query, cursor }, ...(signal && { signal }) });
}

export function getUnit(id: Id, signal?: AbortSignal): Promise<Answer<Unit>> {
  return getTagged(`/api/units/${id}`, signal ? { signal } : {});
}

export function createUnit(input: UnitInput, idempotencyKey: string): Promise<Answer<Unit>> {
  return command("POST", "/api/units", input, { idempotencyKey });
}

/** Changes the named fields of the version that was read. 412 when someone changed it meanwhile. */
export function changeUnit(
  id: Id,
  change: Partial<UnitInput>,
  ifMatch: string,
  idempotencyKey: string,
): Promise<Answer<Unit>> {
  return command("PATCH", `/api/units/${id}`, change, { ifMatch, idempotencyKey });
}

export function changeUnitStatus(
  id: Id,
  change: { status: UnitStatus; status_reason: string },
  ifMatch: string,
  idempotencyKey: string,
): Promise<Answer<Unit>> {
  return command("PATCH", `/api/units/${id}`, change, { ifMatch, idempotencyKey });
}

/** The divisions directly below one; without a parent, the province. */
export async function listDivisions(parentCode: string | null): Promise<Division[]> {
  const query = parentCode ? { parent_code: parentCode } : { level: "province" };
  return (await get<Page<Division>>("/api/divisions", { query: { ...query, limit: 100 } })).items;
}

/** The agencies of one division, and of those directly below it, as far as one's reach goes. */
export async function listAgencies(query: {
  q?: string;
  parent_code?: string;
  level?: string;
}): Promise<Agency[]> {
  return (await get<Page<Agency>>("/api/agencies", { query: { ...query, limit: 100 } })).items;
}

export function getAgency(code: string): Promise<Agency> {
  return get(`/api/agencies/${code}`);
}

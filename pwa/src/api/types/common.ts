/** A UUID. */
export type Id = string;
/** A calendar day, YYYY-MM-DD. */
export type IsoDate = string;
/** An instant, RFC 3339 in UTC. */
export type Instant = string;

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface Position {
  latitude: number;
  longitude: number;
  accuracy_m: number;
}

export type DivisionLevel = "province" | "city" | "county" | "township";

export interface Division {
  code: string;
  name: string;
  level: DivisionLevel;
  parent_code: string | null;
}

export type AgencyLevel = "province" | "city" | "county" | "station";

export interface Agency {
  code: string;
  name: string;
  level: AgencyLevel;
  parent_code: string | null;
  division_code: string;
}

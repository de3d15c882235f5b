/** The stops of a plan, as plain values: whoever changes one gets a new list. */
import type { StopInput } from "@/api/types";

export const placeOf = ({ unit_id, site_id }: StopInput): StopInput => ({ unit_id, site_id });

export const samePlace = (one: StopInput, other: StopInput): boolean => one.unit_id === other.unit_id && one.site_id === other.site_id;

export const keyOf = ({ unit_id, site_id }: StopInput): string => `${unit_id}/${site_id ?? ""}`;

/** The plan with the stop at its end; the same plan where it is in it already. */
export function added<S extends StopInput>(stops: readonly S[], stop: S): S[] {
  return stops.some((one) => samePlace(one, stop)) ? [...stops] : [...stops, stop];
}

export function removed<S extends StopInput>(stops: readonly S[], index: number): S[] {
  return stops.filter((_, place) => place !== index);
}

/** The plan with the stop moved up (-1) or down (+1); the same where it is at the end already. */
export function moved<S extends StopInput>(stops: readonly S[], index: number, by: -1 | 1): S[] {
  const next = [...stops];
  const [one, other] = [next[index], next[index + by]];
  if (one === undefined || other === undefined) return next;
  next[index] = other;
  next[index + by] = one;
  return next;
}

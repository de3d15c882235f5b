/** Choosing among colleagues, rosters and checklists that are already in hand. */
import type { Checklist, Officer, SiteRosterEntry, UnitKind } from "@/api/types";
import type { RosterPerson } from "./draft";

export function rosterPersonOf(entry: SiteRosterEntry): RosterPerson {
  const { id, name, certificate_number, certificate_state } = entry.guard;
  return { guard_id: id, name, certificate_number, certificate_state, position: entry.position };
}

export function findOfficers(officers: Officer[], query: string): Officer[] {
  const wanted = query.trim().toLowerCase();
  return officers.filter((officer) => officer.name.toLowerCase().includes(wanted) || officer.police_number?.includes(wanted));
}

/** The newest checklist for a kind of unit that is in force on the day, or null. */
export function newestChecklist(lists: Checklist[], kind: UnitKind, on: string): Checklist | null {
  const inForce = lists.filter((list) => list.unit_kind === kind && list.effective_from <= on);
  return inForce.sort((a, b) => b.version - a.version)[0] ?? null;
}

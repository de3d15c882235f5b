/** Choosing among colleagues, rosters and checklists that are already in hand. */
import type { Checklist, Officer, SiteRosterEntry, UnitKind } from "@/api/types";
import type { RosterPerson } from "./draft";

export function rosterPersonOf(entry: SiteRosterEntry): RosterPerson {
  const { id, name, certificate_number, certificate_state } = entry.guard;
  return { guard_id: id, name, certificate_number, certificate_state, position: entry.position };
}

export function findOfficers(officers: Officer[], query: string): Officer[] {
  const wanted = query.trim().toLowerCase();
  return officers.filter((officer) => officer.name.toLowerCase().includes(wanted) || officer.police_number.includes(wanted));
}

/** A branch is inspected as the company it belongs to (M. 37 knows no list of its own for it). */
function listKind(kind: UnitKind): UnitKind {
  return kind === "branch" ? "security_company" : kind;
}

/** The newest checklist for a kind of unit that is in force on the day, or null. */
export function newestChecklist(lists: Checklist[], kind: UnitKind, on: string): Checklist | null {
  const inForce = (wanted: UnitKind): Checklist[] =>
    lists.filter((list) => list.unit_kind === wanted && list.effective_from <= on);
  const own = inForce(kind);
  const candidates = own.length > 0 ? own : inForce(listKind(kind));
  return [...candidates].sort((a, b) => b.version - a.version)[0] ?? null;
}

"""Whether a visit serves a task. Plain values in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backend.tasks.models import DutyRule, Task


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection, as far as tasks ask about it.

    day          on which it ended, in China
    agency_code  in whose area it was
    officers_of  the agencies of the officers who made it
    """

    id: UUID
    unit_id: UUID
    unit_kind: str
    site_id: UUID | None
    day: date
    agency_code: str
    officers_of: frozenset[str]

    def subject(self, rule: DutyRule) -> UUID | None:
        """What a rule counts of it."""
        return self.unit_id if rule.subject == "unit" else self.site_id


def serves(task: Task, rule: DutyRule | None, visit: Visit, reach: str) -> bool:
    """Whether the visit is one that the task asks for.

    reach  the digits with which the codes of the task's agency and all below it begin
    """
    if visit.day < task.opens_on or task.kind == "recheck":  # only a re-check, which names the notice, looks at each of its items
        return False
    if task.unit_id is not None and task.unit_id != visit.unit_id:
        return False
    if rule is None:
        return task.site_id == visit.site_id
    return _is_duty_done(task, rule, visit, reach)


def _is_duty_done(task: Task, rule: DutyRule, visit: Visit, reach: str) -> bool:
    if visit.unit_kind not in rule.unit_kinds or not fits_place(rule.served_at, visit.site_id):
        return False
    if not rule.each and visit.day > task.due_on:  # what is missing in a month cannot be made up with visits of the next
        return False
    if task.unit_id is None and not visit.agency_code.startswith(reach):
        return False
    return any(code == task.agency_code or (rule.counts_below and code.startswith(reach)) for code in visit.officers_of)


def fits_place(served_at: str, site_id: UUID | None) -> bool:
    """Whether a visit there, at a site or at the unit itself, is where the rule asks for it."""
    return served_at == "any" or (site_id is not None) == (served_at == "site")

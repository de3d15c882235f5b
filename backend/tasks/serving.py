"""A recorded visit serves every task it can, whenever it arrives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from backend.accounts.models import Account
from backend.clock import china_date
from backend.extensions import db
from backend.inspections.models import Inspection, InspectionOfficer
from backend.jurisdictions.models import Agency
from backend.tasks.fitting import Visit, serves
from backend.tasks.models import Task, TaskVisit
from backend.units.models import Unit

WIDTHS = (2, 4, 6, 9)
"""Digits of the agencies' codes, level by level: what stands above an agency follows from its own code."""


def serve_tasks(inspection: Inspection, _values: dict[str, Any]) -> None:
    """Note the visit with each task that it serves, and end those that have all their visits.

    One that came late, from a phone without network, still counts for the period in which it was made.
    """
    visit = _visit_of(inspection)
    agencies = _agencies_above(visit.officers_of)
    tasks = [task for task in _candidates(visit, set(agencies)) if serves(task, task.rule, visit, agencies.get(task.agency_code, "-"))]
    counted = _counted_already(tasks, visit)
    for task in tasks:
        if task.id not in counted:
            count_visit(task, visit, inspection.received_at)


def count_visit(task: Task, visit: Visit, now: datetime) -> None:
    """Count a visit for a task; the last one needed ends it."""
    db.session.add(TaskVisit(task_id=task.id, inspection_id=visit.id, unit_id=visit.unit_id, site_id=visit.site_id))
    task.visits += 1
    if task.visits >= task.needed:
        task.close("done", now)


def visits_of(inspections: Any) -> list[Visit]:
    """Inspections as tasks see them.

    inspections  SQL conditions on `Inspection`
    """
    columns = (Inspection.id, Inspection.unit_id, Unit.kind, Inspection.site_id, Inspection.finished_at, Inspection.agency_code)
    statement = (
        select(*columns, Account.agency_code.label("officer_of"))
        .join(Unit, Unit.id == Inspection.unit_id)
        .join(InspectionOfficer, InspectionOfficer.inspection_id == Inspection.id)
        .join(Account, Account.id == InspectionOfficer.account_id)
        .where(*inspections)
        .order_by(Inspection.finished_at, Inspection.id)
    )
    found: dict[UUID, list[Any]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.id, []).append(row)
    return [_visit(rows) for rows in found.values()]


def _visit(rows: Sequence[Any]) -> Visit:
    first = rows[0]
    officers_of = frozenset(row.officer_of for row in rows if row.officer_of)
    return Visit(first.id, first.unit_id, first.kind, first.site_id, china_date(first.finished_at), first.agency_code, officers_of)


def _visit_of(inspection: Inspection) -> Visit:
    return visits_of([Inspection.id == inspection.id])[0]


def _agencies_above(codes: Iterable[str]) -> dict[str, str]:
    """The agencies themselves and all above them, each with its reach."""
    above = {code[:width].ljust(12, "0") for code in codes for width in WIDTHS} | set(codes)
    return {
        row.code: row.reach_prefix for row in db.session.execute(select(Agency.code, Agency.reach_prefix).where(Agency.code.in_(above)))
    }


def _candidates(visit: Visit, agencies: set[str]) -> list[Task]:
    """Tasks about the place, or about any place of the area, locked in one order: two visits at once wait for each other."""
    here = and_(Task.unit_id == visit.unit_id, or_(Task.site_id.is_(None), Task.site_id == visit.site_id))
    anywhere = and_(Task.unit_id.is_(None), Task.agency_code.in_(agencies), Task.due_on >= visit.day)
    ids: list[UUID] = []
    for wanted in (here, anywhere):
        statement = select(Task.id).where(wanted, Task.kind != "recheck", Task.opens_on <= visit.day, _takes(visit.day))
        ids += db.session.scalars(statement).all()
    locked = select(Task).where(Task.id.in_(ids)).options(joinedload(Task.rule)).order_by(Task.id)
    rows = db.session.scalars(locked.with_for_update(of=Task).execution_options(populate_existing=True)).all()
    return [task for task in rows if _still_takes(task, visit.day)]


def _takes(day: date) -> Any:
    """SQL: open, or given up for missed though this visit was in time."""
    return or_(Task.state == "open", and_(Task.reason == "missed", Task.due_on >= day))


def _still_takes(task: Task, day: date) -> bool:
    return task.state == "open" or (task.reason == "missed" and task.due_on >= day)


def _counted_already(tasks: list[Task], visit: Visit) -> set[UUID]:
    """Which of these have counted a visit to the same unit or site: they ask for different ones."""
    by_id = {task.id: task for task in tasks if task.rule is not None and not task.rule.each}
    if not by_id:
        return set()
    statement = select(TaskVisit.task_id, TaskVisit.unit_id, TaskVisit.site_id)
    rows = db.session.execute(statement.where(TaskVisit.task_id.in_(by_id), TaskVisit.unit_id == visit.unit_id))
    return {row.task_id for row in rows if by_id[row.task_id].rule.subject == "unit" or row.site_id == visit.site_id}  # type: ignore[union-attr]

"""Tasks within an officer's reach, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload

from backend.clock import CHINA
from backend.errors import NotFound, OutOfReach
from backend.extensions import db, settings
from backend.inspections.models import Inspection
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.tasks.models import Task, TaskVisit

_OWN = (
    "id", "kind", "state", "reason", "note", "notice_id", "alert_id", "unit_id", "site_id", "agency_code", "opens_on", "due_on",
    "needed", "visits", "assigned_to_id", "assigned_at", "closed_at", "created_at",
)  # fmt: skip


def list_tasks(actor: Actor, query: dict[str, Any], today: date) -> Page:
    """Tasks by state, whose they are, kind, place and record that served them; the earliest day first, so what is overdue is.

    Those that are done or dropped: the latest day first.
    """
    statement = select(Task.id).where(Task.state == query["state"], _whose(actor, query["scope"]))
    for name in ("kind", "unit_id", "site_id", "notice_id"):
        if query.get(name):
            statement = statement.where(getattr(Task, name) == query[name])
    if query.get("inspection_id"):
        served = select(TaskVisit.task_id).where(TaskVisit.inspection_id == query["inspection_id"])
        statement = select(Task.id).where(Task.id.in_(served), _whose(actor, query["scope"]))
    if query["overdue"]:
        statement = statement.where(Task.due_on < today)
    descending = query["state"] != "open"
    page = paginate(statement, [Task.due_on, Task.id], query["cursor"], query["limit"], descending=descending)
    return Page(describe(load(page.items), today), page.next_cursor)


def get_task(actor: Actor, task_id: UUID, *, lock: bool = False) -> Task:
    """One task within reach, locked for a change if asked. Raises NotFound."""
    statement = whole().where(Task.id == task_id, actor.agency_in_reach(Task.agency_code))
    if lock:
        statement = statement.with_for_update(of=Task)
    task = db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if task is None:
        raise OutOfReach("task", task_id) if db.session.get(Task, task_id) else NotFound()
    return task


def load(ids: Sequence[UUID]) -> list[Task]:
    """These tasks with what their representation needs, in the same order."""
    known = {task.id: task for task in db.session.scalars(whole().where(Task.id.in_(ids)))} if ids else {}
    return [known[one] for one in ids]


def whole() -> Select[Any]:
    """Tasks with what their representation needs."""
    return select(Task).options(*(joinedload(part) for part in (Task.rule, Task.unit, Task.site, Task.agency, Task.assigned_to)))


def open_at(places: Iterable[tuple[UUID, UUID | None]], actor: Actor) -> list[Task]:
    """The open tasks within reach that are about these units and sites, the most urgent first."""
    unit_ids = {unit_id for unit_id, _ in places}
    if not unit_ids:
        return []
    here = and_(Task.unit_id.in_(unit_ids), Task.state == "open", actor.agency_in_reach(Task.agency_code))
    return list(db.session.scalars(whole().where(here).order_by(Task.due_on, Task.id)))


def served_by(inspection_id: UUID) -> list[dict[str, Any]]:
    """Which tasks a record served, as values of the record's `serves`."""
    columns = (Task.id, Task.kind, Task.due_on, Task.state)
    statement = select(*columns).join(TaskVisit, TaskVisit.task_id == Task.id).where(TaskVisit.inspection_id == inspection_id)
    return [dict(row) for row in db.session.execute(statement.order_by(Task.due_on, Task.id)).mappings()]


def describe(tasks: Sequence[Task], today: date, near: dict[UUID, tuple[int, str]] | None = None) -> list[dict[str, Any]]:
    """Values of `TaskSchema`; one more query, however many they are.

    near  how far each is in metres, and the site that was measured to
    """
    visited, near = _visits_this_year({task.unit_id for task in tasks if task.unit_id}, today), near or {}
    return [_described(task, today, visited, *near.get(task.id, (None, None))) for task in tasks]


def _described(task: Task, today: date, visited: dict[UUID, int], distance_m: int | None, near_site: str | None) -> dict[str, Any]:
    return {
        **{name: getattr(task, name) for name in _OWN},
        "unit_name": task.unit and task.unit.name,
        "unit_kind": task.unit and task.unit.kind,
        "site_name": task.site and task.site.name,
        "agency_name": task.agency.name,
        "assigned_to_name": task.assigned_to and task.assigned_to.name,
        "rule": task.rule,
        "overdue": task.state == "open" and task.due_on < today,
        "yearly": _yearly(task, visited),
        "distance_m": distance_m,
        "near_site_name": near_site,
        "version": task.version,
    }


def _yearly(task: Task, visited: dict[UUID, int]) -> dict[str, Any] | None:
    """What the yearly cap of visits says. Re-checks and alerts are not counted by it: they have a cause."""
    cap = settings().yearly_visits
    if not cap or task.unit_id is None:
        return None
    visits = visited.get(task.unit_id, 0)
    return {"cap": cap, "visits": visits, "collides": task.kind == "duty" and task.state == "open" and visits >= cap}


def _visits_this_year(unit_ids: set[UUID], today: date) -> dict[UUID, int]:
    """How often these units were inspected in the year, re-checks left out."""
    if not unit_ids or not settings().yearly_visits:
        return {}
    since = datetime.combine(date(today.year, 1, 1), time.min, CHINA)
    statement = select(Inspection.unit_id, func.count()).where(
        Inspection.unit_id.in_(unit_ids), Inspection.finished_at >= since, Inspection.notice_id.is_(None)
    )
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(Inspection.unit_id))}


def _whose(actor: Actor, scope: str) -> Any:
    """SQL: assigned to oneself; of the own agency alone; of all within reach."""
    if scope == "mine":
        return and_(Task.assigned_to_id == actor.account_id, actor.agency_in_reach(Task.agency_code))
    if scope == "agency":
        return Task.agency_code == actor.agency_code
    return actor.agency_passes(Task.agency_code)

"""Give a task to an officer, drop one with a reason, and plan a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm.attributes import flag_modified

from backend import audit
from backend.accounts.actors import find_actor
from backend.database import new_id
from backend.extensions import db
from backend.permissions import Actor, Permission
from backend.tasks.models import DayPlan, DayPlanStop, Task
from backend.tasks.problems import NotAssignable, NotDroppable, NotOpen


def assign_task(task: Task, account_id: UUID | None, actor: Actor, now: datetime) -> Task:
    """Say who is to do it, or that it is anybody's again.

    The officer is one of the own agency or below it, and of the task's agency or above: else he would not see it.
    Raises NotOpen, NotAssignable.
    """
    if task.state != "open":
        raise NotOpen()
    if account_id is not None and not _can_take(account_id, task, actor):
        raise NotAssignable(errors=[{"field": "assigned_to_id", "code": "not_assignable", "message": NotAssignable.title}])
    before = {"assigned_to_id": task.assigned_to_id}
    task.assigned_to_id, task.assigned_at = account_id, now if account_id else None
    audit.record("assign", "task", task.id, actor=actor, now=now, before=before, after={"assigned_to_id": account_id})
    return task


def drop_task(task: Task, note: str, actor: Actor, now: datetime) -> Task:
    """Let a duty fall, such as one that the yearly cap of visits does not allow. Raises NotOpen, NotDroppable."""
    if task.kind != "duty":
        raise NotDroppable()
    if task.state != "open":
        raise NotOpen()
    task.close("dropped", now, "dismissed", note)
    audit.record("drop", "task", task.id, actor=actor, now=now, after={"note": note})
    return task


def get_plan_for_change(actor: Actor, day: date, now: datetime) -> DayPlan:
    """The officer's plan of a day, locked; an empty one of version 0 is made where there is none."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    values = {"id": new_id(), "account_id": actor.account_id, "day": day, "updated_at": now, "version": 0}
    db.session.execute(dialect.insert(DayPlan).values(values).on_conflict_do_nothing(index_elements=["account_id", "day"]))
    wanted = select(DayPlan).where(DayPlan.account_id == actor.account_id, DayPlan.day == day)
    return db.session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one()


def stops_of(plan: DayPlan) -> list[dict[str, Any]]:
    """Where it goes, in order: unit and site."""
    wanted = select(DayPlanStop.unit_id, DayPlanStop.site_id).where(DayPlanStop.plan_id == plan.id).order_by(DayPlanStop.position)
    return [{"unit_id": row.unit_id, "site_id": row.site_id} for row in db.session.execute(wanted)]


def change_plan(plan: DayPlan, stops: list[dict[str, Any]], now: datetime) -> DayPlan:
    """Put these stops into the plan, in this order."""
    db.session.execute(delete(DayPlanStop).where(DayPlanStop.plan_id == plan.id))
    rows = [{"plan_id": plan.id, "position": position, **stop} for position, stop in enumerate(stops)]
    if rows:
        db.session.execute(insert(DayPlanStop), rows)
    plan.updated_at = now
    flag_modified(plan, "updated_at")  # twice in a moment is twice a version
    db.session.flush()  # the version is part of the answer
    return plan


def _can_take(account_id: UUID, task: Task, actor: Actor) -> bool:
    officer = find_actor(account_id)
    if officer is None or not officer.can(Permission.INSPECTION_RECORD):
        return False
    return actor.reaches_agency(officer.agency_code) and officer.reaches_agency(task.agency_code)

"""Tasks and plans over HTTP."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.clock import china_date
from backend.errors import NotFound
from backend.extensions import clock
from backend.http import endpoint, require_match
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission
from backend.tasks import nearby, operations, plans, queries
from backend.tasks.schemas import (
    AssignmentInput,
    DayPlanInput,
    DayPlanSchema,
    DropInput,
    NearbyInput,
    NearbySchema,
    TaskQuery,
    TaskSchema,
)

blueprint = Blueprint("tasks", __name__, description="Who must visit whom by when, and plans of the day")
LATEST = timedelta(days=366)
"""Nobody plans a day further off, or one longer gone."""


class Described(dict[str, Any]):
    """Values of `TaskSchema`, whose version is the answer's ETag."""

    @property
    def version(self) -> int:
        """Of the task."""
        return int(self["version"])


@endpoint(blueprint, "GET", "/tasks", permission=Permission.TASK_READ, query=TaskQuery, returns=page_of(TaskSchema))
def list_tasks(actor: Actor, query: dict[str, Any]) -> Page:
    """Tasks within one's reach, what is overdue first."""
    return queries.list_tasks(actor, query, china_date(clock().now()))


@endpoint(blueprint, "POST", "/tasks/nearby", permission=Permission.TASK_READ, body=NearbyInput, returns=NearbySchema, reads_first=True)
def list_nearby(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """What is to be done near a place; asked by POST, so that no address holds where an officer is."""
    place = (body["latitude"], body["longitude"])
    return {"items": nearby.list_nearby(actor, place, body["limit"], china_date(clock().now()))}


@endpoint(blueprint, "GET", "/tasks/<uuid:task_id>", permission=Permission.TASK_READ, returns=TaskSchema, versioned=True)
def show_task(actor: Actor, task_id: UUID) -> Described:
    """One task."""
    return _described(actor, task_id)


@endpoint(
    blueprint,
    "PATCH",
    "/tasks/<uuid:task_id>",
    permission=Permission.TASK_ASSIGN,
    body=AssignmentInput,
    returns=TaskSchema,
    versioned=True,
    command=True,
)
def assign_task(actor: Actor, task_id: UUID, body: dict[str, Any]) -> Described:
    """Give a task to an officer, or take it back."""
    task = queries.get_task(actor, task_id, lock=True)
    require_match(task)
    operations.assign_task(task, body["assigned_to_id"], actor, clock().now())
    return _described(actor, task_id)


@endpoint(
    blueprint,
    "POST",
    "/tasks/<uuid:task_id>/dismissal",
    permission=Permission.TASK_ASSIGN,
    body=DropInput,
    returns=TaskSchema,
    command=True,
)
def drop_task(actor: Actor, task_id: UUID, body: dict[str, Any]) -> Described:
    """Let a duty fall, with the reason."""
    operations.drop_task(queries.get_task(actor, task_id, lock=True), body["reason"], actor, clock().now())
    return _described(actor, task_id)


@endpoint(blueprint, "GET", "/plans/<day>", permission=Permission.TASK_READ, returns=DayPlanSchema, versioned=True)
def show_plan(actor: Actor, day: str) -> plans.Shown:
    """One's own plan of a day."""
    return plans.show_plan(actor, _day(day), china_date(clock().now()))


@endpoint(blueprint, "PUT", "/plans/<day>", permission=Permission.TASK_READ, body=DayPlanInput, returns=DayPlanSchema, versioned=True)
def put_plan(actor: Actor, day: str, body: dict[str, Any]) -> plans.Shown:
    """Replace one's own plan of a day. The same plan again changes nothing, whichever version it was made on."""
    now = clock().now()
    plans.check_stops(actor, body["stops"])
    plan = operations.get_plan_for_change(actor, _day(day), now)
    if operations.stops_of(plan) != body["stops"]:
        require_match(plan)
        operations.change_plan(plan, body["stops"], now)
    return plans.show_plan(actor, plan.day, china_date(now))


def _described(actor: Actor, task_id: UUID) -> Described:
    return Described(queries.describe([queries.get_task(actor, task_id)], china_date(clock().now()))[0])


def _day(text: str) -> date:
    """Raises NotFound for what is no day of the years around."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotFound() from None
    if text != day.isoformat() or abs(day - china_date(clock().now())) > LATEST:
        raise NotFound()
    return day

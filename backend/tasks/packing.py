"""The tasks and the plan that an officer takes along, to be read without network."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, or_

from backend.clock import china_date
from backend.extensions import db
from backend.inspections.field_pack import Chosen, Packed
from backend.permissions import Actor
from backend.tasks.models import Task
from backend.tasks.operations import stops_of
from backend.tasks.plans import find_plan, show_plan
from backend.tasks.queries import describe, whole
from backend.tasks.schemas import DayPlanSchema, TaskSchema

MOST = 300


def add_tasks(actor: Actor, packed: Packed) -> dict[str, Any]:
    """The open tasks of the pack's units and sites and the officer's own, those due first where they are too many; today's plan."""
    today = china_date(packed.now)
    there = and_(Task.unit_id.in_(packed.unit_ids), or_(Task.site_id.is_(None), Task.site_id.in_(packed.site_ids)))
    open_ones = and_(Task.state == "open", actor.agency_in_reach(Task.agency_code))
    statement = whole().where(open_ones, or_(there, Task.assigned_to_id == actor.account_id)).order_by(Task.due_on, Task.id).limit(MOST)
    tasks = db.session.scalars(statement).all()
    return {
        "tasks": TaskSchema(many=True).dump(describe(tasks, today)),
        "plan": DayPlanSchema().dump(show_plan(actor, today, today)),
    }


def planned(actor: Actor, day: date) -> Chosen:
    """What the officer's plan of a day visits."""
    plan = find_plan(actor, day)
    stops = stops_of(plan) if plan else []
    return Chosen([stop["unit_id"] for stop in stops], [stop["site_id"] for stop in stops if stop["site_id"]])

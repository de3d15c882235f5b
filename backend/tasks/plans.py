"""Plans of the day, with what is to be done at each stop."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.errors import field_error
from backend.extensions import db
from backend.permissions import Actor
from backend.roster.models import Site
from backend.roster.reach import site_in_reach
from backend.tasks.fitting import fits_place
from backend.tasks.models import DayPlan, Task
from backend.tasks.operations import stops_of
from backend.tasks.queries import describe, open_at
from backend.units.models import Unit
from backend.units.queries import in_reach as unit_in_reach


class Shown(dict[str, Any]):
    """Values of `DayPlanSchema`, of that version."""

    version = 0


def show_plan(actor: Actor, day: date, today: date) -> Shown:
    """The officer's own plan of a day; without one an empty plan of version 0."""
    plan = find_plan(actor, day)
    shown = Shown(day=day, stops=_describe(actor, stops_of(plan), today) if plan else [])
    shown.version = shown["version"] = plan.version if plan else 0
    return shown


def find_plan(actor: Actor, day: date) -> DayPlan | None:
    """The officer's own plan of a day."""
    return db.session.scalars(select(DayPlan).where(DayPlan.account_id == actor.account_id, DayPlan.day == day)).one_or_none()


def check_stops(actor: Actor, stops: list[dict[str, Any]]) -> None:
    """Refuse stops outside the reach, of a site that is another unit's, and the same stop twice."""
    units, sites = _known(actor, stops)
    seen = set()
    for index, stop in enumerate(stops):
        unit_id, site_id = stop["unit_id"], stop["site_id"]
        if unit_id not in units:
            raise field_error(f"stops.{index}.unit_id", "unknown", "There is no such unit")
        if site_id is not None and (site_id not in sites or sites[site_id].unit_id != unit_id):
            raise field_error(f"stops.{index}.site_id", "unknown", "The unit has no such site")
        if (unit_id, site_id) in seen:
            raise field_error(f"stops.{index}", "twice", "This stop is in the plan already")
        seen.add((unit_id, site_id))


def _describe(actor: Actor, stops: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """What still lies within reach; a unit that has left it is left out."""
    units, sites = _known(actor, stops)
    stops = [stop for stop in stops if stop["unit_id"] in units and (stop["site_id"] is None or stop["site_id"] in sites)]
    tasks = open_at([(stop["unit_id"], stop["site_id"]) for stop in stops], actor)
    described = dict(zip((task.id for task in tasks), describe(tasks, today), strict=True))
    return [
        {
            **_place(units[stop["unit_id"]], sites.get(stop["site_id"])),
            "tasks": [described[task.id] for task in tasks if _is_there(task, stop)],
        }
        for stop in stops
    ]


def _is_there(task: Task, stop: dict[str, Any]) -> bool:
    """Whether a visit to the stop could serve the task."""
    if task.unit_id != stop["unit_id"]:
        return False
    if task.rule is not None:
        return fits_place(task.rule.served_at, stop["site_id"])
    return bool(task.site_id == stop["site_id"])


def _place(unit: Any, site: Any) -> dict[str, Any]:
    return {
        "unit_id": unit.id,
        "unit_name": unit.name,
        "unit_kind": unit.kind,
        "site_id": site and site.id,
        "site_name": site and site.name,
        "address": site.address if site else unit.address,
    }


def _known(actor: Actor, stops: list[dict[str, Any]]) -> tuple[dict[UUID, Any], dict[UUID, Any]]:
    """The units and sites of stops that lie within reach."""
    unit_ids, site_ids = {stop["unit_id"] for stop in stops}, {stop["site_id"] for stop in stops if stop["site_id"]}
    units = select(Unit.id, Unit.name, Unit.kind, Unit.address).where(Unit.id.in_(unit_ids), unit_in_reach(actor))
    sites = select(Site.id, Site.unit_id, Site.name, Site.address).where(Site.id.in_(site_ids), site_in_reach(actor))
    return (
        {row.id: row for row in db.session.execute(units)} if unit_ids else {},
        {row.id: row for row in db.session.execute(sites)} if site_ids else {},
    )

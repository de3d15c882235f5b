"""Tasks by distance: from where the officer is to the site, or to the nearest site of the unit. The place is never kept."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select

from backend.extensions import db
from backend.permissions import Actor
from backend.roster.models import Site
from backend.roster.nearness import Measured, Place, nearest
from backend.roster.reach import site_in_list
from backend.tasks.models import Task
from backend.tasks.queries import describe, load

SITES = 100
"""So many of the nearest sites with something to do are looked at."""


def list_nearby(actor: Actor, place: Place, limit: int, today: date) -> list[dict[str, Any]]:
    """The open tasks within reach whose site, or a site of whose unit, is nearest; those with no site near are left out.

    place  latitude and longitude in degrees
    """
    sites = nearest(and_(site_in_list(actor), Site.status == "active", _has_task(actor)), place, SITES)
    found = _tasks_at(sites, actor)
    ids = sorted(found, key=lambda one: (found[one][0], one))[:limit]
    return describe(load(ids), today, {one: found[one] for one in ids})


def _has_task(actor: Actor) -> Any:
    """SQL: something is to be done at the site, or at its unit."""
    open_ones = select(Task.id).where(Task.state == "open", actor.agency_in_reach(Task.agency_code))
    return or_(
        open_ones.where(Task.site_id == Site.id).exists(),
        open_ones.where(Task.unit_id == Site.unit_id, Task.site_id.is_(None)).exists(),
    )


def _tasks_at(sites: list[Measured], actor: Actor) -> dict[UUID, tuple[int, str]]:
    """The tasks of these sites and their units: how far, and by which site."""
    far = {site.id: site.distance_m for site in sites}
    open_ones = and_(Task.state == "open", actor.agency_in_reach(Task.agency_code), Site.id.in_(far))
    columns = select(Task.id, Site.id.label("site_id"), Site.name)
    found: dict[UUID, tuple[int, str]] = {}
    for join in (Site.id == Task.site_id, and_(Task.site_id.is_(None), Site.unit_id == Task.unit_id)):
        for row in db.session.execute(columns.join(Site, join).where(open_ones)):
            measured = (far[row.site_id], row.name)
            found[row.id] = min(found.get(row.id, measured), measured)
    return found

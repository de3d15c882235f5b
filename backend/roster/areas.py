"""From whose areas guards and units are seen: where they are registered, employed, posted.

Reach is a matter of these rows alone, so every change of the roster ends here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, select, union

from backend.extensions import db
from backend.guards import operations as guards
from backend.guards.models import Guard
from backend.roster.models import Posting, Site
from backend.units import operations as units
from backend.units.models import Unit

CHUNK = 500


def follow_guards(guard_ids: Iterable[UUID]) -> None:
    """Set anew from which areas these guards are seen. The rows that decide it must have been flushed."""
    ids = sorted(set(guard_ids))
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        codes: dict[UUID, set[str]] = defaultdict(set)
        for guard_id, code in db.session.execute(_agencies_of(part)):
            codes[guard_id].add(code)
        guards.set_areas(codes)


def follow_unit(unit: Unit) -> None:
    """Set anew from which areas a unit is seen: its own agency and those of its active sites."""
    codes = db.session.scalars(select(Site.agency_code).where(Site.unit_id == unit.id, Site.status == "active").distinct())
    units.set_areas(unit, codes.all())


def follow_moved_unit(unit: Unit) -> None:
    """A unit has another agency: it and all who work for it are seen from there."""
    follow_unit(unit)
    follow_guards(db.session.scalars(select(Guard.id).where(Guard.unit_id == unit.id)))


def _agencies_of(guard_ids: list[UUID]) -> CompoundSelect[Any]:
    registered = select(Guard.id, Guard.agency_code).where(Guard.id.in_(guard_ids))
    employed = select(Guard.id, Unit.agency_code).join(Unit, Unit.id == Guard.unit_id).where(Guard.id.in_(guard_ids))
    posted = (
        select(Posting.guard_id, Site.agency_code)
        .join(Site, Site.id == Posting.site_id)
        .where(Posting.guard_id.in_(guard_ids), Posting.ended_on.is_(None))
    )
    return union(registered, employed, posted)


units.when_moved.append(follow_moved_unit)

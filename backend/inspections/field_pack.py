"""What an officer takes along to work without network: bounded, minimal, and soon out of date (docs/field-pack.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import String, and_, or_, select, type_coerce

from backend.accounts.queries import officers_in_brief
from backend.alerts import sightings
from backend.clock import china_date
from backend.config import Settings
from backend.database import prefix_end
from backend.extensions import db
from backend.guards.models import Guard, state_on
from backend.inspections import guard_findings
from backend.inspections.checklist_schemas import ChecklistSchema
from backend.inspections.checklists import list_checklists
from backend.permissions import Actor
from backend.roster.models import Employment, Posting, Site
from backend.roster.nearness import nearest_sites
from backend.units.models import Unit
from backend.units.queries import active_in_brief

MOST_SITES, MOST_ENTRIES, MOST_UNITS, MOST_OFFICERS = 300, 6000, 300, 300


@dataclass(frozen=True, slots=True)
class Area:
    """What the pack is about; nothing said: all within reach, the first by name.

    place          latitude and longitude in degrees; the nearest sites are taken then
    division_code  sites in this county or town, and the units registered there
    chosen         these units with their sites, and these sites with their units
    """

    place: tuple[float, float] | None = None
    division_code: str | None = None
    chosen: Chosen | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Units and sites named one by one; what lies outside the actor's reach is left out."""

    unit_ids: Sequence[UUID] = ()
    site_ids: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into a pack, for the rooms that add to it."""

    unit_ids: Sequence[UUID]
    site_ids: Sequence[UUID]
    now: datetime


more: list[Callable[[Actor, Packed], dict[str, Any]]] = []
"""Rooms below add members: each gives JSON values by names that `FieldPackSchema` has (nested there by the schema's name,
`fields.Nested("…Schema")`, which is looked up when all rooms are there)."""

plans: list[Callable[[Actor, date], Chosen]] = []
"""The room that keeps the plans of the day says here what an officer's plan visits."""


def planned(actor: Actor, day: date) -> Chosen:
    """What the officer's plan of that day visits."""
    found = [plan(actor, day) for plan in plans]
    return Chosen([one for plan in found for one in plan.unit_ids], [one for plan in found for one in plan.site_ids])


def pack(actor: Actor, area: Area, settings: Settings, now: datetime) -> dict[str, Any]:
    """The pack as JSON values of `FieldPackSchema`, all but its two times.

    It holds some thousand rows, so they are read as columns and written out by orjson alone; objects and fields of each would
    take most of the time. A test compares them with what the lists tell.
    """
    sites = nearest_sites(actor, area.place, MOST_SITES, _sites(area))
    site_ids = [site["id"] for site in sites]
    units = active_in_brief(actor, MOST_UNITS, _units(area, {site["unit_id"] for site in sites}))
    rosters = _rosters(site_ids, china_date(now))
    values = {
        "rules": rules(settings),
        "units": units,
        "sites": sites,
        "rosters": rosters,
        "sightings": sightings.packed(actor, rosters, sites, now),
        "checklists": ChecklistSchema(many=True).dump(list_checklists(china_date(now))),
        "guard_findings": guard_findings.written_out(china_date(now)),
        "officers": officers_in_brief(actor, MOST_OFFICERS),
    }
    packed = Packed([unit["id"] for unit in units], site_ids, now)
    for add in more:
        values |= add(actor, packed)
    return values


def rules(settings: Settings) -> dict[str, int]:
    """How the phone keeps it."""
    return {
        "hours": settings.field_pack_hours,
        "lock_after_s": settings.field_pack_lock_s,
        "tries": settings.field_pack_tries,
        "pin_digits": settings.field_pack_pin_digits,
    }


def written(values: dict[str, Any], as_of: datetime, expires_at: datetime) -> tuple[bytes, str]:
    """The answer's JSON, and its tag: the same as long as nothing but the two times differs."""
    content = orjson.dumps(values)
    times = orjson.dumps({"as_of": as_of, "expires_at": expires_at})
    return times[:-1] + b"," + content[1:], sha256(content).hexdigest()[:32]


def _sites(area: Area) -> Any:
    """SQL: the site is asked for; None: each is."""
    if area.division_code:
        return _within(Site.division_code, area.division_code)
    if area.chosen:
        return or_(Site.id.in_(area.chosen.site_ids), Site.unit_id.in_(area.chosen.unit_ids))
    return None


def _units(area: Area, of_sites: set[UUID]) -> Any:
    if area.division_code:
        return or_(_within(Unit.division_code, area.division_code), Unit.id.in_(of_sites))
    return Unit.id.in_(of_sites.union(area.chosen.unit_ids)) if area.chosen else None


def _within(column: Any, prefix: str) -> Any:
    return and_(column >= prefix, column < prefix_end(prefix))


def _rosters(site_ids: list[UUID], today: date) -> list[dict[str, Any]]:
    """The rosters, their entries as `PackedGuardSchema` would write them: they are most of the pack."""
    # Cut first, and materialized: else PostgreSQL starts two helpers for it, who take more time than they save.
    posted = (
        select(Posting.site_id, Posting.guard_id, Posting.employment_id)
        .where(Posting.site_id.in_(site_ids), Posting.ended_on.is_(None))
        .order_by(Posting.site_id)
        .limit(MOST_ENTRIES + 1)
        .cte("posted")
        .prefix_with("MATERIALIZED")
    )
    site_id, guard_id = (type_coerce(column, String) for column in (posted.c.site_id, Guard.id))  # as the driver has them, see `_written`
    columns = (Guard.name, Guard.certificate_number, Guard.certificate_state, Guard.certificate_expires_on, Employment.position)
    rows = db.session.execute(
        select(site_id, guard_id, *columns)
        .select_from(posted)
        .join(Employment, Employment.id == posted.c.employment_id)
        .join(Guard, Guard.id == posted.c.guard_id)
        .order_by(posted.c.site_id, Guard.name)
    ).all()
    rosters: dict[str, list[dict[str, Any]]] = {str(one): [] for one in site_ids}
    for here, who, name, number, state, expires_on, position in rows:
        rosters[_written(here)].append(
            {
                "guard_id": _written(who),
                "name": name,
                "certificate_number": number,
                "certificate_state": state_on(state, expires_on, today),
                "position": position,
            }
        )
    if len(rows) > MOST_ENTRIES:  # a roster that is cut would call guards strangers who are on it
        cut_at = _written(rows[-1][0])
        rosters = {here: entries for here, entries in rosters.items() if here < cut_at}
    return [{"site_id": here, "entries": entries} for here, entries in rosters.items()]


def _written(key: Any) -> str:
    """A key as the API writes it. SQLite keeps 32 digits, of which no object needs to be made for that."""
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}" if isinstance(key, str) and len(key) == 32 else str(key)

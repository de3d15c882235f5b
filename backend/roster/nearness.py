"""Sites by distance: which one is the officer standing at?

Widening squares around the place are asked of the index until enough sites are found; distances on the
globe are then computed for those few.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_, select

from backend.chained_pages import chain
from backend.errors import field_error
from backend.extensions import db
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.roster.models import Site
from backend.roster.reach import site_in_list, sites_in_brief, whole_sites

EARTH_M = 6_371_009.0
DEGREE_M = 111_195.0
"""Length of a degree of latitude on that globe."""
RADII_M = (300, 1_000, 3_000, 10_000, 50_000)
"""Sites beyond the last are not near; lists then go on by name."""
LONG, LONG_BEGINS = 100, 2
"""Longer lists begin with this radius; so many sites are never nearer together."""
MOST_CANDIDATES = 20_000

Place = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


class Measured(NamedTuple):
    """A site and how far it is, in whole metres; they sort as they should be listed."""

    distance_m: int
    id: UUID


class Found(NamedTuple):
    """A site of a list, and how far it is where that was asked."""

    id: UUID
    distance_m: int | None


def list_sites(actor: Actor, query: dict[str, Any], place: Place | None) -> Page:
    """Sites within reach by part of name or address, of a unit, of a status; the nearest first when a place is given."""
    page = _find(actor, query, place)
    by_id = {site.id: site for site in db.session.scalars(whole_sites().where(Site.id.in_([one.id for one in page.items])))}
    for one in page.items:
        if one.distance_m is not None:
            by_id[one.id].distance_m = one.distance_m
    return Page([by_id[one.id] for one in page.items], page.next_cursor)


def nearest_sites(actor: Actor, place: Place | None, limit: int, within: Any = None) -> list[dict[str, Any]]:
    """The active sites within reach that are nearest to a place (without one: the first by name), for a phone to take along.

    within  SQL: which of them, where not all

    As values of `SiteSchema`: so many objects would take longer to make than all else.
    """
    found = _find(actor, {"cursor": None, "limit": limit, "status": "active", "within": within}, place).items
    rows = db.session.execute(sites_in_brief().where(Site.id.in_([one.id for one in found]))).mappings()
    by_id = {row["id"]: dict(row) for row in rows}
    return [by_id[one.id] | {"distance_m": one.distance_m} for one in found]


def nearest(wanted: Any, place: Place, limit: int) -> list[Measured]:
    """The sites that fulfil an SQL condition and are nearest to a place, the nearest first; none beyond the last of RADII_M."""
    return [Measured(one.distance_m, one.id) for one in _by_distance(wanted, place, None, limit).items]


def distance_m(one: Place, other: Place) -> float:
    """Metres along the globe between two places (haversine)."""
    (south, west), (north, east) = ((radians(degrees) for degrees in place) for place in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))


def _find(actor: Actor, query: dict[str, Any], place: Place | None) -> Page:
    """A page of `Found`."""
    wanted = and_(site_in_list(actor), *_asked(query))
    cursor, limit = query["cursor"], query["limit"]
    if place is None:
        return _by_name(wanted, cursor, limit)
    beyond = and_(wanted, or_(Site.latitude.is_(None), ~_square(place, RADII_M[-1])))
    return chain(
        lambda after, count: _by_distance(wanted, place, after, count),
        lambda after, count: _by_name(beyond, after, count),
        cursor,
        limit,
    )


def _by_distance(wanted: Any, place: Place, cursor: str | None, limit: int) -> Page:
    after = _read(cursor) if cursor else Measured(-1, UUID(int=0))
    found: list[Measured] = []
    for radius in RADII_M[LONG_BEGINS:] if limit > LONG else RADII_M:
        found = [one for one in _measure(wanted, place, radius) if one > after]
        complete = [one for one in found if one.distance_m <= radius]
        if len(complete) > limit:
            break
    found.sort()
    page = [Found(one.id, one.distance_m) for one in found[:limit]]
    return Page(page, _write(found[limit - 1]) if len(found) > limit else None)


def _measure(wanted: Any, place: Place, radius: int) -> list[Measured]:
    rows = db.session.execute(select(Site.id, Site.latitude, Site.longitude).where(wanted, _square(place, radius)).limit(MOST_CANDIDATES))
    return [Measured(round(distance_m(place, (row.latitude, row.longitude))), row.id) for row in rows]


def _square(place: Place, radius: int) -> Any:
    """SQL: within a square that holds the circle of that radius."""
    latitude, longitude = place
    high = radius / DEGREE_M
    wide = min(180.0, high / max(0.01, cos(radians(min(89.0, abs(latitude) + high)))))
    return and_(
        Site.latitude.between(latitude - high, latitude + high),
        Site.longitude.between(longitude - wide, longitude + wide),
    )


def _by_name(wanted: Any, cursor: str | None, limit: int) -> Page:
    page = paginate(select(Site.id).where(wanted), [Site.name, Site.id], cursor, limit)
    return Page([Found(site_id, None) for site_id in page.items], page.next_cursor)


def _asked(query: dict[str, Any]) -> list[Any]:
    conditions: list[Any] = [getattr(Site, name) == query[name] for name in ("unit_id", "status") if query.get(name)]
    if query.get("within") is not None:
        conditions.append(query["within"])
    if query.get("q"):
        conditions.append(or_(*(_holds(column, query["q"]) for column in (Site.name, Site.address))))
    return conditions


def _holds(column: Any, part: str) -> Any:
    """SQL: the text holds that part. Small and capital letters alike, where there are any: else PostgreSQL answers in half the time."""
    return column.contains(part, autoescape=True) if part.lower() == part.upper() else column.icontains(part, autoescape=True)


def _write(last: Measured) -> str:
    return urlsafe_b64encode(json.dumps([last.distance_m, last.id.hex]).encode()).decode().rstrip("=")


def _read(cursor: str) -> Measured:
    try:
        metres, hexadecimal = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(metres, int) or not isinstance(hexadecimal, str):
            raise ValueError("another list's cursor")
        return Measured(metres, UUID(hexadecimal))
    except (ValueError, TypeError, RecursionError) as error:
        raise field_error("cursor", "cursor", "This cursor belongs to no list here") from error

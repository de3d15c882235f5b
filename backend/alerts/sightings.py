"""Whether a card that an officer has before him was seen elsewhere too short a time ago to have come here (docs/visit.md).

Nothing is kept of it: it is worked out anew each time, from the checks that are kept anyway. It tells one moment and one
agency, and the site only where that lies within the officer's reach.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, select

from backend.alerts.finding import NEIGHBOURS, rule_in_force
from backend.alerts.judging import Rule, Sighting, distance_m, matters_for, seen_too_soon, sighting_of
from backend.certificates.models import Certificate
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.guards.models import Guard
from backend.jurisdictions.models import Agency
from backend.permissions import Actor
from backend.roster.models import Posting, Site
from backend.verifications.models import Verification

ASKED_WITHIN = timedelta(hours=24)
"""An officer may ask about his own check for so long after it arrived: a visit is over by then."""
A_DAY = timedelta(days=1)
"""A phone takes no older sightings along: in a day anybody comes from anywhere in the country."""
MOST_READ, MOST_PACKED = 1000, 300
ROUNDED, ROUNDED_BY_M = 2, 800
"""A phone takes places along in hundredths of a degree; so far away at most is the place itself (half the diagonal of 1.1 km)."""


class Corner(NamedTuple):
    """A place in degrees."""

    latitude: float
    longitude: float


def _checks(*more: Any) -> Select[Any]:
    """Checks, with what is told of them and what they are judged by."""
    columns = ("presented", "mode", "checked_at", "received_at", "clock_error_s", "latitude", "longitude", "accuracy_m")
    return (
        select(
            *(getattr(Verification, name) for name in columns),
            Site.latitude.label("site_latitude"),
            Site.longitude.label("site_longitude"),
            Site.name.label("site_name"),
            Site.agency_code.label("site_agency_code"),
            Agency.name.label("agency_name"),
            *more,
        )
        .select_from(Verification)
        .join(Agency, Agency.code == Verification.agency_code)
        .outerjoin(Site, Site.id == Verification.site_id)
    )


def _by_others(actor: Actor, since: datetime, statement: Select[Any]) -> Select[Any]:
    """Of cards shown to other officers: one officer is in one place, whatever his phones say."""
    return statement.where(
        Verification.account_id != actor.account_id,
        Verification.checked_at >= since,
        or_(Verification.presented.is_(None), Verification.presented == "card"),
        or_(Verification.latitude.is_not(None), Verification.site_id.is_not(None)),
    ).order_by(Verification.checked_at.desc())


def seen_elsewhere(actor: Actor, verification_id: UUID, now: datetime) -> dict[str, Any] | None:
    """Where and when the card of the actor's own check was seen too short a time before; values of `SeenElsewhereSchema`.

    Raises NotFound for others' checks, and for one's own after a day.
    """
    asked = _checks(Verification.certificate_id, Verification.account_id).where(Verification.id == verification_id)
    check = db.session.execute(asked).one_or_none()
    if check is None:
        raise NotFound()
    if check.account_id != actor.account_id or now - check.received_at > ASKED_WITHIN:
        raise OutOfReach("verification", verification_id)
    rule = rule_in_force()
    here = sighting_of(check, rule)
    if here is None or check.certificate_id is None:
        return None
    others = _by_others(actor, here.at - rule.longest, _checks()).where(
        Verification.certificate_id == check.certificate_id,
        Verification.checked_at <= here.at + timedelta(seconds=rule.tolerance_s),
    )
    seen = seen_too_soon(here, _sightings(db.session.execute(others.limit(NEIGHBOURS)), rule), rule)
    return _told(actor, seen) if seen else None


def packed(actor: Actor, rosters: Sequence[Mapping[str, Any]], sites: Sequence[Mapping[str, Any]], now: datetime) -> dict[str, Any]:
    """What a phone judges by without network: the sightings that may still make a check at one of the sites too soon.

    rosters, sites  as the field pack has them; only of the guards on these rosters, by the card they hold now
    """
    rule = rule_in_force()
    numbers = {entry["guard_id"]: entry["certificate_number"] for roster in rosters for entry in roster["entries"]}
    corners = _corners(sites)
    site_ids = [UUID(str(roster["site_id"])) for roster in rosters]
    kept = {
        seen.told.id: {**_told(actor, seen), **_rounded(seen), "guard_id": str(seen.told.guard_id)}
        for seen in _sightings(db.session.execute(_of_posted(actor, site_ids, now)), rule)
        if numbers.get(str(seen.told.guard_id)) == seen.told.number and seen.at + _matters(seen, corners, rule) > now
    }  # once each, however many postings the guard has
    return {"rule": rule.kept(), "items": list(kept.values())[:MOST_PACKED]}


def _of_posted(actor: Actor, site_ids: list[UUID], now: datetime) -> Select[Any]:
    """Joined as they are found by index: from the sites' postings to the guards, their present cards, and the checks of those."""
    checks = (
        _checks(Verification.id, Verification.guard_id, Certificate.number)
        .join(Certificate, Certificate.id == Verification.certificate_id)
        .join(Guard, Guard.certificate_number == Certificate.number)
        .join(Posting, Posting.guard_id == Guard.id)
        .where(Posting.site_id.in_(site_ids), Posting.ended_on.is_(None))
    )
    return _by_others(actor, now - A_DAY, checks).limit(MOST_READ)


def _sightings(checks: Any, rule: Rule) -> list[Sighting]:
    return [seen for check in checks if (seen := sighting_of(check, rule)) is not None]


def _told(actor: Actor, seen: Sighting) -> dict[str, Any]:
    check = seen.told
    known = actor.reaches_agency(check.site_agency_code)
    return {"at": seen.at, "agency_name": check.agency_name, "site_name": check.site_name if known else None}


def _rounded(seen: Sighting) -> dict[str, Any]:
    """Coarser in place and time, each doubt for the holder: more of the way and more of the time are then allowed for."""
    return {
        "at": seen.at.replace(second=0, microsecond=0).isoformat(),
        "latitude": round(seen.latitude, ROUNDED),
        "longitude": round(seen.longitude, ROUNDED),
        "accuracy_m": math.ceil(seen.accuracy_m or 0) + ROUNDED_BY_M,
    }


def _corners(sites: Sequence[Mapping[str, Any]]) -> list[Corner]:
    """Of the box that holds all the sites; nothing in it is farther away than one of them."""
    known = [(site["latitude"], site["longitude"]) for site in sites if site["latitude"] is not None and site["longitude"] is not None]
    if not known:
        return []
    lats, lons = zip(*known, strict=True)
    return [Corner(lat, lon) for lat in (min(lats), max(lats)) for lon in (min(lons), max(lons))]


def _matters(seen: Sighting, corners: list[Corner], rule: Rule) -> timedelta:
    """Without a place among the sites nobody can say: a day then."""
    farthest = max((distance_m(seen, corner) for corner in corners), default=None)
    return A_DAY if farthest is None else matters_for(farthest, rule)

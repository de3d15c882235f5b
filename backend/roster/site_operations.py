"""Enter sites, change them, and close them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from backend import audit
from backend.clock import china_date
from backend.errors import field_error
from backend.extensions import db
from backend.jurisdictions.queries import agency_of_division, require_division
from backend.permissions import Actor
from backend.roster import areas
from backend.roster.models import Posting, Site
from backend.roster.problems import SiteClosed, UnitNotActive
from backend.roster.queries import require_client
from backend.units.models import Unit

AUDITED = ("unit_id", "client_id", "name", "address", "division_code", "agency_code", "latitude", "longitude", "status")
SMALL_ENOUGH = ("county", "township")
"""A site lies in a county at least; its police agency follows from that."""


def open_site(unit: Unit, values: dict[str, Any], actor: Actor, now: datetime) -> Site:
    """Enter a site of a unit; the agency of its division will see it, and the unit.

    Raises UnitNotActive, Invalid about `division_code`, `client_id` or the position.
    """
    if unit.status != "active":
        raise UnitNotActive()
    _check(unit.id, values)
    agency_code = agency_of_division(values["division_code"]).code
    site = Site(**values, unit_id=unit.id, agency_code=agency_code, status="active", created_at=now, updated_at=now)
    db.session.add(site)
    db.session.flush()  # the areas follow from the row
    areas.follow_unit(unit)
    audit.record("register", "site", site.id, actor=actor, now=now, after=_facts(site))
    return site


def change_site(site: Site, values: dict[str, Any], actor: Actor, now: datetime) -> Site:
    """Change a site. In another division it gets another agency, and its guards are seen from there.

    site  locked, with its unit
    Raises SiteClosed, Invalid about `division_code`, `client_id` or the position.
    """
    if site.status != "active":
        raise SiteClosed()
    whole = {"latitude": site.latitude, "longitude": site.longitude, **values}
    _check(site.unit_id, whole)
    before, unit = _facts(site), site.unit
    for name, value in values.items():
        setattr(site, name, value)
    if "division_code" in values:
        site.agency_code = agency_of_division(site.division_code).code
    site.updated_at = now
    db.session.flush()  # the next version number is known only now, and the areas follow from the row
    if site.agency_code != before["agency_code"]:
        areas.follow_unit(unit)
        areas.follow_guards(db.session.scalars(select(Posting.guard_id).where(Posting.site_id == site.id, Posting.ended_on.is_(None))))
    after = _facts(site)
    changed = [name for name in AUDITED if before[name] != after[name]]
    audit.record(
        "change", "site", site.id, actor=actor, now=now, before={n: before[n] for n in changed}, after={n: after[n] for n in changed}
    )
    return site


def close_site(site: Site, reason: str, actor: Actor, now: datetime) -> Site:
    """Close a site for good. The postings to it end today; its guards stay on the unit's roster.

    site  locked, with its unit
    Raises SiteClosed.
    """
    if site.status != "active":
        raise SiteClosed()
    unit, today = site.unit, china_date(now)
    posted = db.session.scalars(select(Posting.guard_id).where(Posting.site_id == site.id, Posting.ended_on.is_(None))).all()
    _end_postings(site, today)
    site.status, site.close_reason, site.updated_at = "closed", reason, now
    db.session.flush()  # the next version number is known only now, and the areas follow from the rows
    areas.follow_unit(unit)
    areas.follow_guards(posted)
    after = {"status": "closed", "reason": reason, "postings_ended": len(posted)}
    audit.record("close", "site", site.id, actor=actor, now=now, before={"status": "active"}, after=after)
    return site


def _end_postings(site: Site, today: date) -> None:
    open_ones = update(Posting).where(Posting.site_id == site.id, Posting.ended_on.is_(None))
    db.session.execute(open_ones.values(ended_on=today), execution_options={"synchronize_session": "fetch"})


def _check(unit_id: Any, values: dict[str, Any]) -> None:
    if "division_code" in values and require_division(values["division_code"]).level not in SMALL_ENOUGH:
        raise field_error("division_code", "choice", "Choose a county or a township")
    if values.get("client_id"):
        require_client(unit_id, values["client_id"])
    if (values.get("latitude") is None) != (values.get("longitude") is None):
        missing = "latitude" if values.get("latitude") is None else "longitude"
        raise field_error(missing, "required", "A position has both latitude and longitude")


def _facts(site: Site) -> dict[str, Any]:
    return {name: getattr(site, name) for name in AUDITED}

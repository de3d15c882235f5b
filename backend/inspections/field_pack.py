"""What an officer takes along to work without network: bounded, minimal, and soon out of date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from backend.accounts.queries import list_officers
from backend.clock import china_date
from backend.extensions import db
from backend.guards.models import Guard, state_on
from backend.inspections.checklists import list_checklists
from backend.permissions import Actor
from backend.roster.models import Employment, Posting
from backend.roster.nearness import nearest_sites
from backend.units.queries import list_units

MOST_SITES, MOST_ENTRIES, MOST_UNITS, MOST_OFFICERS = 300, 6000, 300, 300


def pack(actor: Actor, place: tuple[float, float] | None, hours: int, now: datetime) -> dict[str, Any]:
    """The pack of the contract.

    place  latitude and longitude in degrees; the nearest sites are taken then
    hours  how long the phone may keep it
    """
    sites = nearest_sites(actor, place, MOST_SITES)
    units = list_units(actor, {"cursor": None, "limit": MOST_UNITS, "status": "active"}).items
    return {
        "as_of": now,
        "expires_at": now + timedelta(hours=hours),
        "units": units,
        "sites": sites,
        "rosters": _rosters([site.id for site in sites], china_date(now)),
        "checklists": list_checklists(china_date(now)),
        "officers": list_officers(actor, {"cursor": None, "limit": MOST_OFFICERS}).items,
    }


def _rosters(site_ids: list[Any], today: date) -> list[dict[str, Any]]:
    columns = (Guard.id, Guard.name, Guard.certificate_number, Guard.certificate_state, Guard.certificate_expires_on, Employment.position)
    rows = db.session.execute(
        select(Posting.site_id, *columns)
        .join(Employment, Employment.id == Posting.employment_id)
        .join(Guard, Guard.id == Posting.guard_id)
        .where(Posting.site_id.in_(site_ids), Posting.ended_on.is_(None))
        .order_by(Posting.site_id, Guard.name)
        .limit(MOST_ENTRIES + 1)
    ).all()
    rosters: dict[Any, list[dict[str, Any]]] = {site_id: [] for site_id in site_ids}
    for site_id, guard_id, name, number, state, expires_on, position in rows:
        rosters[site_id].append(
            {
                "guard_id": guard_id,
                "name": name,
                "certificate_number": number,
                "certificate_state": state_on(state, expires_on, today),
                "position": position,
            }
        )
    if len(rows) > MOST_ENTRIES:  # a roster that is cut would call guards strangers who are on it
        cut_at = rows[-1].site_id
        rosters = {site_id: entries for site_id, entries in rosters.items() if site_id < cut_at}
    return [{"site_id": site_id, "entries": entries} for site_id, entries in rosters.items()]

"""What an officer takes along to work without network: bounded, minimal, and soon out of date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import String, select, type_coerce

from backend.accounts.queries import officers_in_brief
from backend.clock import china_date
from backend.extensions import db
from backend.guards.models import Guard, state_on
from backend.inspections import guard_findings
from backend.inspections.checklists import list_checklists
from backend.permissions import Actor
from backend.roster.models import Employment, Posting
from backend.roster.nearness import nearest_sites
from backend.units.queries import active_in_brief

MOST_SITES, MOST_ENTRIES, MOST_UNITS, MOST_OFFICERS = 300, 6000, 300, 300


def pack(actor: Actor, place: tuple[float, float] | None, hours: int, now: datetime) -> dict[str, Any]:
    """The pack of the contract, as values of `FieldPackSchema`.

    It holds some thousand rows, so they are read as columns; objects of each would take most of the time.

    place  latitude and longitude in degrees; the nearest sites are taken then
    hours  how long the phone may keep it
    """
    sites = nearest_sites(actor, place, MOST_SITES)
    return {
        "as_of": now,
        "expires_at": now + timedelta(hours=hours),
        "units": active_in_brief(actor, MOST_UNITS),
        "sites": sites,
        "rosters": _rosters([site["id"] for site in sites], china_date(now)),
        "checklists": list_checklists(china_date(now)),
        "guard_findings": guard_findings.written_out(china_date(now)),
        "officers": officers_in_brief(actor, MOST_OFFICERS),
    }


def _rosters(site_ids: list[UUID], today: date) -> list[dict[str, Any]]:
    """The rosters, their entries written out as `PackedGuardSchema` would: they are most of the pack."""
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

"""In whose area a unit or a site lay, and when: the register's present, and its past as the audit tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from backend.audit.models import AuditEvent
from backend.extensions import db
from backend.inspections.rights import Lies, joined
from backend.permissions import Actor
from backend.roster.models import Site
from backend.units.models import Unit, UnitArea

Changes = list[tuple[datetime, str | None]]
"""When a place was moved, with the agency it had until then; None: when it was closed."""


def line_of(unit: Unit, site: Site | None, actor: Actor) -> list[Lies]:
    """From ever until now, where a visit of the unit, or of its site, lies.

    A site lies where it is, also when it was closed. A unit is seen from its own agency's area and from those of its active
    sites; these are looked at only where its own agency alone does not settle it.
    """
    if site is not None:
        return _line(site.agency_code, _changes("site", [site.id])[str(site.id)], closes=False)
    own = _line(unit.agency_code, _changes("unit", [unit.id])[str(unit.id)], closes=False)
    if len(own) == 1 and actor.reaches_agency(unit.agency_code):
        return own
    sites = db.session.execute(select(Site.id, Site.agency_code).where(Site.unit_id == unit.id)).all()
    changes = _changes("site", [row.id for row in sites])
    line = joined([own, *(_line(row.agency_code, changes[str(row.id)], closes=True) for row in sites)])
    codes = frozenset(db.session.scalars(select(UnitArea.agency_code).where(UnitArea.unit_id == unit.id)))
    return [*line[:-1], line[-1]._replace(agency_codes=codes)]


def _changes(kind: str, ids: Iterable[UUID]) -> dict[str, Changes]:
    events = db.session.execute(
        select(AuditEvent.subject_id, AuditEvent.action, AuditEvent.at, AuditEvent.before)
        .where(AuditEvent.subject_type == kind, AuditEvent.subject_id.in_([str(one) for one in ids]))
        .where(AuditEvent.action.in_(("change", "close")))
        .order_by(AuditEvent.seq)
    )
    found: dict[str, Changes] = defaultdict(list)
    for subject_id, action, at, before in events:
        if action == "close" or "agency_code" in (before or {}):
            found[subject_id].append((at, None if action == "close" else before["agency_code"]))
    return found


def _line(agency_code: str, changes: Changes, *, closes: bool) -> list[Lies]:
    """The pieces between the changes. closes: a closed place lies nowhere."""
    line, since, here = [], None, frozenset({agency_code})
    for at, former in changes:
        if former is not None:
            line.append(Lies(frozenset({former}), since, at))
            since = at
        elif closes:
            line.append(Lies(here, since, at))
            since, here = at, frozenset()
    return [*line, Lies(here, since, None)]

"""Warnings about the guards on a unit's roster: their certificates, and photos that are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from backend.certificates.models import Certificate
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.roster.models import Employment, Posting
from backend.warnings.found import Found, step_of, urgency_of
from backend.warnings.models import LATER, SOON, TODAY

ENDED = ("revoked", "cancelled", "suspended")
CERTIFICATE_KINDS = (*(f"certificate_{state}" for state in ENDED), "certificate_expired", "certificate_expiring")

_POSTED = select(func.count(Posting.id)).where(Posting.guard_id == Guard.id, Posting.ended_on.is_(None)).scalar_subquery()


def certificates(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Guards whose certificate is not valid (any more) or soon will not be. Only holders may work (Reg. art. 16).

    Of today where the guard stands at a site; his unit must also know while he stands at none.
    """
    last = today + timedelta(days=max(settings().warning_certificate_days))
    ends = and_(Guard.certificate_state == "valid", Guard.certificate_expires_on <= last)
    rows = db.session.execute(
        select(
            Guard.id,
            Guard.unit_id,
            Guard.certificate_state,
            Guard.certificate_expires_on,
            Certificate.state_since,
            _POSTED.label("sites"),
        )
        .join(Certificate, Certificate.number == Guard.certificate_number)
        .where(Guard.unit_id.in_(unit_ids), Guard.status != "deceased", or_(Guard.certificate_state.in_(ENDED), ends))
    )
    for row in rows:
        yield _ended(row) if row.certificate_state in ENDED else _ends(row, today)


def _ended(row: Any) -> Found:
    return Found(
        f"certificate_{row.certificate_state}",
        row.unit_id,
        row.id,
        since=row.state_since,
        urgency=TODAY if row.sites else SOON,
        facts={"sites": row.sites},
    )


def _ends(row: Any, today: date) -> Found:
    last_day: date = row.certificate_expires_on
    if last_day < today:
        since, urgency = last_day + timedelta(days=1), TODAY if row.sites else SOON
        return Found("certificate_expired", row.unit_id, row.id, since=since, urgency=urgency, facts={"sites": row.sites})
    steps = settings().warning_certificate_days
    step = step_of((last_day - today).days, steps) or max(steps)
    since = last_day - timedelta(days=max(steps))
    facts = {"sites": row.sites}
    return Found("certificate_expiring", row.unit_id, row.id, since, last_day, step, urgency_of(step, steps), facts)


def without_photo(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Guards of whom no photo is registered: on site nobody can see whether they are who they say."""
    rows = db.session.execute(
        select(Guard.id, Guard.unit_id, Employment.started_on)
        .join(Employment, and_(Employment.guard_id == Guard.id, Employment.ended_on.is_(None)))
        .where(Guard.unit_id.in_(unit_ids), Guard.photo_media.is_(None), Guard.status != "deceased")
    )
    for row in rows:
        yield Found("guard_without_photo", row.unit_id, row.id, since=min(row.started_on, today), urgency=LATER)

"""What nobody saw to climbs to the agency above: once to each level, some working days after the one before.

A worker looks with its tidying. Nothing has to be remembered but the notice's own next day, so a day on which no worker ran is
made up for by the next look.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Date, bindparam, select

from backend.clock import china_date
from backend.extensions import db
from backend.quick import Read
from backend.rectification import events, terms
from backend.rectification.models import RectificationNotice

CHUNK = 200

_ANY = Read(select(RectificationNotice.id).where(RectificationNotice.escalate_on <= bindparam("today", type_=Date())).limit(1))
"""Asked without a transaction: while there is nothing, on SQLite nobody who writes waits for it."""


def climb(now: datetime, most: int = CHUNK) -> int:
    """Let the notices climb whose day has come; returns how many."""
    today = china_date(now)
    due = (
        select(RectificationNotice)
        .where(RectificationNotice.escalate_on <= today)
        .order_by(RectificationNotice.escalate_on, RectificationNotice.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    notices = list(db.session.scalars(due))
    for notice in notices:
        _climb_one(notice, now)
    return len(notices)


def watch(now: datetime) -> None:
    """The step of a worker."""
    if _ANY.first(today=china_date(now)) is not None:
        climb(now)


def _climb_one(notice: RectificationNotice, now: datetime) -> None:
    above = terms.agency_above(notice)
    if above is None:
        notice.escalate_on = None
        return
    notice.escalated_level, notice.escalated_to = notice.escalated_level + 1, above.code
    terms.set_climb(notice, china_date(now))
    facts = {"agency_code": above.code, "agency_name": above.name, "level": notice.escalated_level}
    events.write(notice, "escalated", None, now, facts=facts)

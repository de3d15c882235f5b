"""What was there before: records older than this room, and days reckoned before a calendar was known."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from backend.clock import china_date
from backend.extensions import db
from backend.inspections.models import Inspection
from backend.rectification import terms
from backend.rectification.issuing import REQUIRED, issue
from backend.rectification.models import RectificationNotice


def make(most: int, now: datetime) -> int:
    """Make the notices of the next older records; returns how many.

    They climb no earlier than if their deadline were today: nobody knew of them before.
    """
    without = (
        select(Inspection)
        .outerjoin(RectificationNotice, RectificationNotice.inspection_id == Inspection.id)
        .where(Inspection.result == REQUIRED, Inspection.notice_id.is_(None), RectificationNotice.id.is_(None))
        .order_by(Inspection.finished_at, Inspection.id)
        .limit(most)
    )
    records, today = list(db.session.scalars(without)), china_date(now)
    for record in records:
        issue(record, now, climbs_after=max(today, record.rectify_by or today))
    return len(records)


def reckon_again(_now: datetime) -> int:
    """Reckon the days of re-checks again, after a calendar was loaded; returns how many are others now."""
    waiting = select(RectificationNotice).where(RectificationNotice.state != "closed", RectificationNotice.recheck_due_on.is_not(None))
    moved = 0
    for notice in db.session.scalars(waiting.execution_options(yield_per=500)):
        before = notice.recheck_due_on
        terms.set_recheck(notice)
        moved += notice.recheck_due_on != before
    return moved

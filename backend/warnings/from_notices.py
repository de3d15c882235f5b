"""Warnings about rectification notices that wait for the unit's answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from backend.clock import china_date
from backend.extensions import db, settings
from backend.rectification.models import RectificationNotice as Notice
from backend.warnings.found import Found, step_of, urgency_of


def due(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Notices without an answer whose day is near or past (M. art. 41)."""
    steps = settings().warning_notice_days
    rows = db.session.execute(
        select(Notice.id, Notice.unit_id, Notice.issued_at, Notice.due_on).where(
            Notice.unit_id.in_(unit_ids), Notice.state == "open", Notice.due_on <= today + timedelta(days=max(steps))
        )
    )
    for row in rows:
        left = (row.due_on - today).days
        step = step_of(left, steps)
        if step is None:
            continue
        since = max(row.due_on - timedelta(days=max(steps)), china_date(row.issued_at))
        yield Found("notice_due", row.unit_id, row.id, min(since, today), row.due_on, step, urgency_of(step, steps))

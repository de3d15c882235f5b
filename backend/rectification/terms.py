"""By when what has to happen: the re-check, and the climb to the agency above."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from backend import working_days
from backend.clock import china_date
from backend.extensions import db, settings
from backend.jurisdictions.models import Agency
from backend.rectification.models import PENDING, RectificationNotice


def set_recheck(notice: RectificationNotice, looked_on: date | None = None) -> None:
    """By when the police look again: some working days after the deadline, or after the unit asked, whichever is earlier (M. art. 41).

    A deadline after which they have looked already asks for nothing more; nor does one where a penalty is proposed.

    looked_on  the day of the re-check that is being noted
    """
    days = settings().recheck_days
    looked = [china_date(event.at) for event in notice.events if event.kind == "rechecked"] + ([looked_on] if looked_on else [])
    causes = []
    if notice.state in PENDING and not any(day >= notice.due_on for day in looked):
        causes.append(notice.due_on)
    if notice.state != "closed" and notice.recheck_requested_at is not None:
        causes.append(china_date(notice.recheck_requested_at))
    notice.recheck_due_on = working_days.add(min(causes), days).day if causes else None


def set_climb(notice: RectificationNotice, after: date) -> None:
    """It climbs some working days after that day, while it waits and there is an agency above."""
    waits = notice.state in PENDING and agency_above(notice) is not None
    notice.escalate_on = working_days.add(after, settings().escalation_days).day if waits else None


def agency_above(notice: RectificationNotice) -> Agency | None:
    """The agency to which it would climb."""
    here = notice.escalated_to or notice.agency_code
    parent = select(Agency.parent_code).where(Agency.code == here).scalar_subquery()
    return db.session.scalars(select(Agency).where(Agency.code == parent)).one_or_none()

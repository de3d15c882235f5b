"""What is known of the postings under an employment, and how they all end with it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select, update

from backend.extensions import db
from backend.roster.models import Posting


def last_posted(employment_id: UUID, site_id: UUID | None = None) -> date | None:
    """The latest day on which a posting under the employment began or ended; for one site only those that ended there."""
    if site_id is not None:
        return db.session.scalar(
            select(func.max(Posting.ended_on)).where(Posting.employment_id == employment_id, Posting.site_id == site_id)
        )
    return db.session.scalar(
        select(func.max(func.coalesce(Posting.ended_on, Posting.started_on))).where(Posting.employment_id == employment_id)
    )


def end_all(employment_id: UUID, ended_on: date) -> int:
    """End every open posting under an employment; returns how many."""
    still = update(Posting).where(Posting.employment_id == employment_id, Posting.ended_on.is_(None))
    return db.session.execute(still.values(ended_on=ended_on)).rowcount  # type: ignore[attr-defined,no-any-return]

"""The inspections in which one guard stands, as a guard file shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from backend.extensions import db
from backend.guard_files.checks import Check
from backend.inspections.models import InspectedGuard, Inspection
from backend.jurisdictions.models import Agency


def of_guard(guard_id: UUID, begin: datetime, end: datetime, most: int) -> Iterator[Check]:
    """The latest inspections that looked at a guard; the outcome is what was found wrong about him, else whether he was there."""
    outcome = func.coalesce(InspectedGuard.finding, InspectedGuard.presence)
    statement = (
        select(Inspection.started_at, Agency.name, outcome)
        .join(Inspection, Inspection.id == InspectedGuard.inspection_id)
        .join(Agency, Agency.code == Inspection.agency_code)
        .where(InspectedGuard.guard_id == guard_id, Inspection.started_at >= begin, Inspection.started_at < end)
        .where(Inspection.superseded_by_id.is_(None))
        .order_by(InspectedGuard.id.desc())
        .limit(most)
    )
    return (Check("inspection", *row) for row in db.session.execute(statement))

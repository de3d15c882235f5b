"""The checks of one guard, as a guard file shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from backend.extensions import db
from backend.guard_files.checks import Check
from backend.jurisdictions.models import Agency
from backend.verifications.models import Verification


def of_guard(guard_id: UUID, begin: datetime, end: datetime, most: int) -> Iterator[Check]:
    """The latest scans of a guard's card from an instant up to another one."""
    columns = (Verification.checked_at, Agency.name, Verification.reason)
    statement = (
        select(*columns)
        .join(Agency, Agency.code == Verification.agency_code)
        .where(Verification.guard_id == guard_id, Verification.checked_at >= begin, Verification.checked_at < end)
        .order_by(Verification.id.desc())
        .limit(most)
    )
    return (Check("verification", *row) for row in db.session.execute(statement))

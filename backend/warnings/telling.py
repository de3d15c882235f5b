"""Hand what is new to those who carry it to people, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from backend.extensions import db
from backend.warnings.models import UnitWarning
from backend.warnings.push import operations as push
from backend.warnings.sources import QUIET


def tell(unit_ids: Collection[UUID], now: datetime) -> None:
    """Note the warnings of these units that nobody was told of; in the transaction that found them."""
    untold = (
        update(UnitWarning)
        .where(UnitWarning.unit_id.in_(unit_ids), UnitWarning.told_at.is_(None), UnitWarning.state == "open")
        .values(told_at=now)
        .returning(UnitWarning.unit_id, UnitWarning.kind)
        .execution_options(synchronize_session=False)
    )
    push.note(Counter(row.unit_id for row in db.session.execute(untold) if row.kind not in QUIET), now)

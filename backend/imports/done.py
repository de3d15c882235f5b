"""What a person's rows in the register are, as one short digest: by it is known whether anything touched them since."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.extensions import db
from backend.roster.models import Employment, Posting

_EMPLOYMENT = ("id", "unit_id", "position", "started_on", "ended_on", "leaving_reason", "leaving_note")
_POSTING = ("id", "employment_id", "site_id", "started_on", "ended_on")


def digests(guard_ids: Collection[UUID]) -> dict[UUID, str]:
    """A digest of all employments and postings of each of these people, as the running transaction sees them."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for table, names in ((Employment, _EMPLOYMENT), (Posting, _POSTING)):
        columns: list[Any] = [getattr(table, name) for name in names]
        for row in db.session.execute(select(table.guard_id, *columns).where(table.guard_id.in_(guard_ids)).order_by(table.id)):
            found[row[0]].append(f"{table.__tablename__} {[str(value) for value in row[1:]]}")
    return {guard_id: hashlib.sha256("\n".join(found[guard_id]).encode()).hexdigest() for guard_id in guard_ids}

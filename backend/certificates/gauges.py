"""What Prometheus is told of the signed lists. Alert when one is hours old: after a day phones no longer say "valid" by it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from backend.certificates import keys, publishing
from backend.extensions import clock, db
from backend.metrics import Reading


def read() -> Iterator[Reading]:
    """How old each list is, what waits, and how many keys are planned. Nothing while the database does not answer."""
    now = clock().now()
    try:
        published, waiting = publishing.list_published(), publishing.count_waiting()
        planned = {purpose: len(keys.find_planned(purpose, now)) for purpose in keys.PLANNED}
    except SQLAlchemyError:
        db.session.rollback()
        return
    for one in published:
        yield (
            "gangwei_list_age_seconds",
            "Time since a signed list was published",
            {"kind": one.kind},
            (now - one.published_at).total_seconds(),
        )
    yield "gangwei_list_waiting", "Changes that the published lists do not say yet", {}, waiting
    for purpose, count in planned.items():
        yield "gangwei_keys_planned", "Signing keys that could take over", {"purpose": purpose}, count

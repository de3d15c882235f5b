"""What Prometheus is told of the log. Alert when entries wait for minutes, when the checkpoint is hours old, and at any fork."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from backend.extensions import clock, db
from backend.metrics import Reading
from backend.transparency import queries
from backend.transparency.models import LogFork


def read() -> Iterator[Reading]:
    """How long the log is, what waits, how old its checkpoint is, and forks. Nothing while the database does not answer."""
    try:
        size, waiting, newest = queries.size(), queries.count_waiting(), queries.newest_checkpoint()
        forks = db.session.scalar(select(func.count()).select_from(LogFork)) or 0
    except SQLAlchemyError:
        db.session.rollback()
        return
    yield "gangwei_log_entries", "How long the transparency log is", {}, size
    yield "gangwei_log_waiting", "Acts that have no place in the log yet", {}, waiting
    yield "gangwei_log_forks", "Forks of the log that were reported", {}, forks
    if newest is not None:
        yield "gangwei_log_checkpoint_age_seconds", "Time since the newest checkpoint was signed", {}, clock().now().timestamp() - newest.at

"""Bring what came before the log into it: once, chunk by chunk, by a job or a command, and every such entry says so.

An entry that was taken over bears the instant of the taking over: when it really happened, the log has not witnessed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update

from backend import audit
from backend.extensions import db
from backend.transparency import leaves
from backend.transparency.models import LogHead
from backend.transparency.operations import _row, lock_head, place
from backend.transparency.sources import SOURCES

CHUNK = 20_000


def take_over(now: datetime, commit: Callable[[int], None]) -> int:
    """Enter every act that the register knows and the log does not; returns how many.

    commit  called with the number so far after each chunk; who is stopped begins again and finds what is missing
    """
    taken = 0
    for source in SOURCES:
        after = None
        while True:
            head = lock_head()
            acts, after = source.missing(after, CHUNK)
            seeds = leaves.new_seeds(len(acts))
            at = leaves.seconds(now)
            place(head, [_row(act, seed, taken_over=True, at=at) for act, seed in zip(acts, seeds, strict=True)])
            taken += len(acts)
            commit(taken)
            if after is None:
                break
    _note(taken, now)
    commit(taken)
    return taken


def begin_if_nothing_came_before(now: datetime) -> None:
    """On an installation without a past the log begins at once; elsewhere a job takes the past over first."""
    head = lock_head()
    if head.taken_over_at is None and not any(source.missing(None, 1)[0] for source in SOURCES):
        _begin(now)


def _note(taken: int, now: datetime) -> None:
    head = lock_head()
    if taken:
        audit.record("take_over", "log", None, now=now, after={"entries": taken})
    if head.taken_over_at is None:
        _begin(now)


def _begin(now: datetime) -> None:
    db.session.execute(update(LogHead).where(LogHead.id == 1).values(taken_over_at=now))

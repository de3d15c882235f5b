"""Bring what came before the log into it: once, chunk by chunk, by a job or a command, and every such entry says so.

An entry that was taken over bears the instant of the taking over: when it really happened, the log has not witnessed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from backend import audit
from backend.transparency import leaves
from backend.transparency.operations import begin, lock_head, place, row_of
from backend.transparency.sources import SOURCES

CHUNK = 50_000


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
            place(head, [row_of(act, seed, taken_over=True, at=at) for act, seed in zip(acts, seeds, strict=True)])
            taken += len(acts)
            commit(taken)
            if after is None:
                break
    _note(taken, now)
    commit(taken)
    return taken


def _note(taken: int, now: datetime) -> None:
    if taken:
        audit.record("take_over", "log", None, now=now, after={"entries": taken})
    begin(now)

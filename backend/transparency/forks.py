"""Reports of forks: two checkpoints that this installation signed, and that cannot both be of one log.

Only what is signed by our own keys and really contradicts is kept, so nobody can fill the table or raise a false alarm.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from backend import audit
from backend.extensions import db
from backend.transparency import checkpoints, queries, tree
from backend.transparency.checkpoints import Checkpoint, NotSigned
from backend.transparency.models import LogFork
from backend.transparency.problems import NotAFork

LARGEST = 1024
"""Bytes of a checkpoint; a real one has about 250."""


def report_fork(known: bytes, offered: bytes, now: datetime) -> LogFork:
    """Keep a report; one that is known already is not kept twice.

    known, offered  what the reporter held, and what he was given later
    Raises NotAFork.
    """
    one, other = _read(known), _read(offered)
    if not (_same_size(one, other) or _leaves_the_tree(one) or _leaves_the_tree(other)):
        raise NotAFork()
    digest = sha256(b"".join(sorted((known, offered)))).digest()
    fork = db.session.execute(select(LogFork).where(LogFork.digest == digest)).scalar_one_or_none()
    if fork is None:
        fork = LogFork(digest=digest, known=known, offered=offered, reported_at=now)
        db.session.add(fork)
        db.session.flush()
        audit.record("report", "log_fork", fork.id, now=now, after={"sizes": sorted((one.size, other.size))})
    return fork


def _read(message: bytes) -> Checkpoint:
    try:
        return checkpoints.read(message)
    except NotSigned as error:
        raise NotAFork() from error


def _same_size(one: Checkpoint, other: Checkpoint) -> bool:
    return one.size == other.size and one.root != other.root


def _leaves_the_tree(kept: Checkpoint) -> bool:
    """Whether the log, as it is here, is not what was signed."""
    return kept.size > queries.size() or tree.root_of(kept.size) != kept.root

"""Read the log: how it stands, its entries, proofs, and what belongs to a certificate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend.errors import NotFound
from backend.extensions import db
from backend.transparency import checkpoints, leaves, tree
from backend.transparency.checkpoints import Checkpoint
from backend.transparency.models import LogCheckpoint, LogEntry, LogFork, LogHead, LogWaiting
from backend.transparency.problems import Empty, OutOfTree

MOST_ENTRIES = 1000


def is_begun() -> bool:
    """Whether what came before the log is in it."""
    return db.session.scalar(select(LogHead.taken_over_at).where(LogHead.id == 1)) is not None


def size() -> int:
    """How many entries have a place."""
    return db.session.scalar(select(LogHead.size).where(LogHead.id == 1)) or 0


def newest_checkpoint() -> LogCheckpoint | None:
    """The newest one."""
    return db.session.execute(select(LogCheckpoint).order_by(LogCheckpoint.number.desc()).limit(1)).scalar_one_or_none()


def get_checkpoint() -> LogCheckpoint:
    """The newest one. Raises Empty."""
    newest = newest_checkpoint()
    if newest is None:
        raise Empty()
    return newest


def prove_inclusion(leaf: bytes, tree_size: int | None) -> dict[str, Any]:
    """Where a leaf is, and that it is there. Raises NotFound, Empty, OutOfTree."""
    whole = tree_size or get_checkpoint().size
    place = db.session.scalar(select(LogEntry.place).where(LogEntry.leaf_hash == leaf).limit(1))
    if place is None:
        raise NotFound()
    if not place < whole <= size():
        raise OutOfTree()
    return {"index": place, "tree_size": whole, "hashes": [part.hex() for part in tree.prove_inclusion(place, whole)]}


def prove_consistency(old: int, new: int | None) -> dict[str, Any]:
    """That the tree of the greater size began as that of the smaller. Raises Empty, OutOfTree."""
    whole = new or get_checkpoint().size
    if not 0 < old <= whole <= size():
        raise OutOfTree()
    return {"from": old, "to": whole, "hashes": [part.hex() for part in tree.prove_consistency(old, whole)]}


def list_entries(first: int, last: int) -> list[dict[str, Any]]:
    """The public side of entries `first` to before `last`, at most MOST_ENTRIES of them."""
    names = (LogEntry.place, LogEntry.kind, LogEntry.at, LogEntry.taken_over, LogEntry.content_hash)
    within = (LogEntry.place >= first, LogEntry.place < min(last, first + MOST_ENTRIES))
    rows = db.session.execute(select(*names).where(*within).order_by(LogEntry.place))
    return [
        {"index": row.place, "kind": row.kind, "at": row.at, "taken_over": row.taken_over, "content": bytes(row.content_hash).hex()}
        for row in rows
    ]


def entry_of(event_id: UUID) -> LogEntry | LogWaiting | None:
    """The entry of an act, which may still wait for its place; None where there is none."""
    entry = db.session.execute(select(LogEntry).where(LogEntry.event_id == event_id)).scalar_one_or_none()
    return entry or db.session.execute(select(LogWaiting).where(LogWaiting.event_id == event_id)).scalar_one_or_none()


def taken_over_later() -> int:
    """How many entries were taken over after the log had begun."""
    begun = db.session.scalar(select(LogHead.taken_over_at).where(LogHead.id == 1))
    if begun is None:
        return 0
    later = (LogEntry.taken_over, LogEntry.at > leaves.seconds(begun))
    return db.session.scalar(select(func.count()).select_from(LogEntry).where(*later)) or 0


def state() -> dict[str, Any]:
    """How the log stands: size, newest checkpoint, what waits, forks that were reported."""
    newest = newest_checkpoint()
    return {
        "size": size(),
        "begun": is_begun(),
        "waiting": count_waiting(),
        "checkpoint": _told(Checkpoint(newest.size, newest.root, newest.at)) if newest else None,
        "forks": [
            {"id": fork.id, "reported_at": fork.reported_at, "known": _kept(fork.known), "offered": _kept(fork.offered)}
            for fork in list_forks()
        ],
    }


def count_waiting() -> int:
    """How many entries wait for a place."""
    return db.session.scalar(select(func.count()).select_from(LogWaiting)) or 0


def list_forks(most: int = 100) -> Sequence[LogFork]:
    """The forks that were reported, the newest first."""
    return db.session.scalars(select(LogFork).order_by(LogFork.reported_at.desc(), LogFork.id).limit(most)).all()


def _kept(message: bytes) -> dict[str, Any]:
    return _told(checkpoints.read(message, even_revoked=True))


def _told(kept: Checkpoint) -> dict[str, Any]:
    return {"tree_size": kept.size, "root": kept.root.hex(), "at": datetime.fromtimestamp(kept.at, UTC)}

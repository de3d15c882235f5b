"""Write an act down, and give what waits its place.

An act only adds a row of its own, so many officers who issue at once never wait for one another; the places are given out by
one writer at a time, within a minute (`MERGE_DELAY_S`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from backend.extensions import db
from backend.transparency import bulk, checkpoints, leaves, tree
from backend.transparency.leaves import Act
from backend.transparency.models import LogCheckpoint, LogHead, LogWaiting
from backend.transparency.sources import SOURCES

MERGE_DELAY_S = 60
"""An act has its place, and a checkpoint that covers it, after so long at most."""

FRESH_S = 3600
"""A checkpoint is signed anew after so long even when nothing happened: who asks learns that the log is alive."""

CHUNK = 5000
Row = tuple[str, int, bool, bytes, bytes, str | None, str | None, int | None]
"""An entry without its place; ids as 32 hexadecimal digits."""

NAMES = ("kind", "at", "taken_over", "content_hash", "seed", "certificate_id", "event_id", "key_id")


def append(act: Act) -> None:
    """Write an act down, in its own transaction."""
    kind, at, taken_over, content, seed, certificate_id, event_id, key_id = row_of(act, leaves.new_seed(), taken_over=False, at=act.at)
    ids = [part and UUID(part) for part in (certificate_id, event_id)]
    db.session.execute(insert(LogWaiting), dict(zip(NAMES, (kind, at, taken_over, content, seed, *ids, key_id), strict=True)))


def seal(now: datetime, commit: Callable[[], None] | None = None) -> int:
    """Give everything that waits its place, and sign a checkpoint when there is something new to say; returns how many.

    commit  called after each chunk; None: one chunk at most, in the running transaction
    Nothing gets a place before what came before the log is in it (`taking_over`).
    """
    sealed = 0
    while True:
        head = lock_head()
        if head.taken_over_at is None and not _may_begin(now):
            return sealed
        rows = _take(CHUNK)
        place(head, rows)
        sealed += len(rows)
        if len(rows) < CHUNK or commit is None:
            _sign(head, now)
            if commit:
                commit()
            return sealed
        commit()


def begin(now: datetime) -> None:
    """The past is in the log: from now on an act without an entry is a finding, and nothing is taken over silently.

    Harmless when it was said before.
    """
    db.session.execute(update(LogHead).where(LogHead.id == 1, LogHead.taken_over_at.is_(None)).values(taken_over_at=now))


def lock_head() -> LogHead:
    """The head, until the end of the transaction one's own."""
    return db.session.execute(
        select(LogHead).where(LogHead.id == 1).with_for_update().execution_options(populate_existing=True)
    ).scalar_one()


def place(head: LogHead, rows: Sequence[Row]) -> None:
    """Give entries the next places of the locked log."""
    if not rows:
        return
    growing = tree.grown(head.size)
    hashes = [leaves.leaf_hash(row[0], row[1], row[2], row[3]) for row in rows]
    placed = [(number, leaf, *row) for number, leaf, row in zip(count(head.size), hashes, rows, strict=False)]
    bulk.put("log_entries", ("place", "leaf_hash", *NAMES), placed)
    tree.add_leaves(growing, hashes)
    db.session.execute(update(LogHead).where(LogHead.id == 1).values(size=growing.size))


def is_due(now: datetime) -> bool:
    """Whether sealing would do something."""
    if db.session.scalar(select(LogWaiting.number).limit(1)) is not None:
        return True
    at = db.session.scalar(select(func.max(LogCheckpoint.at)))
    return at is None or leaves.seconds(now) - at >= FRESH_S


def _may_begin(now: datetime) -> bool:
    """Without a past the log begins at once."""
    if any(source.missing(None, 1)[0] for source in SOURCES):
        return False
    begin(now)
    return True


def _take(most: int) -> list[Row]:
    """Take what waits away, exactly what is seen now: another act's row may become visible a moment later."""
    first = select(LogWaiting.number).order_by(LogWaiting.number).limit(most).scalar_subquery()
    taken = delete(LogWaiting).where(LogWaiting.number.in_(first)).execution_options(synchronize_session=False)
    columns = [getattr(LogWaiting, name) for name in NAMES]
    rows = db.session.execute(taken.returning(LogWaiting.number, *columns)).all()
    ordered = sorted(rows, key=lambda row: row.number)
    return [(*row[1:6], row.certificate_id and row.certificate_id.hex, row.event_id and row.event_id.hex, row.key_id) for row in ordered]


def _sign(head: LogHead, now: datetime) -> None:
    size = db.session.scalar(select(LogHead.size).where(LogHead.id == 1)) or 0
    last = db.session.execute(select(LogCheckpoint).order_by(LogCheckpoint.number.desc()).limit(1)).scalar_one_or_none()
    at = leaves.seconds(now)
    if last and last.size == size and at - last.at < FRESH_S:
        return
    at = max(at, last.at if last else 0)  # another machine's clock may be ahead; a checkpoint never goes back
    root = tree.root_of(size)
    message = checkpoints.sign(size, root, at, now)
    db.session.execute(
        insert(LogCheckpoint), {"number": last.number + 1 if last else 1, "size": size, "root": root, "at": at, "message": message}
    )


def row_of(act: Act, seed: bytes, *, taken_over: bool, at: int) -> Row:
    """The columns of an entry that has no place yet."""
    return act.kind, at, taken_over, leaves.act_hash(seed, act), seed, act.certificate_id, act.event_id, act.key_id

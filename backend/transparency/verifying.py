"""Prove the log whole from what the database holds, and against checkpoints that were kept elsewhere.

Everything is read once, in order, some thousand rows at a time: the memory it takes does not grow with the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, or_, select

from backend.extensions import db
from backend.transparency import checkpoints, leaves, tree
from backend.transparency.checkpoints import Checkpoint, NotSigned
from backend.transparency.merkle import Growing
from backend.transparency.models import LogCheckpoint, LogEntry, LogHead, LogNode
from backend.transparency.sources import SOURCES

CHUNK = 4096
"""A power of two, so that the subtrees which a chunk completes lie beside each other."""

LATE_S = 300
"""An act's own moment may be so much earlier than the checkpoint before it: its transaction was still open then."""


def verify(against: Sequence[tuple[str, Checkpoint]] = ()) -> Iterator[str]:
    """Every way in which the log is not what it was, in words; none when it is whole.

    against  checkpoints kept elsewhere, with a name for each
    """
    outside = sorted(against, key=lambda kept: kept[1].size)
    growing = Growing()
    yield from _tree(growing, outside)
    head = db.session.scalar(select(LogHead.size).where(LogHead.id == 1))
    if head != growing.size:
        yield f"the log has {growing.size} entries and says {head}: its end was cut off, or something was added behind it"
    for source in SOURCES:
        yield from source.compare()


class _Marks:
    """The checkpoints in the order of their numbers, the next one at hand."""

    def __init__(self) -> None:
        self._after, self._rows = 0, []  # type: ignore[var-annotated]

    def next(self) -> Any:
        """The next one, or None."""
        if not self._rows:
            statement = select(LogCheckpoint).where(LogCheckpoint.number > self._after).order_by(LogCheckpoint.number).limit(1000)
            self._rows = list(db.session.scalars(statement))[::-1]
            db.session.expunge_all()
        if not self._rows:
            return None
        row = self._rows.pop()
        self._after = row.number
        return row


class _Walk:
    """Checkpoints and outside ones, met while the tree grows."""

    def __init__(self, outside: Sequence[tuple[str, Checkpoint]]) -> None:
        self._marks, self._outside = _Marks(), list(outside)
        self._number, self._size = 0, 0
        self.at = 0
        self._next = self._marks.next()

    def meet(self, growing: Growing) -> Iterator[str]:
        """What is wrong about those of the present size."""
        while self._next is not None and self._next.size <= growing.size:
            yield from self._judge(self._next, growing)
            self._next = self._marks.next()
        while self._outside and self._outside[0][1].size <= growing.size:
            name, kept = self._outside.pop(0)
            if kept.root != growing.root:
                yield f"{name}: at {kept.size} entries the log had another root: its past was rewritten"

    def leave(self, growing: Growing) -> Iterator[str]:
        """What is wrong about those that the tree never reached."""
        while self._next is not None:
            yield f"checkpoint {self._next.number} is of {self._next.size} entries, the log has {growing.size}: its end was cut off"
            self._next = self._marks.next()
        for name, kept in self._outside:
            yield f"{name} is of {kept.size} entries, the log has {growing.size}: its end was cut off"

    def _judge(self, row: Any, growing: Growing) -> Iterator[str]:
        if row.number != self._number + 1:
            yield f"checkpoints {self._number + 1} to {row.number - 1} are missing"
        if row.size < self._size or row.at < self.at:
            yield f"checkpoint {row.number} goes back behind the one before it"
        elif row.size == growing.size and row.root != growing.root:
            yield f"checkpoint {row.number}: at {row.size} entries the log had another root: something before was changed"
        try:
            if checkpoints.read(row.message, even_revoked=True) != Checkpoint(row.size, row.root, row.at):
                yield f"checkpoint {row.number} says something else than what was signed"
        except NotSigned as error:
            yield f"checkpoint {row.number} was not signed by a key for lists: {error}"
        self._number, self._size, self.at = row.number, max(self._size, row.size), max(self.at, row.at)


def _tree(growing: Growing, outside: Sequence[tuple[str, Checkpoint]]) -> Iterator[str]:
    walk = _Walk(outside)
    yield from walk.meet(growing)
    after = -1
    columns = (LogEntry.place, LogEntry.kind, LogEntry.at, LogEntry.taken_over, LogEntry.content_hash, LogEntry.leaf_hash)
    while rows := db.session.execute(select(*columns).where(LogEntry.place > after).order_by(LogEntry.place).limit(CHUNK)).all():
        made: dict[tuple[int, int], bytes] = {}
        first = growing.size
        for row in rows:
            if row.place != growing.size:
                yield f"entries {growing.size} to {row.place - 1} are missing"
                return  # every hash behind a hole is another one
            yield from _entry(row, walk.at)
            for level, place, found in growing.add(row.leaf_hash):
                if level >= tree.LOWEST:
                    made[level, place] = found
            yield from walk.meet(growing)
        yield from _nodes(made, first, growing.size)
        after = rows[-1].place
    yield from walk.leave(growing)
    stored = db.session.scalar(select(func.count()).select_from(LogNode)) or 0
    if stored != sum(growing.size >> level for level in range(tree.LOWEST, growing.size.bit_length())):
        yield "the stored tree has another number of nodes than its entries make"


def _entry(row: Any, checkpoint_at: int) -> Iterator[str]:
    try:
        if leaves.leaf_hash(row.kind, row.at, row.taken_over, row.content_hash) != row.leaf_hash:
            yield f"entry {row.place} was changed: its hash is another one"
    except (KeyError, ValueError):
        yield f"entry {row.place} was changed: {row.kind} at {row.at} cannot be an entry"
    if row.at < checkpoint_at - LATE_S:
        yield f"entry {row.place} ({row.kind}) is dated back: the checkpoint before it is {checkpoint_at - row.at} s younger"


def _nodes(made: dict[tuple[int, int], bytes], first: int, last: int) -> Iterator[str]:
    if not made:
        return
    levels = range(tree.LOWEST, last.bit_length())
    runs = [(LogNode.level == level) & (LogNode.place >= first >> level) & (LogNode.place < last >> level) for level in levels]
    rows = db.session.execute(select(LogNode.level, LogNode.place, LogNode.hash).where(or_(*runs)))
    stored = {(row.level, row.place): bytes(row.hash) for row in rows}
    for node in sorted(made.keys() | stored.keys()):
        if stored.get(node) != made.get(node):
            yield f"node {node[1]} of level {node[0]} of the stored tree is not what its entries make"

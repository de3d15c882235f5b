"""One writer at a time, in line: how SQLite's writers wait for one another.

SQLite itself lets a waiting writer sleep for up to a tenth of a second between tries, so eight writers
spend most of their time asleep while nobody writes. Here the threads of a process stand in line at a
lock of their own, and the first of each process looks every quarter of a millisecond whether the file
lock beside the database is free. Programs that do not know the line are still kept apart by SQLite.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from typing import Any

PATIENCE_S = 15.0
LOOK_EVERY_S = 0.00025


class WriterQueue:
    """The line before one database file; one object per process and file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._file = -1

    def enter(self) -> None:
        """Wait for one's turn. Raises sqlite3.OperationalError when it does not come in PATIENCE_S."""
        end = time.monotonic() + PATIENCE_S
        if not self._turn.acquire(timeout=PATIENCE_S):
            raise sqlite3.OperationalError("database is locked")
        try:
            self._lock_file(end)
        except BaseException:
            self._turn.release()
            raise

    def leave(self) -> None:
        """Let the next one in."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._turn.release()

    def _lock_file(self, end: float) -> None:
        if self._file < 0:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while True:
            try:
                return fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise sqlite3.OperationalError("database is locked") from None
                time.sleep(LOOK_EVERY_S)  # flock can wait, but not with a limit


_queues: dict[str, WriterQueue] = {}
_making = threading.Lock()


def _queue(path: str) -> WriterQueue:
    with _making:
        if path not in _queues:
            _queues[path] = WriterQueue(path)
        return _queues[path]


def _after_fork() -> None:
    """A child stands in line for itself: a lock held by its parent's file would be its own as well."""
    for queue in _queues.values():
        if queue._file >= 0:
            os.close(queue._file)
    _queues.clear()


os.register_at_fork(after_in_child=_after_fork)


class QueuedConnection(sqlite3.Connection):
    """A connection whose writing transactions begin when it is their turn."""

    def __init__(self, database: str, *given: Any, **named: Any) -> None:
        super().__init__(database, *given, **named)
        on_disk = database and not str(database).startswith((":", "file:"))
        self._queue_path = f"{os.path.abspath(database)}-writer" if on_disk else None
        self._place: WriterQueue | None = None

    def begin_writing(self) -> None:
        """Begin a transaction that may write, after those who came earlier. Raises sqlite3.OperationalError."""
        if self._queue_path and self._place is None:
            queue = _queue(self._queue_path)
            queue.enter()
            self._place = queue
        try:
            self.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._leave()
            raise

    def commit(self) -> None:
        """Commit, then let the next writer in; after a failed commit the transaction still stands, until it is rolled back."""
        super().commit()
        self._leave()

    def rollback(self) -> None:
        """Roll back and let the next writer in."""
        try:
            super().rollback()
        finally:
            self._leave()

    def close(self) -> None:
        """Close; what was not committed is lost, and the next writer's turn has come."""
        try:
            super().close()
        finally:
            self._leave()

    def _leave(self) -> None:
        place, self._place = self._place, None
        if place is not None:
            place.leave()

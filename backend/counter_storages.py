"""Where counts of limits are kept on one machine: in memory, or in a small file its processes share.

Counters are expendable. Losing them in a crash gives somebody a few more tries, so nothing waits for a
disk: counting must cost less than what it protects. They are therefore kept apart from the data, are
counted outside the request's transaction (a refused request counts too), and never fail a request.
"""

from __future__ import annotations

import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

SWEPT = 3
"""Each new counter takes so many old ones away: they stay few without anybody cleaning up."""
PATIENCE_S = 0.25
"""How long a request waits for a counter before memory counts instead."""
LARGEST_MEMORY = 50_000


class Count(NamedTuple):
    """What to add to a subject's counter of the window ending at `ends_at`, in Unix seconds."""

    subject: bytes
    amount: int
    ends_at: int


class Storage(ABC):
    """Adds to counters shared by every process that uses the same storage."""

    failures: tuple[type[Exception], ...] = ()
    """What it raises when it cannot count."""

    @abstractmethod
    def add_all(self, counts: Sequence[Count], now: int) -> list[int]:
        """Add to each counter, no subject twice; returns the sums in that order. One round trip for all."""

    def add(self, subject: bytes, amount: int, ends_at: int, now: int) -> int:
        """Add to one counter; returns the sum."""
        return self.add_all([Count(subject, amount, ends_at)], now)[0]

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection; the next `add` opens another."""


class MemoryStorage(Storage):
    """Counters of this process alone."""

    def __init__(self) -> None:
        self._counts: dict[tuple[int, bytes], int] = {}
        self._lock = threading.Lock()

    def add_all(self, counts: Sequence[Count], now: int) -> list[int]:
        """As `Storage.add_all`. A flood of subjects drops old counters rather than eat the memory."""
        with self._lock:
            return [self._add((count.ends_at, count.subject), count.amount, now) for count in counts]

    def _add(self, key: tuple[int, bytes], amount: int, now: int) -> int:
        if key not in self._counts and len(self._counts) >= LARGEST_MEMORY:
            self._counts = {kept: count for kept, count in self._counts.items() if kept[0] > now}
            if len(self._counts) >= LARGEST_MEMORY:
                self._counts.clear()
        self._counts[key] = self._counts.get(key, 0) + amount
        return self._counts[key]

    def close(self) -> None:
        """Nothing is open."""


class FileStorage(Storage):
    """Counters in an SQLite file of their own, shared by the processes of one machine.

    `synchronous=OFF`: a power cut may lose the file, which is then made anew.
    """

    failures = (sqlite3.Error, OSError)
    # Windows that are over come first in the key, so that sweeping needs no index.
    CREATE = (
        "CREATE TABLE IF NOT EXISTS counters (ends_at INTEGER, subject BLOB, count INTEGER, PRIMARY KEY (ends_at, subject)) WITHOUT ROWID"
    )
    ADD = "INSERT INTO counters VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count RETURNING count"
    SWEEP = "DELETE FROM counters WHERE (ends_at, subject) IN (SELECT ends_at, subject FROM counters WHERE ends_at <= ? ORDER BY 1 LIMIT ?)"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def add_all(self, counts: Sequence[Count], now: int) -> list[int]:
        """As `Storage.add_all`."""
        with self._lock:
            try:
                connection = self._connection or self._open()
                return [self._add(connection, count, now) for count in counts]
            except sqlite3.OperationalError:  # a full disk, a lock held too long: the file itself is sound
                raise
            except sqlite3.DatabaseError:  # damaged, as after a power cut
                self._forget()
                raise

    def _add(self, connection: sqlite3.Connection, count: Count, now: int) -> int:
        sum_ = int(connection.execute(self.ADD, (count.ends_at, count.subject, count.amount)).fetchall()[0][0])
        if sum_ == count.amount:
            connection.execute(self.SWEEP, (now, SWEPT))
        return sum_

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False)
        try:
            for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF", self.CREATE):
                connection.execute(statement)
        except sqlite3.Error:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _forget(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)

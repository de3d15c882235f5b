"""Where counts of limits are kept: a small file, the database, or Redis, and memory when those are gone.

Counters are expendable. Losing them in a crash gives somebody a few more tries, so nothing waits for a
disk: counting must cost less than what it protects. They are therefore kept apart from the data, are
counted outside the request's transaction (a refused request counts too), and never fail a request.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import psycopg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from backend.config import Settings
from backend.connecting import arguments
from backend.database import Base

SWEPT = 3
"""Each new counter takes so many old ones away: they stay few without anybody cleaning up."""
SWEPT_TOGETHER = 8
"""On PostgreSQL so many new ones do it together: each sweep costs a round trip."""
FILE = "limits.db"
PATIENCE_S = 0.25
"""How long a request waits for a counter before memory counts instead."""
RETRY_AFTER_S = 5.0
"""So long after a failure nobody tries again: a dead Redis must not cost each request `PATIENCE_S`."""
LARGEST_MEMORY = 50_000


class LimitCounter(Base):
    """One count in the window that ends at `ends_at`, on PostgreSQL; `subject` is a keyed hash.

    The table is UNLOGGED there. It bears the name by which the first release knows it, so that both
    releases run beside each other during an upgrade. SQLite has the table too and leaves it empty.
    """

    __tablename__ = "lookup_counters"

    subject: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    count: Mapped[int] = mapped_column(Integer)


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


class PostgresStorage(Storage):
    """Counters in an unlogged table, shared by every machine on the database.

    A connection of its own without transactions: no counter stays locked while a request works.
    psycopg lets threads take turns on it.
    """

    failures = (psycopg.Error, OSError)
    ADD = (
        "INSERT INTO lookup_counters (subject, ends_at, count) VALUES {} "
        "ON CONFLICT (subject, ends_at) DO UPDATE SET count = lookup_counters.count + excluded.count RETURNING subject, count"
    )
    SWEEP = (
        "DELETE FROM lookup_counters WHERE (subject, ends_at) IN (SELECT subject, ends_at FROM lookup_counters "
        "WHERE ends_at <= %s ORDER BY ends_at LIMIT %s FOR UPDATE SKIP LOCKED)"
    )

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)._replace(scheme="postgresql").geturl()
        self._connection: psycopg.Connection[Any] | None = None
        self._lock = threading.Lock()
        self._made = 0

    def add_all(self, counts: Sequence[Count], now: int) -> list[int]:
        """As `Storage.add_all`. Everybody takes the rows in one order, so nobody waits for somebody who waits for him."""
        statement = self.ADD.format(", ".join(["(%s, %s, %s)"] * len(counts)))
        values = [value for count in sorted(counts) for value in (count.subject, datetime.fromtimestamp(count.ends_at, UTC), count.amount)]
        try:
            connection = self._open()
            sums = {bytes(subject): int(sum_) for subject, sum_ in connection.execute(statement, values)}
            self._sweep(connection, now, made=sum(sums[count.subject] == count.amount for count in counts))
            return [sums[count.subject] for count in counts]
        except self.failures:
            self.close()  # another host may take the writes by now
            raise

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _sweep(self, connection: psycopg.Connection[Any], now: int, made: int) -> None:
        self._made += made
        if self._made >= SWEPT_TOGETHER:
            self._made = 0
            connection.execute(self.SWEEP, (datetime.fromtimestamp(now, UTC), SWEPT * SWEPT_TOGETHER))

    def _open(self) -> psycopg.Connection[Any]:
        with self._lock:
            if self._connection is None or self._connection.closed:
                session = arguments(synchronous_commit="off", statement_timeout=f"{int(PATIENCE_S * 1000)}ms")
                # Of several hosts the one that writes; an address that names its own choice is not obeyed here.
                self._connection = psycopg.connect(self._address, autocommit=True, **{**session, "target_session_attrs": "read-write"})
            return self._connection


class RedisStorage(Storage):
    """Counters in Redis, shared by every machine that uses it; each forgets itself."""

    failures = (redis.RedisError, OSError)

    def __init__(self, url: str) -> None:
        # One try more: the server may have closed a connection that was idle.
        self._client = redis.Redis.from_url(
            url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S, retry=Retry(NoBackoff(), 1), protocol=2
        )

    def add_all(self, counts: Sequence[Count], now: int) -> list[int]:
        """As `Storage.add_all`: all commands in one round trip, all or none."""
        with self._client.pipeline(transaction=True) as pipeline:
            for count in counts:
                key = b"gangwei:limit:%s:%d" % (count.subject.hex().encode(), count.ends_at)
                pipeline.incrby(key, count.amount)
                # Counted from now and not to a moment: the clocks of two machines differ.
                pipeline.expire(key, max(1, count.ends_at - now) + 1)
            return [int(sum_) for sum_ in pipeline.execute()[::2]]

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


class Counters:
    """A storage, and memory for as long as the storage fails."""

    def __init__(self, storage: Storage, logger: logging.Logger, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._storage, self._memory = storage, MemoryStorage()
        self._logger, self._monotonic = logger, monotonic
        self._lost, self._try_at = False, 0.0

    def add(self, subject: bytes, amount: int, ends_at: int, now: int) -> int:
        """As `Storage.add`; never fails."""
        return self.add_all([Count(subject, amount, ends_at)], now)[0]

    def add_all(self, counts: Sequence[Count], now: int) -> list[int]:
        """As `Storage.add_all`; never fails."""
        if self._lost and self._monotonic() < self._try_at:
            return self._memory.add_all(counts, now)
        try:
            sums = self._storage.add_all(counts, now)
        except self._storage.failures as error:
            self._lose(error)
            return self._memory.add_all(counts, now)
        if self._lost:
            self._lost = False
            self._logger.warning("counting in the shared storage again")
        return sums

    def close(self) -> None:
        """Let go of the storage's connection."""
        self._storage.close()

    def _lose(self, error: Exception) -> None:
        self._try_at = self._monotonic() + RETRY_AFTER_S
        if not self._lost:
            self._logger.warning("counting in memory, each process for itself: %s", type(error).__name__)
        self._lost = True


def open_counters(settings: Settings, logger: logging.Logger) -> Counters:
    """The counters of an installation: Redis where the setting names one, else where the database is."""
    return Counters(_storage(settings), logger)


def _storage(settings: Settings) -> Storage:
    if settings.redis_url:
        return RedisStorage(settings.redis_url)
    if settings.database_url.startswith("sqlite"):
        return FileStorage(settings.data_dir / FILE)
    return PostgresStorage(settings.database_url)

"""Where counts of limits are kept for many machines: in the database, or in Redis."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import psycopg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from backend.connecting import arguments
from backend.counter_storages import PATIENCE_S, SWEPT, Count, Storage
from backend.database import Base

SWEPT_TOGETHER = 8
"""On PostgreSQL so many new ones do it together: each sweep costs a round trip."""


class LimitCounter(Base):
    """One count in the window that ends at `ends_at`, on PostgreSQL; `subject` is a keyed hash.

    The table is UNLOGGED there. It bears the name by which the first release knows it, so that both
    releases run beside each other during an upgrade. SQLite has the table too and leaves it empty.
    """

    __tablename__ = "lookup_counters"

    subject: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    count: Mapped[int] = mapped_column(Integer)


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

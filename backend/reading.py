"""Reads that may lag: from the replica while it keeps up, else from the primary; each says as of when.

The instant told must be true: everything acknowledged before it is in what was read. A replica's
own clock cannot know that: on a quiet primary its last replayed commit is hours old and still the
newest, and a severed replica looks as quiet. So once a second each process notes the time and how far
the primary's log has come, `(t, position)`, and asks how far the replica has replayed. What was
acknowledged before `t` lies before `position`; a replica that has replayed `position` knows it all. The
newest `t` proven in this way is the instant. It is proven before a read begins, so it is never later than
what the read knows, and a read costs no round trip of its own for it.

A thread does the noting, so no request waits for a host that does not answer.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from flask import current_app
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from backend.config import Settings
from backend.connecting import address, arguments

LOOK_EVERY_S = 1.0
RETRY_S = 5.0
"""How long a replica that failed is left alone before it is asked again."""

LONGEST_LIST = 120
"""Positions not yet replayed; two minutes of them is more than any lag that is allowed."""

PRIMARY = text("SELECT now(), pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint")
"""`now()` is when the statement began, so the time is always the earlier of the two."""

REPLICA = text("SELECT pg_is_in_recovery(), pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint")

Answer = TypeVar("Answer")
log = logging.getLogger("backend")


@dataclass(frozen=True, slots=True)
class Reading:
    """A connection that cannot write, each statement for itself, and the instant up to which it knows everything."""

    connection: Connection
    as_of: datetime
    from_replica: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """At `at` the primary's log was flushed up to `position`; `noted` is the same instant on our steady clock."""

    at: datetime
    position: int
    noted: float


class Replica:
    """What this process knows of the replica."""

    def __init__(self, replica: Engine, primary: Engine, max_lag_s: float) -> None:
        self.replica, self.primary, self.max_lag_s = replica, primary, max_lag_s
        self._pending: deque[_Mark] = deque(maxlen=LONGEST_LIST)
        self._proven: _Mark | None = None
        self._up = False
        self._said: bool | None = None
        self._thread: threading.Thread | None = None
        self._first = threading.Lock()
        self._ended = threading.Event()

    def as_of(self) -> datetime | None:
        """The instant up to which the replica knows everything, or None when it should not be asked now."""
        if self._thread is None:
            self._begin()
        proven = self._proven
        good = self._up and proven is not None and time.monotonic() - proven.noted <= self.max_lag_s
        if good is not self._said:
            self._say(good)
        return proven.at if good and proven else None

    @property
    def proven(self) -> datetime | None:
        """The instant up to which it knows everything, however long ago, or None when that was never known."""
        return self._proven.at if self._proven else None

    def look(self) -> None:
        """Note where the primary is, then what the replica has replayed of all that was noted."""
        self._note()
        try:
            with self.replica.connect() as connection:
                follows, position = connection.execute(REPLICA).one()
        except (OperationalError, PoolExhausted):
            self._up = False
            return
        while self._pending and follows and self._pending[0].position <= position:
            self._proven = self._pending.popleft()
        self._up = bool(follows)

    def failed(self) -> None:
        """A read on the replica broke off: leave it until it has answered a look."""
        self._up = False

    def close(self) -> None:
        """End the thread."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _note(self) -> None:
        noted = time.monotonic()
        try:
            with self.primary.connect() as connection:
                at, position = connection.execute(PRIMARY).one()
        except (OperationalError, PoolExhausted):
            self._pending.clear()  # whichever primary answers next may count otherwise
            return
        self._pending.append(_Mark(at.astimezone(UTC), position, noted))

    def _begin(self) -> None:
        """The first to come looks at once; who comes meanwhile reads from the primary."""
        if not self._first.acquire(blocking=False):
            return
        self.look()
        self._thread = threading.Thread(target=self._watch, name="replica", daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_EVERY_S if self._up else RETRY_S):
            try:
                self.look()
            except Exception:  # a thread that ended would leave an old instant standing as the truth
                self._up = False
                log.exception("looking at the replica failed")

    def _say(self, good: bool) -> None:
        self._said = good
        if good:
            log.info("reads that may lag go to the replica")
        else:
            log.warning("the replica does not answer or is too far behind: the primary is read")


class Reader:
    """The engines that only read; made when first needed, so that commands which never read pay nothing."""

    def __init__(self, settings: Settings) -> None:
        self.primary = _engine(settings.database_url)
        self.replica: Replica | None = None
        if settings.replica_url:
            self.replica = Replica(_engine(settings.replica_url), self.primary, settings.replica_max_lag_s)

    @contextmanager
    def lagging(self, now: datetime) -> Iterator[Reading]:
        """See the function of the same name."""
        known = self.replica.as_of() if self.replica else None
        if self.replica is None or known is None:
            with self.primary.connect() as connection:
                yield Reading(connection, now, from_replica=False)
            return
        try:
            with self.replica.replica.connect() as connection:
                yield Reading(connection, min(known, now), from_replica=True)
        except (OperationalError, PoolExhausted):
            self.replica.failed()
            raise

    def watch(self) -> None:
        """Begin to follow the replica, if there is one; else the first read that may lag begins it."""
        if self.replica:
            self.replica.as_of()

    def choose(self, now: datetime) -> tuple[Engine, datetime]:
        """Where `backend.quick` reads what may lag, and as of when that is."""
        known = self.replica.as_of() if self.replica else None
        if self.replica is None or known is None:
            return self.primary, now
        return self.replica.replica, min(known, now)

    def after_failure(self, engine: Engine, now: datetime) -> tuple[Engine, datetime]:
        """Where to read instead, and as of when that is.

        Where the primary failed, the replica is read however old it is: an answer that says its age is better than none.
        """
        proven = self.replica.proven if self.replica else None
        if self.replica is None or (proven is None and engine is self.primary):
            return self.primary, now
        if engine is self.primary and proven is not None:
            return self.replica.replica, min(proven, now)
        self.replica.failed()
        return self.primary, now

    def close(self) -> None:
        """Give all connections back."""
        if self.replica:
            self.replica.close()
            self.replica.replica.dispose()
        self.primary.dispose()


def reader() -> Reader:
    """The reader of the running app."""
    return cast(Reader, current_app.extensions["reader"])


@contextmanager
def lagging(now: datetime) -> Iterator[Reading]:
    """A connection for reads that may lag, for as long as the block lasts.

    Each statement stands for itself (autocommit): a long export holds no snapshot against the replica's
    replay, and what it reads later is never older than `as_of`. Raises OperationalError when the
    connection breaks off, also while the replica does; `ask` is the way to have that tried again.
    """
    with reader().lagging(now) as reading:
        yield reading


def ask(question: Callable[[Connection], Answer], now: datetime) -> tuple[Answer, datetime]:
    """What `question` reads, and as of when. If the connection breaks off, the primary is asked, once: reading twice harms nobody.

    now  the app's present, which is the instant of a read from the primary
    Raises OperationalError when the primary does not answer either.
    """
    where = reader()
    try:
        with where.lagging(now) as reading:
            return question(reading.connection), reading.as_of
    except (OperationalError, PoolExhausted):
        pass
    with where.primary.connect() as connection:
        return question(connection), now


def _engine(url: str) -> Engine:
    if url.startswith("sqlite"):
        engine = create_engine(url, execution_options={"reads_only": True}, hide_parameters=True)
        event.listen(engine, "connect", _query_only)
        return engine
    return create_engine(
        address(url, "primary"),  # "read-write" would not do: it refuses sessions that are read-only by choice, as these are
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        pool_size=4,
        max_overflow=8,
        pool_timeout=5,
        connect_args=arguments(default_transaction_read_only="on"),
    )


def _query_only(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")

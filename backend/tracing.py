"""What the present request is called and what its statements have cost so far.

One object a thread: a thread serves one request at a time, and reading an attribute costs less than any other way,
which matters where thousands of requests a second pass. The logs, the metrics and the audit read it.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

LITERAL = re.compile(r"'(?:[^']|'')*'")
LONGEST_STATEMENT = 600


class Current(threading.local):
    """The work of this thread.

    request_id  what the request is called in every log, in its answer and in the audit; jobs may put a name of their own
    statements  sent to a database since `begin`
    seconds     which these took
    """

    request_id: str | None = None
    began = 0.0
    statements = 0
    seconds = 0.0
    _statement_began = 0.0

    def begin(self, request_id: str) -> None:
        """A new piece of work."""
        self.request_id, self.statements, self.seconds = request_id, 0, 0.0
        self.began = time.perf_counter()

    def end(self) -> None:
        """Nothing is at work: later lines of this thread belong to nobody."""
        self.request_id = None


current = Current()
_slow: list[Callable[[dict[str, Any]], None]] = []
_slow_s: list[float] = [float("inf")]


def tell_slow(after_s: float, tell: Callable[[dict[str, Any]], None]) -> None:
    """Have `tell` called for each statement that takes longer; with its text, never with its parameters."""
    _slow_s[0] = after_s
    _slow[:] = [tell]


def shape_of(statement: str) -> str:
    """A statement in one line without the values that somebody may have written into it."""
    return LITERAL.sub("'…'", " ".join(statement.split()))[:LONGEST_STATEMENT]


@event.listens_for(Engine, "before_cursor_execute")
def _statement_begins(*_: Any) -> None:
    current._statement_began = time.perf_counter()


@event.listens_for(Engine, "after_cursor_execute")
def _statement_ends(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    note(statement, time.perf_counter() - current._statement_began, connection.connection.dbapi_connection)


def note(statement: str, took: float, driver: Any) -> None:
    """Count a statement that took so many seconds on this connection of the driver; `backend.quick` calls it for its own."""
    current.statements += 1
    current.seconds += took
    if took >= _slow_s[0]:
        fields = {"ms": round(took * 1000, 1), "statement": shape_of(statement), "database_pid": _database_pid(driver)}
        for tell in _slow:
            tell(fields)


@event.listens_for(Engine, "do_connect")
def _introduce(dialect: Any, _record: Any, _arguments: Any, options: dict[str, Any]) -> None:
    """Each connection bears the process it belongs to, for `pg_stat_activity`; said while connecting, so it costs nothing later."""
    if dialect.name == "postgresql":
        options.setdefault("application_name", f"gangwei {socket.gethostname()[:32]} {os.getpid()}")


def _database_pid(driver: Any) -> int | None:
    """The number PostgreSQL's own tables and log know the connection by."""
    info = getattr(driver, "info", None)
    return int(info.backend_pid) if info else None

"""Let one chosen call of the database driver fail, as the driver itself would fail.

The calls of a request are counted: each statement (savepoints too) and each COMMIT, whether they come through
SQLAlchemy or go straight to the driver's connection, as the busiest reads and the appending commands do. On PostgreSQL the error is
the server's own (`RAISE` with the code of a full disk), so that the transaction is broken as a real one is;
a lost connection is really closed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import Engine

from backend.sqlite_queue import QueuedConnection

FULL = "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Call:
    """One call of the driver: the statement, or COMMIT."""

    text: str

    @property
    def writes(self) -> bool:
        """Whether it changes a table."""
        text = self.text.lstrip().upper()
        return text.startswith(WRITES) or (text.startswith("WITH") and "INSERT" in text)

    @property
    def only_counts(self) -> bool:
        """Whether it counts questions for a limit: when that fails, the question is answered all the same."""
        return "lookup_counters" in self.text


COMMIT = Call("COMMIT")


class Injector:
    """Counts the driver's calls of one engine and lets the chosen one fail."""

    def __init__(self, engine: Engine) -> None:
        self.calls: list[Call] = []
        self.fired = False
        self._at, self._how = 0, full
        dialect = engine.dialect
        self._originals = {name: getattr(dialect, name) for name in ("do_execute", "do_executemany", "do_execute_no_params", "do_commit")}
        self._dialect = dialect
        for name in ("do_execute", "do_executemany", "do_execute_no_params"):
            setattr(dialect, name, self._executing(self._originals[name]))
        dialect.do_commit = self._committing  # type: ignore[method-assign]
        self._busy = self._active = False
        self._driver: Any = QueuedConnection if dialect.name == "sqlite" else psycopg.Connection
        self._straight = {name: self._driver.__dict__.get(name) for name in ("execute", "commit")}
        self._driver.execute = self._going_straight(self._driver.execute)
        if dialect.name == "sqlite":  # elsewhere only SQLAlchemy commits; what goes straight stands by itself
            self._driver.commit = self._going_straight(self._driver.commit)

    @contextmanager
    def failing(self, at: int, how: Callable[[Any, Callable[[], Any]], None]) -> Iterator[None]:
        """Within, the `at`th call from now fails in that way; 0 lets none fail. `fired` says whether it came to it."""
        self.calls, self.fired, self._at, self._how = [], False, at, how
        self._active = True
        try:
            yield
        finally:
            self._active = False

    def remove(self) -> None:
        """Give the engine its driver back."""
        for name, original in self._originals.items():
            setattr(self._dialect, name, original)
        for name, original in self._straight.items():
            if original is not None:
                setattr(self._driver, name, original)
            elif name in self._driver.__dict__:
                delattr(self._driver, name)

    def _going_straight(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(connection: Any, statement: str = COMMIT.text, *rest: Any, **named: Any) -> Any:
            given = (statement, *rest) if original.__name__ == "execute" else ()
            return self._call(Call(str(statement)), connection, lambda: original(connection, *given, **named))

        return call

    def _executing(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def execute(cursor: Any, statement: str, *rest: Any) -> Any:
            return self._call(Call(statement), cursor.connection, lambda: original(cursor, statement, *rest))

        return execute

    def _committing(self, connection: Any) -> Any:
        driver = getattr(connection, "driver_connection", connection)
        return self._call(COMMIT, driver, lambda: self._originals["do_commit"](connection))

    def _call(self, call: Call, connection: Any, go_on: Callable[[], Any]) -> Any:
        if self._busy or not self._active or call.text.startswith("PRAGMA"):  # that prepares a connection, and is not the request's
            return go_on()
        self._busy = True  # one call, whatever the driver makes of it inside
        try:
            self.calls.append(call)
            if len(self.calls) == self._at:
                self.fired = True
                self._how(connection, go_on)
            return go_on()
        finally:
            self._busy = False


def full(connection: Any, _go_on: Callable[[], Any]) -> None:
    """The disk is full: the statement is refused, the connection stays."""
    if isinstance(connection, sqlite3.Connection):
        raise sqlite3.OperationalError("database or disk is full")
    connection.execute(FULL)


def gone(connection: Any, _go_on: Callable[[], Any]) -> None:
    """The database goes away before it has done anything."""
    if isinstance(connection, sqlite3.Connection):
        raise sqlite3.OperationalError("disk I/O error")
    connection.pgconn.finish()


def unheard(connection: Any, go_on: Callable[[], Any]) -> None:
    """The database does what it was told, and goes away before it can say so."""
    go_on()
    if isinstance(connection, sqlite3.Connection):
        raise sqlite3.OperationalError("disk I/O error")
    connection.pgconn.finish()
    raise psycopg.OperationalError("server closed the connection unexpectedly")

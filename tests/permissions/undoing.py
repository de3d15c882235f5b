"""Requests that did not happen: all work of the app goes through one connection, whose savepoints are rolled back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Connection, select

from backend.database import Base
from backend.extensions import db

UNCHANGED_BY_REFUSALS = {"audit_events", "audit_head", "commands", "account_sessions", "lookup_counters", "divisions", "agencies"}
"""Tables not compared: a refusal may be audited and is counted, and the last two never change after the set-up."""


class Undoing:
    """All work of the app goes through one connection, whose savepoints are rolled back."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self._engine = db.engines[None]
            self._connection: Connection = self._engine.connect()
            self._outermost = self._connection.begin()
            self._connection.raw_connection = lambda: Shared(self._connection)  # type: ignore[attr-defined]
            db.engines[None] = self._connection
        tables = (table for table in Base.metadata.sorted_tables if table.name not in UNCHANGED_BY_REFUSALS)
        self._questions = {table.name: str(select(table).order_by(*table.primary_key.columns).compile(self._engine)) for table in tables}
        self.untouched = self.fingerprint()

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens inside did not happen.

        A savepoint rolled back to is still there, and SQLAlchemy leaves it so: each request would stand one deeper than
        the one before, until PostgreSQL has no room for the locks of ten thousand levels. So one of our own goes around it.
        """
        self._connection.exec_driver_sql("SAVEPOINT request")
        savepoint = self._connection.begin_nested()
        try:
            yield
        finally:
            if savepoint.is_active:
                savepoint.rollback()
            self._connection.exec_driver_sql("ROLLBACK TO SAVEPOINT request")
            self._connection.exec_driver_sql("RELEASE SAVEPOINT request")

    def fingerprint(self) -> dict[str, str]:
        """A digest of every table that no refusal may change; asked of the driver, for it is asked two thousand times."""
        driver = self._connection.connection.dbapi_connection
        assert driver
        with closing(driver.cursor()) as cursor:
            return {name: _digest(cursor, question) for name, question in self._questions.items()}

    def close(self) -> None:
        """Give the app its engine back."""
        if self._outermost.is_active:
            self._outermost.rollback()
        self._connection.close()
        with self.app.app_context():
            db.engines[None] = self._engine
            self._engine.dispose()


def _digest(cursor: Any, question: str) -> str:
    cursor.execute(question)
    return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()


class Shared:
    """The one connection, for those who work at the driver and not in the session: each of their transactions is a savepoint."""

    def __init__(self, connection: Connection) -> None:
        self._driver = connection.connection.dbapi_connection
        self._inside = False
        self.autocommit = True

    @property
    def dbapi_connection(self) -> Shared:
        """Itself, in the driver's place."""
        return self

    def execute(self, text: str, parameters: Any = ()) -> Any:
        """One statement; alone, unless a transaction was begun."""
        if self._inside:
            return self._driver.execute(text, parameters)
        self.begin_writing()
        try:
            cursor = self._driver.execute(text, parameters)
        except BaseException:
            self.rollback()
            raise
        rows = _Fetched(cursor)
        self.commit()
        return rows

    def begin_writing(self) -> None:
        """Begin a transaction."""
        self._driver.execute("SAVEPOINT driver")
        self._inside = True

    def commit(self) -> None:
        """End it; it is kept for as long as the savepoint around it."""
        self._driver.execute("RELEASE SAVEPOINT driver")
        self._inside = False

    def rollback(self) -> None:
        """Undo it."""
        if self._inside:
            self._driver.execute("ROLLBACK TO SAVEPOINT driver")
            self.commit()

    def detach(self) -> None:
        """It belongs to no pool."""

    def close(self) -> None:
        """It stays open for the others."""
        self.rollback()


class _Fetched:
    """What a statement brought, read before its savepoint ended."""

    def __init__(self, cursor: Any) -> None:
        self.rowcount, self.description = cursor.rowcount, cursor.description
        self._rows = cursor.fetchall() if cursor.description else []

    def fetchall(self) -> list[Any]:
        """All rows."""
        return list(self._rows)

    def fetchone(self) -> Any:
        """The next row, or None."""
        return self._rows.pop(0) if self._rows else None

"""What every table shares: base class, column types, and how SQLite is driven.

SQLite writers queue instead of failing only if each writing transaction begins with
`BEGIN IMMEDIATE`; a deferred one that reads first and writes later is refused as soon as
another writer got between. So each request says beforehand whether it will write, and writers
stand in line (`backend.sqlite_queue`).
"""

from __future__ import annotations

import os
import sqlite3
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import uuid_utils
import uuid_utils.compat
from sqlalchemy import DateTime, Dialect, Engine, Integer, MetaData, TypeDecorator, Uuid, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from backend.sqlite_queue import QueuedConnection

will_write: ContextVar[bool] = ContextVar("will_write", default=True)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Stored in UTC; SQLite gives back naive values, which are UTC here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse naive instants: they would mean something else on each machine."""
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the instant its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables; constraint names follow one pattern so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime(), UUID: Uuid()}


os.register_at_fork(after_in_child=uuid_utils.reseed_rng)  # forked workers must not draw the same numbers


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): random enough to publish, ordered enough to index."""
    return uuid_utils.compat.uuid7()


class Identified:
    """A row with a UUIDv7 key."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class Versioned:
    """A row that people edit: a concurrent change is refused instead of overwritten."""

    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - declared_attr receives the class
        return {"version_id_col": cls.version}


def prefix_end(prefix: str) -> str:
    """The first string after all that start with `prefix`, so that a range can use an index."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    for pragma in ("journal_mode=WAL", "busy_timeout=15000", "foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:
    if connection.dialect.name != "sqlite" or connection.get_execution_options().get("reads_only"):
        return
    driver = connection.connection.dbapi_connection
    if will_write.get() and isinstance(driver, QueuedConnection):
        try:
            driver.begin_writing()
        except sqlite3.Error as error:  # an event's errors are not translated: a full line would be a broken server, not "not saved"
            raise DBAPIError.instance("BEGIN", None, error, sqlite3.Error, hide_parameters=True, dialect=connection.dialect) from error
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if will_write.get() else "BEGIN")

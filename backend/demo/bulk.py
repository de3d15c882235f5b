"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite, values bound as the models say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Engine, Index, Table, event, text

from backend.database import Base
from backend.extensions import db

Row = dict[str, Any]
FAST = ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-800000", "wal_autocheckpoint=20000")
"""For one great load on SQLite only: a load cut short by a power failure is begun again, not repaired."""


def write(model: type[Base], rows: Sequence[Row]) -> None:
    """Write rows that all have the same columns."""
    if not rows:
        return
    table: Table = model.__table__  # type: ignore[assignment]
    columns = tuple(rows[0])
    names = ", ".join(f'"{name}"' for name in columns)  # `key` and `position` are words of SQL
    connection = db.session.connection()
    values = _bound(table, columns, connection.dialect, rows)
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        _cursor(connection).executemany(f"INSERT INTO {table.name} ({names}) VALUES ({places})", values)  # noqa: S608 - our names
        return
    with _cursor(connection).copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for value in values:
            copy.write_row(value)


def _cursor(connection: Any) -> Any:
    return connection.connection.driver_connection.cursor()


def _bound(table: Table, columns: tuple[str, ...], dialect: Dialect, rows: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    """The rows as tuples, each value in the form the driver wants: column by column, as that is quicker."""
    parts = []
    for name in columns:
        values: list[Any] = [row[name] for row in rows]
        process = _processor(table, name, dialect)
        parts.append([None if value is None else process(value) for value in values] if process else values)
    return zip(*parts, strict=True)


@lru_cache(maxsize=512)
def _processor(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    kind = table.columns[name].type
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process and issubclass(kind.python_type, date):
        return lru_cache(maxsize=100_000)(process)  # the same days come again and again
    return process


@contextmanager
def great_load(engine: Engine, tell: Callable[[str], None]) -> Iterator[None]:
    """Drive the database for one great load: on SQLite without waiting for the disk; indexes are built at the end.

    tell  told what is being built
    """
    event.listen(engine, "connect", _hurry)
    engine.dispose()
    try:
        indexes = _droppable()
        with engine.begin() as connection:
            for index in indexes:
                index.drop(connection, checkfirst=True)
        yield
        _rebuild(engine, indexes, tell)
    finally:
        event.remove(engine, "connect", _hurry)
        engine.dispose()


def _droppable() -> list[Index]:
    """Indexes that only make reading quick; those that hold a rule stay."""
    indexes = (index for table in Base.metadata.sorted_tables for index in table.indexes if not index.unique)
    return sorted(indexes, key=lambda index: str(index.name))


def _rebuild(engine: Engine, indexes: Sequence[Index], tell: Callable[[str], None]) -> None:
    for index in indexes:
        tell(str(index.name))
        with engine.begin() as connection:
            index.create(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _hurry(connection: Any, _record: Any) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        for pragma in FAST:
            connection.execute(f"PRAGMA {pragma}")

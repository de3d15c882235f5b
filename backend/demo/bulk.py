"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite, values bound as the models say.

Binding needs no connection, so it is done where the rows are made; what comes of it is written by one process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Dialect, Table

from backend.database import Base
from backend.extensions import db

Row = dict[str, Any]
STAGED: dict[str, str] = {}
"""Tables that are filled elsewhere first, by name; see `great`."""

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Bound:
    """Rows ready to be written: tuples for SQLite, COPY's text format for PostgreSQL."""

    table: str
    columns: tuple[str, ...]
    count: int
    content: Any


def bind(model: type[Base], rows: Sequence[Row], dialect: Dialect) -> Bound:
    """Rows that all have the same columns."""
    columns = tuple(rows[0]) if rows else ()
    return bind_columns(model, columns, [[row[name] for row in rows] for name in columns], dialect)


def bind_columns(model: type[Base], columns: tuple[str, ...], values: Sequence[Sequence[Any]], dialect: Dialect) -> Bound:
    """The same from the values column by column, which is quicker."""
    table: Table = model.__table__  # type: ignore[assignment]
    count = len(values[0]) if values else 0
    if dialect.name == "sqlite":
        parts = [_through(_processor(table, name, dialect), part) for name, part in zip(columns, values, strict=True)]
        return Bound(str(table.name), columns, count, list(zip(*parts, strict=True)))
    texts = [_as_text(table, name, part) for name, part in zip(columns, values, strict=True)]
    lines = map("\t".join, zip(*texts, strict=True))
    return Bound(str(table.name), columns, count, ("\n".join(lines) + "\n").encode() if count else b"")


def put(bound: Bound) -> None:
    """Write them in the running transaction."""
    if not bound.count:
        return
    names = ", ".join(f'"{name}"' for name in bound.columns)  # `key` and `position` are words of SQL
    connection: Any = db.session.connection()
    cursor = connection.connection.driver_connection.cursor()
    table = STAGED.get(bound.table, bound.table)
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(bound.columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", bound.content)  # noqa: S608 - our names
        return
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        copy.write(bound.content)


def write(model: type[Base], rows: Sequence[Row]) -> None:
    """Bind and write."""
    put(bind(model, rows, db.engine.dialect))


def _through(process: Callable[[Any], Any] | None, values: Sequence[Any]) -> Sequence[Any]:
    return [None if value is None else process(value) for value in values] if process else values


@lru_cache(maxsize=512)
def _processor(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    kind = table.columns[name].type
    if issubclass(kind.python_type, bytes):
        return None  # they are what the driver wants, and can be sent from one process to another
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process and issubclass(kind.python_type, date):
        return lru_cache(maxsize=100_000)(process)  # the same days come again and again
    return process


def _as_text(table: Table, name: str, values: Sequence[Any]) -> list[str]:
    kind = table.columns[name].type
    python = dict if isinstance(kind, JSON) else kind.python_type
    if python is str:
        return ["\\N" if value is None else value.translate(_ESCAPES) for value in values]
    turn = _TEXTS.get(python) or (_day_text if issubclass(python, date) else str)
    return ["\\N" if value is None else turn(value) for value in values]


@lru_cache(maxsize=100_000)
def _day_text(value: date) -> str:
    return value.isoformat()


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)


_TEXTS: dict[type, Callable[[Any], str]] = {
    UUID: str,
    bytes: lambda value: "\\\\x" + value.hex(),
    dict: _json_text,
    bool: lambda value: "t" if value else "f",
}

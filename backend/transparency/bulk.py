"""Many rows of the log at once: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend.extensions import db


def put(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows in the running transaction; values as the driver takes them, ids as 32 hexadecimal digits."""
    if not rows:
        return
    names, connection = ", ".join(columns), db.session.connection()
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))  # noqa: S608 - our names
        return
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)

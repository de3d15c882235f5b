"""One great load: nothing waits for the disk, and whatever orders or checks rows is built when all are there.

Rules are not given up for speed: every key and every reference is checked when it is built again. A load that is
cut short is begun anew, not repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Index, event, text

from backend.database import Base
from backend.demo import bulk

Tell = Callable[[str], None]
FINDERS, ASIDE = "guard_finders", "aside"
FAST = (
    "locking_mode=EXCLUSIVE", "journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-200000", "temp_store=FILE",
    "threads=2",
)  # fmt: skip
FAST_POSTGRESQL = ("synchronous_commit = off", "maintenance_work_mem = '512MB'", "work_mem = '128MB'")
LARGE = (
    "guards", "guard_areas", FINDERS, "certificates", "certificate_events", "employments", "postings", "inspections",
    "inspection_officers", "inspection_items", "inspected_guards", "inspection_photos", "media", "verifications",
)  # fmt: skip
"""Tables whose keys are worth building at the end."""

_CONSTRAINTS = text(
    "SELECT conrelid::regclass::text AS owner, conname, contype::text AS kind, pg_get_constraintdef(oid) AS definition FROM pg_constraint "
    "WHERE connamespace = current_schema()::regnamespace AND contype IN ('f', 'p', 'u') ORDER BY contype, conrelid::regclass::text, conname"
)


@contextmanager
def great_load(engine: Engine, folder: Path, tell: Tell) -> Iterator[None]:
    """Drive the database for one great load.

    folder  for a file that is gone again afterwards
    tell    told what is being built
    """
    sqlite = engine.dialect.name == "sqlite"
    aside = folder / "aside.db"

    def hurry(connection: Any, _record: Any) -> None:
        if sqlite:
            _hurry_sqlite(connection, aside)
        else:
            for setting in FAST_POSTGRESQL:
                connection.execute(f"SET {setting}")
            connection.commit()

    event.listen(engine, "connect", hurry)
    engine.dispose()
    try:
        indexes = _indexes()
        with engine.begin() as connection:
            for index in indexes:
                index.drop(connection, checkfirst=True)
            constraints = [] if sqlite else _drop_constraints(connection)
        if sqlite:
            bulk.STAGED[FINDERS] = f"{ASIDE}.{FINDERS}"
        yield
        bulk.STAGED.clear()
        _build(engine, indexes, constraints, tell)
    finally:
        bulk.STAGED.clear()
        event.remove(engine, "connect", hurry)
        engine.dispose()
        aside.unlink(missing_ok=True)


def _hurry_sqlite(connection: Any, aside: Path) -> None:
    for pragma in FAST:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"ATTACH DATABASE '{aside}' AS {ASIDE}")
    for pragma in ("journal_mode=OFF", "synchronous=OFF"):
        connection.execute(f"PRAGMA {ASIDE}.{pragma}")
    columns = ", ".join(f'"{column.name}"' for column in Base.metadata.tables[FINDERS].columns)
    connection.execute(f"CREATE TABLE IF NOT EXISTS {ASIDE}.{FINDERS} ({columns})")


def _indexes() -> list[Index]:
    """All indexes; those that hold a rule too, as building them checks it."""
    indexes = (index for table in Base.metadata.sorted_tables for index in table.indexes)
    return sorted(indexes, key=lambda index: str(index.name))


def _drop_constraints(connection: Connection) -> list[Any]:
    """References everywhere, and the keys of large tables; returned in the order in which they are built again."""
    rows = [row for row in connection.execute(_CONSTRAINTS) if row.kind == "f" or row.owner in LARGE]
    for row in rows:
        connection.execute(text(f'ALTER TABLE {row.owner} DROP CONSTRAINT "{row.conname}"'))
    return sorted(rows, key=lambda row: "puf".index(row.kind))


def _build(engine: Engine, indexes: Sequence[Index], constraints: Sequence[Any], tell: Tell) -> None:
    if engine.dialect.name == "sqlite":
        tell(FINDERS)
        with engine.begin() as connection:
            columns = ", ".join(f'"{column.name}"' for column in Base.metadata.tables[FINDERS].columns)
            order = ", ".join(f'"{column.name}"' for column in Base.metadata.tables[FINDERS].primary_key)
            connection.exec_driver_sql(f"INSERT INTO {FINDERS} ({columns}) SELECT {columns} FROM {ASIDE}.{FINDERS} ORDER BY {order}")  # noqa: S608
    for row in constraints:
        if row.kind != "f":
            tell(row.conname)
            with engine.begin() as connection:
                connection.execute(text(f'ALTER TABLE {row.owner} ADD CONSTRAINT "{row.conname}" {row.definition}'))
    for index in indexes:
        tell(str(index.name))
        with engine.begin() as connection:
            index.create(connection)
    for row in constraints:
        if row.kind == "f":
            tell(row.conname)
            with engine.begin() as connection:
                connection.execute(text(f'ALTER TABLE {row.owner} ADD CONSTRAINT "{row.conname}" {row.definition}'))
    tell("statistics")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA analysis_limit=4000"))
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))

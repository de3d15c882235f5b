"""One great load: whatever orders or checks the rows of large tables is built when all are there.

Rules are not given up for speed: every key and every reference is checked when it is built again. A load at a stretch
(`great_load`) has the database for itself and waits for no disk; one that is cut short is begun anew, not repaired. A load
beside others (`beside_others`) is a series of ordinary transactions, and another process can go on with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Index, event, text
from sqlalchemy.schema import DropIndex

from backend.database import Base
from backend.demo import bulk

Tell = Callable[[str], None]
Constraint = tuple[str, str, str, str]
"""Table, name, kind (as PostgreSQL names it: p, u, f), definition."""

Building = tuple[str, Callable[[Connection], object]]
"""What is built, and what builds it."""

FINDERS, ASIDE, STAGE, STATISTICS = "guard_finders", "aside", "guard_finders_loading", "statistics"
FAST = (
    "locking_mode=EXCLUSIVE", "journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-200000", "temp_store=FILE",
    "threads=2",
)  # fmt: skip
ROOMY = ("cache_size=-200000", "temp_store=FILE", "foreign_keys=OFF")
"""References are checked at the end: row by row, each would be sought in tables that have no index then."""

ROOMY_POSTGRESQL = ("maintenance_work_mem = '512MB'", "work_mem = '128MB'")
FAST_POSTGRESQL = ("synchronous_commit = off", *ROOMY_POSTGRESQL)
LARGE = (
    "guards", "guard_areas", FINDERS, "certificates", "certificate_events", "employments", "postings", "inspections",
    "inspection_officers", "inspection_items", "inspected_guards", "inspection_photos", "media", "verifications",
)  # fmt: skip
"""Tables whose keys are worth building at the end."""

_CONSTRAINTS = text(
    "SELECT conrelid::regclass::text AS owner, conname, contype::text AS kind, pg_get_constraintdef(oid) AS definition, "
    "confrelid::regclass::text AS referred "
    "FROM pg_constraint "
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
            _set(connection, FAST_POSTGRESQL)

    staged = f"{ASIDE}.{FINDERS}"
    with _driven(engine, hurry):
        try:
            with engine.begin() as connection:
                _drop_indexes(connection, None)
                constraints = [] if sqlite else _drop_constraints(connection)
            if sqlite:
                bulk.STAGED[FINDERS] = staged
            yield
            bulk.STAGED.clear()
            for what, build in buildings(engine, constraints, staged, None):
                tell(what)
                with engine.begin() as connection:
                    build(connection)
            tell(STATISTICS)
            count_up(engine)
        finally:
            bulk.STAGED.clear()
            engine.dispose()
            aside.unlink(missing_ok=True)


@contextmanager
def beside_others(engine: Engine) -> Iterator[None]:
    """Give the connections room to sort in, and on SQLite let the finders wait in a table without an order."""

    def make_room(connection: Any, _record: Any) -> None:
        if engine.dialect.name == "sqlite":
            for pragma in ROOMY:
                connection.execute(f"PRAGMA {pragma}")
        else:
            _set(connection, ROOMY_POSTGRESQL)

    with _driven(engine, make_room):
        if engine.dialect.name == "sqlite":
            bulk.STAGED[FINDERS] = STAGE
        try:
            yield
        finally:
            bulk.STAGED.clear()


def clear(connection: Connection) -> list[Constraint]:
    """In the running transaction, take away what orders or checks the rows of large tables; returns what must be built again."""
    _drop_indexes(connection, LARGE)
    if connection.dialect.name != "sqlite":
        return _drop_constraints(connection)
    connection.exec_driver_sql(f"CREATE TABLE {STAGE} ({_finder_columns()})")
    return []


def buildings(engine: Engine, constraints: Sequence[Constraint], staged: str, only: Sequence[str] | None) -> list[Building]:
    """What is built when all rows are there, in this order; each is a transaction.

    staged  where SQLite's finders wait
    only    the tables whose indexes are built; None: all
    """
    finders: list[Building] = [(FINDERS, lambda connection: _order_finders(connection, staged))] if engine.dialect.name == "sqlite" else []
    keys = [_constraining(row) for row in constraints if row[2] != "f"]
    references = [_constraining(row) for row in constraints if row[2] == "f"]
    indexes: list[Building] = [(str(index.name), index.create) for index in _indexes(only)]
    if staged == STAGE and finders:
        references = [("references", _check_references)]
    return [*finders, *keys, *indexes, *references]


def count_up(engine: Engine) -> None:
    """Let the database count what is there now, for its plans; may be done again and again."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA analysis_limit=4000"))
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))


@contextmanager
def _driven(engine: Engine, prepare: Callable[[Any, Any], None]) -> Iterator[None]:
    """Every connection of the engine is prepared like that, meanwhile."""
    event.listen(engine, "connect", prepare)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", prepare)
        engine.dispose()


def _set(connection: Any, values: Sequence[str]) -> None:
    for value in values:
        connection.execute(f"SET {value}")
    connection.commit()


def _hurry_sqlite(connection: Any, aside: Path) -> None:
    for pragma in FAST:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"ATTACH DATABASE '{aside}' AS {ASIDE}")
    for pragma in ("journal_mode=OFF", "synchronous=OFF"):
        connection.execute(f"PRAGMA {ASIDE}.{pragma}")
    connection.execute(f"CREATE TABLE IF NOT EXISTS {ASIDE}.{FINDERS} ({_finder_columns()})")


def _finder_columns() -> str:
    return ", ".join(f'"{column.name}"' for column in Base.metadata.tables[FINDERS].columns)


def _order_finders(connection: Connection, staged: str) -> None:
    order = ", ".join(f'"{column.name}"' for column in Base.metadata.tables[FINDERS].primary_key)
    columns = _finder_columns()
    connection.exec_driver_sql(f"INSERT INTO {FINDERS} ({columns}) SELECT {columns} FROM {staged} ORDER BY {order}")  # noqa: S608 - our names
    if staged == STAGE:
        connection.exec_driver_sql(f"DROP TABLE {STAGE}")


def _check_references(connection: Connection) -> None:
    if wrong := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError(f"a row of {wrong[0]} refers to none of {wrong[2]}")


def _indexes(only: Sequence[str] | None) -> list[Index]:
    """The indexes of these tables, or all; those that hold a rule too, as building them checks it."""
    tables = (table for table in Base.metadata.sorted_tables if only is None or table.name in only)
    return sorted((index for table in tables for index in table.indexes), key=lambda index: str(index.name))


def _drop_indexes(connection: Connection, only: Sequence[str] | None) -> None:
    for index in _indexes(only):
        connection.execute(DropIndex(index, if_exists=True))  # asked whether it is there, SQLite denies an index of an expression


def _drop_constraints(connection: Connection) -> list[Constraint]:
    """The keys of large tables, and the references from and to them; returned in the order in which they are built again."""
    rows = [row for row in connection.execute(_CONSTRAINTS) if row.owner in LARGE or (row.kind == "f" and row.referred in LARGE)]
    for row in rows:
        connection.execute(text(f'ALTER TABLE {row.owner} DROP CONSTRAINT "{row.conname}"'))
    return sorted(((row.owner, row.conname, row.kind, row.definition) for row in rows), key=lambda row: "puf".index(row[2]))


def _constraining(row: Constraint) -> Building:
    owner, name, _kind, definition = row
    return name, lambda connection: connection.execute(text(f'ALTER TABLE {owner} ADD CONSTRAINT "{name}" {definition}'))

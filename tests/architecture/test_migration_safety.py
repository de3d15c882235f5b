"""A migration runs while the release before it still reads and writes: it adds, and neither takes away nor keeps waiting.

The statements are those that a real upgrade sends. What the release before needs goes one release later, when nobody
needs it any more; that migration is entered in ARGUED with the release that stopped needing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine, event

from backend import create_app
from backend.config import Settings
from backend.database import Base
from backend.extensions import db

ORDER = [table.name for table in Base.metadata.sorted_tables]
"""In which requests come to lock tables: whoever is referred to before who refers."""
MIGRATIONS = Path(__file__).parents[2] / "migrations"
FIRST_RELEASE = "0008"
"""Up to here nobody ran an older form."""

ORDERED_SINCE = "0029"
"""From here on a migration locks tables in one order; the ones before ran already."""

ARGUED: dict[str, tuple[str, str]] = {
    "0009": ("ALTER TABLE lookup_counters SET UNLOGGED", "a table of some hundred rows that live a minute"),
}
"""A statement that breaks a rule, and why it may."""

INDEX = r"CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)"
"""Not on SQLite, which knows no other way; its writers stand in line meanwhile, about a second for a million rows."""

RULES = {
    r"DROP TABLE|\bDROP COLUMN|DROP CONSTRAINT": "takes away what the running release uses",
    r"\bRENAME\b": "the running release knows the old name",
    r"ALTER COLUMN \S+ (SET DATA )?TYPE": "rewrites the table, and the running release sends the old type",
    r"SET NOT NULL": "the running release leaves it out",
    r"ADD COLUMN (?=.*NOT NULL)(?!.*DEFAULT)": "the running release leaves it out",
    r"ADD (CONSTRAINT .* )?(CHECK|FOREIGN KEY)(?!.*NOT VALID)": "reads the whole table under a lock: NOT VALID, then VALIDATE",
    r"ADD (CONSTRAINT .* )?(UNIQUE|PRIMARY KEY)(?! USING INDEX)": "builds an index under a lock: build it CONCURRENTLY, then USING INDEX",
    INDEX: "keeps writers out: CONCURRENTLY, in an autocommit_block",
    r"^(UPDATE|DELETE) ": "touches every row in one transaction: do it in steps, by a command",
    r"SET (UN)?LOGGED|CLUSTER|VACUUM FULL": "rewrites the table under a lock",
    r"_alembic_tmp_": "copies the whole table while nobody writes",
}
NEW_TABLE = re.compile(r"CREATE (?:UNLOGGED |VIRTUAL )?TABLE (?:IF NOT EXISTS )?\"?(\w+)")
OF_TABLE = re.compile(r"(?:ALTER TABLE|INDEX .*? ON|UPDATE|DELETE FROM|INSERT INTO) (?:ONLY )?\"?(\w+)")
LOCKED = re.compile(r"(?:ALTER TABLE|REFERENCES) (?:ONLY )?\"?(\w+)")


def out_of_order(statements: list[str], order: list[str]) -> list[str]:
    """Tables that a migration locks after one that requests lock later: each then waits for the other, and one is ended."""
    new: set[str] = set()
    locked: list[str] = []
    for statement in (" ".join(text.split()) for text in statements):
        new |= set(NEW_TABLE.findall(statement))
        locked += [name for name in LOCKED.findall(statement) if name not in locked and name not in new and name in order]
    places = [order.index(name) for name in locked]
    return [name for name, place, before in zip(locked[1:], places[1:], accumulate(places, max), strict=False) if place < before]


def breaches(statements: list[str], dialect: str = "postgresql") -> list[str]:
    """What a running release would suffer from. Tables made by the same migration are nobody's yet."""
    new: set[str] = set()
    found = []
    for statement in (" ".join(text.split()) for text in statements):
        made = NEW_TABLE.match(statement)
        if made and not made[1].startswith("_alembic_tmp_"):
            new.add(made[1])
        of = OF_TABLE.search(statement)
        if of and (of[1] in new or of[1] == "alembic_version"):
            continue
        rules = {rule: why for rule, why in RULES.items() if dialect == "postgresql" or rule != INDEX}
        found += [f"{statement[:120]}: {why}" for rule, why in rules.items() if re.search(rule, statement, re.IGNORECASE)]
    return found


@pytest.fixture
def first_release(database: str, settings: Settings, request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """An app on a database of the first release."""
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'first.db'}"
    else:
        url = request.getfixturevalue("postgres_template").create_database(f"gangwei_first_{worker_id}", template=None)
    app = create_app(replace(settings, database_url=url, data_dir=tmp_path))
    with app.app_context():
        upgrade(str(MIGRATIONS), revision=FIRST_RELEASE)
        yield app
        db.session.remove()
        db.engine.dispose()


def test_no_migration_since_the_first_release_hurts_the_one_that_runs(first_release: Flask) -> None:
    wrong = {}
    for file in sorted((MIGRATIONS / "versions").glob("*.py")):
        number = file.name[:4]
        if number > FIRST_RELEASE:
            allowed = ARGUED.get(number, ("", ""))[0]
            sent = statements_of(number)
            found = breaches(sent, db.engine.dialect.name)
            if number >= ORDERED_SINCE:
                found += [f"{name}: locked too late" for name in out_of_order(sent, ORDER)]
            found = [breach for breach in found if not allowed or not breach.startswith(allowed)]
            if found:
                wrong[file.name] = found
    assert wrong == {}


def statements_of(number: str) -> list[str]:
    """What the upgrade to this revision sends."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        upgrade(str(MIGRATIONS), revision=number)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return sent


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE guards",
        "ALTER TABLE guards DROP COLUMN name",
        "ALTER TABLE guards RENAME COLUMN name TO full_name",
        "ALTER TABLE guards RENAME TO persons",
        "ALTER TABLE guards ALTER COLUMN name TYPE TEXT",
        "ALTER TABLE guards ALTER COLUMN phone SET NOT NULL",
        "ALTER TABLE guards ADD COLUMN height INTEGER NOT NULL",
        "ALTER TABLE guards ADD CONSTRAINT ck_guards_age CHECK (age > 17)",
        "ALTER TABLE guards ADD CONSTRAINT fk_guards_a FOREIGN KEY(a) REFERENCES b (c)",
        "ALTER TABLE guards ADD CONSTRAINT uq_guards_a UNIQUE (a)",
        "CREATE INDEX ix_guards_name ON guards (name)",
        "CREATE UNIQUE INDEX ix_guards_name ON guards (name)",
        "UPDATE guards SET name = 'x'",
        "DELETE FROM guards",
        "CREATE TABLE _alembic_tmp_guards (id INTEGER)",
    ],
)
def test_what_would_hurt_is_recognised(statement: str) -> None:
    assert breaches([statement]) != []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE guards (id UUID NOT NULL)",
        "ALTER TABLE guards ADD COLUMN height INTEGER",
        "ALTER TABLE guards ADD COLUMN tall BOOLEAN DEFAULT false NOT NULL",
        "ALTER TABLE guards ADD CONSTRAINT ck_guards_age CHECK (age > 17) NOT VALID",
        "ALTER TABLE guards VALIDATE CONSTRAINT ck_guards_age",
        "CREATE INDEX CONCURRENTLY ix_guards_name ON guards (name)",
        "UPDATE alembic_version SET version_num='0009'",
    ],
)
def test_what_adds_is_allowed(statement: str) -> None:
    assert breaches([statement]) == []


@pytest.mark.parametrize(
    ("statements", "late"),
    [
        (["ALTER TABLE accounts ADD COLUMN a INTEGER", "CREATE TABLE x (FOREIGN KEY(b) REFERENCES units (id))"], ["units"]),
        (["CREATE TABLE x (FOREIGN KEY(a) REFERENCES clients (id), FOREIGN KEY(b) REFERENCES accounts (id))"], ["accounts"]),
        (["CREATE TABLE x (FOREIGN KEY(a) REFERENCES units (id))", "ALTER TABLE accounts ADD COLUMN a INTEGER"], []),
        (["CREATE TABLE sites (a INTEGER)", "ALTER TABLE sites ADD b INTEGER", "ALTER TABLE units ADD c INTEGER"], []),
    ],
)
def test_tables_are_locked_as_requests_lock_them(statements: list[str], late: list[str]) -> None:
    assert out_of_order(statements, ["units", "accounts", "clients", "sites"]) == late


def test_a_table_of_the_same_migration_may_be_given_anything() -> None:
    assert (
        breaches(["CREATE TABLE jobs (id UUID NOT NULL)", "CREATE INDEX ix_jobs_id ON jobs (id)", "ALTER TABLE jobs ADD CHECK (id > 0)"])
        == []
    )

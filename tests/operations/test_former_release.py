"""The release before goes on reading and writing while each newer migration runs, and afterwards.

Its code is not in a checkout, but all that it knows of the database is: its own migrations, which made exactly what its
models said (`test_migrations`). So the database is built up to its last revision, its tables are read from there, and its
statements are those of these columns: insert, select, update, delete, with the rows of a real story. What is not shown here is
what two releases mean by a row; `test_migration_safety` reads the statements of the migrations themselves.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from backend import create_app
from backend.config import Settings
from backend.database import Base
from backend.extensions import db
from tests.architecture.test_migration_safety import FIRST_RELEASE, MIGRATIONS
from tests.conftest import SettableClock
from tests.factories import verifications
from tests.factories.certificates import candidate, certificate, number_of
from tests.factories.inspections import send_picture, visit
from tests.support.world import TIANHE, World

FORMER = FIRST_RELEASE
"""The last revision of the release before this one; raised with each release."""

LATER = [file.name[:4] for file in sorted((MIGRATIONS / "versions").glob("*.py")) if file.name[:4] > FORMER]
SET_UP = {"divisions", "agencies", "checklists", "checklist_items"}
"""What `flask setup` wrote once, and nobody since."""

BUSY = ("locked", "deadlock detected", "lock timeout")
"""What a release answers with "not saved", and the phone sends again."""

LEFT = {
    "sqlite": {
        "guard_search_keys": ("key, guard_id", "'张', (SELECT max(id) FROM guards)"),
        "guard_name_index": ("characters, guard_id", "'张 三', 'none'"),
    },
    "postgresql": {
        "guard_search_keys": ("key, guard_id", "'张', (SELECT max(id::text)::uuid FROM guards)"),
        "guard_name_index": ("guard_id, grams", "(SELECT max(id::text)::uuid FROM guards), ARRAY['张', '张三']"),
    },
}
"""Tables without a model that it still writes, with a row for each."""


@dataclass
class Former:
    """The release before, at work: every table it knows, round after round."""

    engine: Engine
    tables: list[Table]
    rows: dict[str, Sequence[Any]]
    rounds: int = 0
    error: BaseException | None = None
    _ended: bool = False
    _told: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def at_work(self) -> Iterator[Former]:
        """Work in a thread of its own; raises what went wrong there."""
        thread = threading.Thread(target=self._work, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._ended = True
            thread.join()
        if self.error:
            raise self.error

    def wait(self) -> None:
        """Wait for a round that began after this."""
        wanted = self.rounds + 2
        with self._told:
            assert self._told.wait_for(lambda: self.rounds >= wanted or self.error, timeout=60), "it stands still"

    def _work(self) -> None:
        while not (self._ended or self.error):
            try:
                with self.engine.begin() as connection:
                    self._round(connection)
            except DBAPIError as error:
                if not any(word in str(error.orig) for word in BUSY):
                    self.error = error
            except Exception as error:
                self.error = error
            with self._told:
                self.rounds += 1
                self._told.notify()

    def insert(self, connection: Connection) -> None:
        """Write the story."""
        for table in self.tables:
            connection.execute(table.insert(), [row._asdict() for row in self.rows[table.name]])

    def _round(self, connection: Connection) -> None:
        self.insert(connection)
        for table in self.tables:
            connection.execute(table.select()).all()
            connection.execute(table.update().values({column.name: column for column in table.columns}))
        for name, (columns, values) in LEFT[self.engine.dialect.name].items():
            connection.execute(text(f"INSERT INTO {name} ({columns}) VALUES ({values})"))  # noqa: S608 - our own names
        for name in LEFT[self.engine.dialect.name]:
            connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - our own names
        for table in reversed(self.tables):
            connection.execute(table.delete())


@pytest.fixture
def older(
    database: str, settings: Settings, request: pytest.FixtureRequest, tmp_path: Path, worker_id: str, clock: SettableClock
) -> Iterator[Flask]:
    """The application of today on a database in the form of the release before."""
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'former.db'}"
    else:
        url = request.getfixturevalue("postgres_template").create_database(f"gangwei_former_{worker_id}", template=None)
    older = create_app(replace(settings, database_url=url, data_dir=tmp_path))
    older.extensions["clock"] = clock
    with older.app_context():
        upgrade(str(MIGRATIONS), revision=FORMER)
    yield older
    with older.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def former(app: Flask, world: World, older: Flask) -> Iterator[Former]:
    """The release before, with a story's rows in the columns that it knows."""
    tell(world)
    engine = create_engine(older.extensions["settings"].database_url)
    known = MetaData()
    known.reflect(engine, only=[name for name in inspect(engine).get_table_names() if name in Base.metadata.tables])
    tables = [known.tables[table.name] for table in Base.metadata.sorted_tables if table.name in known.tables]
    with app.app_context(), db.engine.connect() as source:
        rows = {table.name: source.execute(table.select()).all() for table in tables}
        db.session.remove()
    with engine.begin() as connection:
        for table in reversed(tables):
            connection.execute(table.delete())  # what the migrations wrote themselves is among the story's rows
        for table in tables:
            if table.name in SET_UP:
                connection.execute(table.insert(), [row._asdict() for row in rows[table.name]])
    yield Former(engine, [table for table in tables if table.name not in SET_UP and rows[table.name]], rows)
    engine.dispose()


def tell(world: World) -> None:
    """One guard's story, in most tables."""
    officer, colleague, unit = world.officer(TIANHE), world.officer_name(TIANHE), world.unit()
    manager = world.manager(unit)
    number = number_of(world, certificate(world, candidate(world, name="陈志强")))
    site = verifications.site(manager, unit)
    verifications.post(manager, world, site, verifications.hire(manager, world, unit, number))
    assert verifications.check(officer, world, number=number).status_code == 201
    assert officer.post("/inspections", visit(world, officer, colleague, unit), key=uuid4()).status_code == 201
    assert send_picture(officer).status_code == 201


def migrate(app: Flask, revision: str) -> None:
    """As an operator does: one that finds a table busy is run again."""
    for _ in range(5):
        with app.app_context(), suppress(DBAPIError):
            upgrade(str(MIGRATIONS), revision=revision)
            return
    raise AssertionError(f"{revision} never found its tables free")


def test_the_release_before_works_on_while_each_migration_runs_and_what_it_wrote_is_found(former: Former, older: Flask) -> None:
    assert LATER
    assert {"accounts", "guards", "certificates", "employments", "postings", "verifications", "inspections", "commands"} <= {
        table.name for table in former.tables
    }
    with former.at_work() as working:
        for revision in LATER:
            working.wait()
            migrate(older, revision)
            working.wait()
    with former.engine.begin() as connection:
        former.insert(connection)
    with older.app_context():
        assert older.test_cli_runner().invoke(args=["setup"]).exit_code == 0
    officer = World(older, older.extensions["clock"]).browser(former.rows["accounts"][0].user_name)
    found = officer.post("/guards/search", {"q": "陈志强"}).json["items"]
    assert [(guard["name"], guard["certificate_state"]) for guard in found] == [("陈志强", "valid")]
    assert len(officer.get("/inspections").json["items"]) == 1

"""One log with a past, for all that only look at it or undo what they did."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from backend import create_app
from backend.config import Settings
from backend.database import will_write
from backend.extensions import db
from backend.transparency import operations, queries
from tests.conftest import SettableClock
from tests.factories.certificates import act, candidate, certificate, replace
from tests.support.world import World


@dataclass
class Past:
    """A world whose log is sealed, and the checkpoints it published."""

    world: World
    certificates: list[UUID]
    replaced: UUID
    published: list[bytes]
    size: int


@pytest.fixture(scope="module")
def past(database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    """Twenty acts and more, sealed in several steps some minutes apart."""
    folder = tmp_path_factory.mktemp("past")
    app = fresh(database, request, settings, folder)
    world, clock = World(app, app.extensions["clock"]), app.extensions["clock"]
    published: list[bytes] = []

    def seal() -> None:
        clock.forward(minutes=10)
        with world.session():
            operations.seal(clock.now(), db.session.commit)
            published.append(queries.get_checkpoint().message)

    will_write.set(True)
    seal()
    found = [certificate(world, candidate(world)) for _ in range(6)]
    seal()
    for what, days in (("suspend", 30), ("reinstate", 20)):
        for one in found[:5]:
            act(world, one, what, days=days)
        seal()
    replaced = replace(world, found[5])
    act(world, found[4], "revoke", days=3)
    seal()
    with app.app_context():
        size = queries.size()
        db.session.rollback()
    yield Past(world, found, replaced, published, size)
    with app.app_context():
        db.engine.dispose()


def fresh(database: str, request: pytest.FixtureRequest, settings: Settings, folder: Path) -> Flask:
    """An application on a migrated database of its own that outlives one test."""
    if database == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "test.db")
        url = f"sqlite:///{folder / 'test.db'}"
    else:
        worker = request.getfixturevalue("worker_id")
        url = request.getfixturevalue("postgres_template").create_database(f"gangwei_log_{worker}_{folder.name}")
    app = create_app(changed(settings, database_url=url, data_dir=folder))
    app.extensions["clock"] = SettableClock()
    return app


def run(app: Flask, *words: str) -> tuple[int, str]:
    """Run a command: its code, and all it printed."""
    result: Any = app.test_cli_runner().invoke(args=[*words])
    return result.exit_code, result.output

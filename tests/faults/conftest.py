"""The province whose database fails, built once a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend import counters
from backend.config import Settings
from backend.extensions import db
from tests.faults.injector import Injector
from tests.faults.installation import Installation, PostgresDatabase, SqliteDatabase
from tests.permissions.building import build_scene


@pytest.fixture(scope="module")
def installation(
    database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Installation]:
    """A database of its own with the province of the permission matrix."""
    folder: Path = tmp_path_factory.mktemp("faults")
    kept: SqliteDatabase | PostgresDatabase
    if database == "sqlite":
        kept = SqliteDatabase(request.getfixturevalue("sqlite_template"), folder)
    else:
        kept = PostgresDatabase(request.getfixturevalue("postgres_template"), worker_id)
    with pytest.MonkeyPatch.context() as patch:
        # A storage lost to one fault would be left alone for seconds: the same request then has one statement less.
        patch.setattr(counters, "RETRY_AFTER_S", 0.0)
        yield Installation(build_scene(settings, kept.url, folder), kept, folder / "media")
    kept.close()


@pytest.fixture
def injector(installation: Installation) -> Iterator[Injector]:
    """The driver of that database, which fails when told."""
    with installation.scene.app.app_context():
        injector = Injector(db.engine)
    yield injector
    injector.remove()
    installation.put_back()

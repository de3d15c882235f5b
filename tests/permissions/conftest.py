"""The matrix's one database, built once a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend import create_app
from backend.clock import Clock
from backend.config import Settings
from backend.extensions import db
from tests.permissions.scene import Scene, Undoing

PAGES = {
    "index.html": "<!doctype html><title>app</title>",
    "lookup.html": "<!doctype html><title>lookup</title>",
    "api-docs/index.html": "<!doctype html><title>docs</title>",
    "api-docs/start.js": "",
    "assets/app.js": "",
}


class StandingClock(Clock):
    """Nine in the morning in China, always."""

    def now(self) -> datetime:
        """That moment."""
        return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def matrix_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """A database of the matrix's own, fresh from the migrations."""
    if request.config.getoption("--database") == "sqlite":
        path = tmp_path_factory.mktemp("matrix") / "matrix.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    return str(request.getfixturevalue("postgres_template").create_database(f"gangwei_matrix_{worker_id}"))


@pytest.fixture(scope="session")
def scene(settings: Settings, matrix_url: str, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The province."""
    folder: Path = tmp_path_factory.mktemp("matrix-data")
    for name, text in PAGES.items():
        (folder / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "dist" / name).write_text(text)
    app = create_app(replace(settings, database_url=matrix_url, data_dir=folder, app_dir=folder / "dist"))
    app.extensions["clock"] = StandingClock()
    built = Scene(app, app.extensions["clock"])
    with app.app_context():
        db.engine.dispose()
    return built


@pytest.fixture(scope="module")
def undoing(scene: Scene) -> Iterator[Undoing]:
    """Undo every request."""
    undoing = Undoing(scene.app)
    yield undoing
    undoing.close()

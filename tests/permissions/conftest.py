"""The matrix's one database, built once a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from backend.config import Settings
from tests.permissions.building import build_scene
from tests.permissions.scene.province import Scene
from tests.permissions.undoing import Undoing


@pytest.fixture(scope="session")
def matrix_url(database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """A database of the matrix's own, fresh from the migrations."""
    if database == "sqlite":
        path = tmp_path_factory.mktemp("matrix") / "matrix.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    return str(request.getfixturevalue("postgres_template").create_database(f"gangwei_matrix_{worker_id}"))


@pytest.fixture(scope="session")
def scene(settings: Settings, matrix_url: str, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The province."""
    return build_scene(settings, matrix_url, tmp_path_factory.mktemp("matrix-data"))


@pytest.fixture(scope="module")
def undoing(scene: Scene) -> Iterator[Undoing]:
    """Undo every request."""
    undoing = Undoing(scene.app)
    yield undoing
    undoing.close()

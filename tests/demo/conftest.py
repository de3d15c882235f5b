"""Demo provinces, each loaded once for all tests that only look at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from backend import create_app
from backend.config import Settings
from backend.demo import load, recipe
from backend.demo import story as stories
from backend.demo.story import Story
from backend.extensions import db
from tests.conftest import SettableClock
from tests.demo.contents import contents
from tests.support.world import Browser, World

GUARDS, CHUNK = 150, 60


def run(app: Flask, *words: str) -> str:
    """Run a command and return what it printed; it has to succeed."""
    result = app.test_cli_runner().invoke(args=[*words])
    assert result.exit_code == 0, result.output
    return result.output


def signed_in(app: Flask, story: Story, user_name: str) -> Browser:
    """A browser of one of the demo's accounts."""
    browser = Browser(app)
    response = browser.sign_in(user_name, story.password)
    assert response.status_code == 200, response.text
    assert not response.json["must_change_password"]
    return browser


def fresh_app(database: str, request: pytest.FixtureRequest, settings: Settings, folder: Path) -> Flask:
    """An application on a migrated, empty database that outlives one test."""
    if database == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "test.db")
        url = f"sqlite:///{folder / 'test.db'}"
    else:
        worker = request.getfixturevalue("worker_id")
        url = request.getfixturevalue("postgres_template").create_database(f"gangwei_demo_{worker}_{folder.name}")
    app = create_app(replace(settings, database_url=url, data_dir=folder))
    app.extensions["clock"] = SettableClock()
    return app


@pytest.fixture(scope="session")
def province(
    database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A province loaded by the command that `make run` uses."""
    app = fresh_app(database, request, settings, tmp_path_factory.mktemp("small"))
    run(app, "demo", "load", "--guards", str(GUARDS))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def loaded_at_once(
    database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A province loaded in one transaction."""
    yield from _load(fresh_app(database, request, settings, tmp_path_factory.mktemp("once")), is_great=False)


@pytest.fixture(scope="session")
def loaded_by_chunks(
    database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A province loaded as a great one is. What it held then is kept: some tests go on from there."""
    for app in _load(fresh_app(database, request, settings, tmp_path_factory.mktemp("chunks")), is_great=True):
        app.extensions["demo_contents"] = contents(app)
        yield app


@pytest.fixture(scope="session", params=["loaded_at_once", "loaded_by_chunks"])
def loaded(database: str, request: pytest.FixtureRequest) -> Flask:
    """Each of the two."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def _load(app: Flask, *, is_great: bool) -> Iterator[Flask]:
    with app.app_context(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(recipe, "CHUNK", CHUNK)
        told: list[int] = []
        folder = app.extensions["settings"].data_dir
        load.load(folder, GUARDS, app.extensions["clock"].now(), lambda count, _doing: told.append(count), is_great=is_great)
        assert sum(told) == GUARDS
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def loaded_world(loaded: Flask) -> World:
    """More people for that province; their names begin where no other test's do."""
    world = World(loaded, loaded.extensions["clock"])
    with loaded.app_context():
        world._count = 1000 + int(db.session.execute(db.text("SELECT count(*) FROM accounts")).scalar_one())
    return world


@pytest.fixture(scope="session")
def story(province: Flask) -> Story:
    """The demo's story."""
    return stories.load(province.extensions["settings"].data_dir)


@pytest.fixture
def station(province: Flask, story: Story) -> Browser:
    """The story's station officer, signed in."""
    return signed_in(province, story, "station")

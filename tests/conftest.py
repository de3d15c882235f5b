"""One database a test, built by the migrations; the same suite runs on SQLite and PostgreSQL.

`pytest --database sqlite` (default) or `pytest --database postgresql`.
"""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask_migrate import upgrade

from backend import create_app
from backend.clock import Clock
from backend.config import Settings
from backend.database import will_write
from backend.extensions import db
from tests.support.memory import keep_files_in_memory
from tests.support.postgres import TEMPLATE, Server, shared_server
from tests.support.sharing_out import ByPart, longest_first
from tests.support.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

KEY = b"a key that only the tests know.."
DATABASES = ("sqlite", "postgresql")
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday, nine in the morning in China."""


class SettableClock(Clock):
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        """The chosen moment."""
        return self.moment

    def forward(self, **parts: float) -> None:
        """Move on by `timedelta(**parts)`."""
        self.moment += timedelta(**parts)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which database the suite runs on."""
    parser.addoption("--database", choices=DATABASES, default="sqlite")
    parser.addoption("--only-what-differs", action="store_true", help="leave out what is the same on every database")


def pytest_configure(config: pytest.Config) -> None:
    """Start the PostgreSQL server before xdist's workers, which inherit its address."""
    keep_files_in_memory()
    if config.getoption("--database") == "postgresql":
        shared_server()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for the other database, or what the run on it has had; begin with what takes long."""
    chosen, again = config.getoption("--database"), not config.getoption("--only-what-differs")
    wanted = [item for item in items if chosen in databases_of(item) and (again or differs(item))]
    config.hook.pytest_deselected(items=list(set(items) - set(wanted)))
    items[:] = longest_first(wanted)


def databases_of(item: pytest.Item) -> tuple[str, ...]:
    """The databases that a test is about."""
    marker = item.get_closest_marker("only_on")
    return marker.args if marker else DATABASES


def differs(item: pytest.Item) -> bool:
    """Whether a test can come out otherwise on another database: by its fixtures it asks which one it is on."""
    return len(databases_of(item)) == 1 or ("database" in item.fixturenames and not item.get_closest_marker("same_on_all"))  # type: ignore[attr-defined]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPart:
    """Share out by folders and files."""
    config.option.loadscopereorder = False
    return ByPart(config, log)


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgresql`. Nothing else may ask for the option: by this fixture it is known who depends on it."""
    return str(request.config.getoption("--database"))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a test installation, without a database yet."""
    return Settings(
        environment="test",
        secret_key="s" * 40,
        data_keys=(KEY,),
        data_dir=tmp_path_factory.mktemp("data"),
        public_origin="https://gw.example.cn",
        lookup_per_minute=1000,
        lookup_per_subject_per_hour=1000,
        # No limits: a test about something else asks as often as it likes.
        card_tries_per_day=0,
        searches_per_hour=0,
        photos_per_hour=0,
        disclosures_per_day=0,
        exports_per_day=0,
        imports_per_day=0,
        uploads_per_hour=0,
        upload_mb_per_hour=0,
    )


def migrated(settings: Settings, url: str) -> None:
    """Build a database by the migrations and load what every installation has."""
    app = create_app(replace(settings, database_url=url))
    with app.app_context():
        upgrade(str(Path(__file__).parents[1] / "migrations"))
        result = app.test_cli_runner().invoke(args=["setup"])
        assert result.exit_code == 0, result.output
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrated(settings, f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(settings: Settings) -> Server:
    """The tests' own PostgreSQL with a migrated template in it."""
    server = shared_server()
    server.prepare_template(lambda url: migrated(settings, url), TEMPLATE)
    return server


@pytest.fixture
def database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[str]:
    """This test's own database."""
    if database == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "test.db")
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    server: Server = request.getfixturevalue("postgres_template")
    yield server.create_database(f"gangwei_{worker_id}")


@pytest.fixture
def clock() -> SettableClock:
    """The app's clock."""
    return SettableClock()


@pytest.fixture
def app(settings: Settings, database_url: str, clock: SettableClock, tmp_path: Path) -> Iterator[Flask]:
    """The application on this test's database."""
    app = create_app(replace(settings, database_url=database_url, data_dir=tmp_path))
    app.extensions["clock"] = clock
    yield app
    app.extensions["reader"].close()
    app.extensions["counters"].close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def world(app: Flask, clock: SettableClock) -> World:
    """People and things to tell stories about; made on demand."""
    return World(app, clock)


@pytest.fixture(autouse=True)
def _known_to_differ(request: pytest.FixtureRequest) -> Iterator[None]:
    """Who asks for the database by a name made up on the way would be taken for one that asks for none, and left out."""
    yield
    hidden = "database" in request.fixturenames and "database" not in request.node.fixturenames
    assert not hidden, "take `database` as an argument, or mark the test with usefixtures"


@pytest.fixture(autouse=True)
def _as_a_new_process() -> None:
    """What is done in the test's own thread writes at will, as a command's process does; a request before it left it at reading."""
    will_write.set(True)


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached from a test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):  # type: ignore[index]
            raise AssertionError("a test reached for the network")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Playwright's driver process: one for all that open a browser, because a process can have no second."""
    from playwright.sync_api import sync_playwright  # only those who open a browser pay for it

    with sync_playwright() as driver:
        yield driver

"""Fixtures of the browser tests: the server, Chromium with a film for a camera, and phones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.camera import film
from tests.browser.phone import OPEN, PATIENCE_MS, Phone
from tests.browser.server import PROJECT, RunningServer, new_server
from tests.conftest import KEY

GUARDS = 300
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
LaunchBrowser = Callable[..., AbstractContextManager[Browser]]


def chromium() -> str:
    """Debian's Chromium, or the one on the path."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    assert found, "Chromium is missing; `make test` installs it"
    return found


expect.set_options(timeout=PATIENCE_MS)
FAILURES = PROJECT / "var" / "test" / "browser"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Of a failed test keep what each phone showed."""
    outcome = yield
    report = outcome.get_result()
    if not report.failed:
        return
    FAILURES.mkdir(parents=True, exist_ok=True)
    for number, phone in enumerate(OPEN):
        phone.keep_trace(FAILURES / f"{item.name[:80]}-{report.when}-{number}")


@pytest.fixture(scope="session")
def server(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[RunningServer]:
    """The server with its demo province, one a test process."""
    assert (PROJECT / "pwa" / "dist" / "index.html").exists(), "the app is not built; `make test` builds it"
    data = tmp_path_factory.mktemp("server")
    if database == "postgresql":
        url = request.getfixturevalue("postgres_template").create_database(f"gangwei_browser_{worker_id}")
    else:
        shutil.copy(request.getfixturevalue("sqlite_template"), data / "gangwei.db")
        url = f"sqlite:///{data / 'gangwei.db'}"
    server = new_server(data, url, KEY)
    server.flask("demo", "load", "--guards", str(GUARDS))
    server.flask("keys", "publish")  # the worker's own would come some moments after the first test
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def launch(playwright_driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> LaunchBrowser:
    """Start a Chromium of its own, its camera seeing `picture`."""

    films: dict[Path, Path] = {}

    @contextmanager
    def launched(picture: Path | None = None) -> Iterator[Browser]:
        flags = list(FLAGS)
        if picture:
            if picture not in films:
                films[picture] = film(picture, tmp_path_factory.mktemp("film") / "camera.mjpeg")
            flags.append(f"--use-file-for-fake-video-capture={films[picture]}")
        browser = playwright_driver.chromium.launch(executable_path=chromium(), args=flags)
        try:
            yield browser
        finally:
            browser.close()

    return launched


@pytest.fixture(scope="session")
def chrome(launch: LaunchBrowser) -> Iterator[Browser]:
    """One browser for all tests that need no camera picture."""
    with launch() as browser:
        yield browser


@pytest.fixture
def phone(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """A phone in a fresh state."""
    phone = Phone(chrome, server)
    yield phone
    phone.close()

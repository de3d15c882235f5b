"""One server behind one proxy, and phones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from backend.config import Settings
from tests.faults.sync.phone import Phone, build_store
from tests.faults.sync.stage import Stage, copied, staged
from tests.support.front import DIST


@pytest.fixture(scope="module")
def stage(
    database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Stage]:
    """A server of this file's own."""
    assert (DIST / "index.html").exists(), "the app is not built; `make test` builds it"
    folder: Path = tmp_path_factory.mktemp("sync")
    with staged(settings, copied(database, request, folder, worker_id, "sync"), folder) as on:
        yield on


@pytest.fixture(scope="session")
def store_script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What fills a phone."""
    return build_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def new_phone(stage: Stage, playwright_driver: Playwright, store_script: Path, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    """Phones with nothing on them."""
    phones: list[Phone] = []

    def made(profile: Path | None = None) -> Phone:
        phones.append(Phone(playwright_driver, profile or tmp_path / f"profile-{len(phones)}", stage.proxy.origin, store_script))
        return phones[-1]

    yield made
    for phone in phones:
        phone.close()

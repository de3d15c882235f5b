"""An installation with people, cards and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from backend.extensions import db
from tests.conftest import SettableClock
from tests.factories.certificates import candidate, certificate
from tests.operations.installation import Installation
from tests.support.world import World


@pytest.fixture
def installation(app: Flask, world: World, clock: SettableClock) -> Iterator[Installation]:
    """Three guards with photos and cards; nobody uses the database."""
    for name in ("陈志强", "买买提·吐尔逊", "𠮷田"):
        certificate(world, candidate(world, name=name))
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    installation = Installation(app.extensions["settings"], clock)
    installation.store_large_picture()
    yield installation
    installation.clean()


@pytest.fixture
def backup(installation: Installation, tmp_path: Path) -> Path:
    """A backup of it."""
    file = tmp_path / "backup"
    result = installation.run("backup", file)
    assert result.exit_code == 0, result.output
    return file

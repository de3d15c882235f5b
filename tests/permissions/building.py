"""Build the province on a database that is migrated and empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from backend import create_app
from backend.clock import Clock
from backend.config import Settings
from backend.extensions import db
from tests.permissions.scene import whole
from tests.permissions.scene.province import Scene

PAGES = {
    "index.html": "<!doctype html><title>app</title>",
    "lookup.html": "<!doctype html><title>lookup</title>",
    "paper.html": "<!doctype html><title>paper</title>",
    "api-docs/index.html": "<!doctype html><title>docs</title>",
    "api-docs/start.js": "",
    "assets/app.js": "",
}


class StandingClock(Clock):
    """Nine in the morning in China, always."""

    def now(self) -> datetime:
        """That moment."""
        return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def build_scene(settings: Settings, url: str, folder: Path) -> Scene:
    """The province on that database; pictures and the app's pages in `folder`."""
    for name, text in PAGES.items():
        (folder / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "dist" / name).write_text(text)
    app = create_app(
        replace(settings, database_url=url, data_dir=folder, app_dir=folder / "dist", push_services=("https://push.example.net",))
    )
    app.extensions["clock"] = StandingClock()
    built = whole.build(app, app.extensions["clock"])
    with app.app_context():
        db.engine.dispose()
    return built

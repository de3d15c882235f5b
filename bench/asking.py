"""Ask the application in this process, and watch what it asks the database."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from backend import create_app
from backend.config import load_settings
from backend.demo import story
from tests.browser.server import RunningServer
from tests.support.world import Browser


@dataclass
class Seen:
    """Statements of one request with their values, in their order."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many."""
        return len(self.statements)


class Statements:
    """Listens to an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._seen: Seen | None = None
        event.listen(engine, "before_cursor_execute", self._before)

    @contextmanager
    def watched(self) -> Iterator[Seen]:
        """The statements of what is done meanwhile."""
        self._seen = seen = Seen()
        yield seen
        self._seen = None

    def again_ms(self, seen: Seen, about: str) -> float:
        """Milliseconds of the statements that name `about`, asked once more of the bare driver, all rows fetched."""
        raw = self._engine.raw_connection()
        try:
            cursor = raw.cursor()
            began = time.perf_counter()
            for statement, values in seen.statements:
                if about in statement and statement.startswith("SELECT"):
                    cursor.execute(statement, values)
                    cursor.fetchall()
            return (time.perf_counter() - began) * 1000
        finally:
            raw.rollback()
            raw.close()

    def _before(self, _connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if self._seen is not None:
            self._seen.statements.append((statement, values))


def open_app(server: RunningServer) -> Flask:
    """The application on that server's data, in this process; what it is made of is kept out of the collector's way, as by gunicorn."""
    app = create_app(load_settings(server.environment))
    app.logger.setLevel("ERROR")
    gc.collect()
    gc.freeze()
    return app


def signed_in(app: Flask, server: RunningServer, user_name: str) -> Browser:
    """A browser of one of the demo's accounts."""
    browser = Browser(app)
    answer = browser.sign_in(user_name, story.read_password(server.data) or "")
    if answer.status_code != 200:
        raise RuntimeError(f"{user_name} cannot sign in: {answer.text}")
    return browser


def percentile(taken: list[float], share: float) -> float:
    """The smallest value that so large a share of all does not exceed."""
    return sorted(taken)[math.ceil(len(taken) * share) - 1]

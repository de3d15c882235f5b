"""One nginx and one gunicorn for all tests here, on the chosen database."""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from http.client import HTTPMessage
from pathlib import Path
from typing import Any

import pytest

from backend import create_app
from backend.config import Settings
from backend.extensions import db
from tests.browser.server import RunningServer
from tests.conftest import KEY, SettableClock
from tests.support.front import DIST, Front, free_port, new_front
from tests.support.postgres import shared_server
from tests.support.world import PASSWORD, World

BALANCER = "127.0.0.2"
"""The address of a proxy that nginx trusts; the tests' other addresses are strangers."""
METRICS_TOKEN = "a token that Prometheus knows"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def cookie(self) -> str:
        """The session's cookie."""
        return (self.headers["Set-Cookie"] or "").split(";")[0]

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """nginx, the application behind it, and an officer's name in it."""

    front: Front
    application: RunningServer
    officer: str

    def ask(self, method: str, path: str, body: Any = None, source: str = "127.0.0.1", **headers: str) -> Reply:
        """One request on a connection of its own; underscores in header names stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None and not isinstance(body, bytes):
            body, named = json.dumps(body).encode(), {"Content-Type": "application/json", **named}
        with closing(self.front.connect(source)) as connection:
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())

    def signed_in(self, **more: str) -> str:
        """The cookie of the officer after signing in."""
        begun = self.get("/api/session", **more)
        given = {"user_name": self.officer, "password": PASSWORD}
        signed = self.ask("POST", "/api/session", given, Cookie=begun.cookie, X_CSRFToken=begun.json["csrf_token"], **more)
        assert signed.status == 200, signed.body
        return signed.cookie

    def get(self, path: str, **more: str) -> Reply:
        """GET."""
        return self.ask("GET", path, **more)


@pytest.fixture(scope="session")
def site(
    database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Site]:
    """Both programs, started once."""
    assert (DIST / "index.html").exists(), "the app is not built; `make test` builds it"
    data = tmp_path_factory.mktemp("serving")
    if database == "postgresql":
        request.getfixturevalue("postgres_template")
        url = shared_server().create_database(f"gangwei_serving_{worker_id}")
    else:
        shutil.copy(request.getfixturevalue("sqlite_template"), data / "serving.db")
        url = f"sqlite:///{data / 'serving.db'}"
    front = new_front(data / "nginx")
    bind = f"127.0.0.1:{free_port()}"
    application = RunningServer(f"http://{bind}", data, _environment(url, data, bind, front.origin))
    front.configure([bind], trusted=(BALANCER,))
    try:
        application.start()
        front.start()
        yield Site(front, application, _officer(settings, url, data))
    finally:
        front.stop()
        application.stop()


def _environment(url: str, data: Path, bind: str, origin: str) -> dict[str, str]:
    chosen = {
        "ENVIRONMENT": "production",
        "DATABASE_URL": url,
        "DATA_DIR": str(data),
        "SECRET_KEY": "s" * 40,
        "DATA_KEYS": base64.b64encode(KEY).decode(),
        "PUBLIC_ORIGIN": origin,
        "BIND": bind,
        "APP_DIR": str(DIST),
        "TRUSTED_PROXIES": "1",
        "WORKERS": "1",
        "METRICS_TOKEN": METRICS_TOKEN,
        "SLOW_MS": "0",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**inherited, **{f"GANGWEI_{name}": value for name, value in chosen.items()}}


def _officer(settings: Settings, url: str, data: Path) -> str:
    app = create_app(replace(settings, database_url=url, data_dir=data))
    name = World(app, SettableClock()).account()
    app.extensions["counters"].close()
    app.extensions["reader"].close()
    with app.app_context():
        db.engine.dispose()
    return name

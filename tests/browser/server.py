"""The real server for browser tests: gunicorn on a free port, a small demo province, stopped for sure."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from backend.demo.story import Story, load

PROJECT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 60
STOP_LIMIT_S = 60
"""More than gunicorn gives its workers for what they have begun."""


@dataclass
class RunningServer:
    """A server process with its data folder."""

    origin: str
    data: Path
    environment: dict[str, str] = field(repr=False)
    process: subprocess.Popen | None = field(default=None, repr=False)

    @property
    def story(self) -> Story:
        """Who and what is in the demo province."""
        return load(self.data)

    def start(self) -> None:
        """Start and wait until it answers that it is ready."""
        log = (self.data / "server.log").open("ab")
        command = [sys.executable, "-m", "gunicorn", "--config", "backend/gunicorn_conf.py"]
        temporary = {"TMPDIR": str(self.data)}  # what a killed server leaves goes with the test's folder
        environment = self.environment | temporary
        self.process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + START_LIMIT_S
        while not self._ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.data / "server.log").read_text()[-4000:])
            with suppress(subprocess.TimeoutExpired):  # waits on the process itself: an early death is seen at once
                self.process.wait(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop the server and all its workers."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(STOP_LIMIT_S)

    def flask(self, *words: str) -> str:
        """Run a command of the application; returns what it printed."""
        done = subprocess.run([sys.executable, "-m", "flask", *words], cwd=PROJECT, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"flask {' '.join(words)}: {done.stdout[-1000:]}{done.stderr[-3000:]}")
        return done.stdout

    def _ready(self) -> bool:
        connection = HTTPConnection(self.origin.removeprefix("http://"), timeout=5)
        try:
            connection.request("GET", "/api/readiness")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(data: Path, database_url: str, guards: int) -> RunningServer:
    """A server with a small demo province on an empty database, not started yet."""
    server = new_server(data, database_url, secrets.token_bytes(32))
    server.flask("db", "upgrade")
    server.flask("setup")
    server.flask("demo", "load", "--guards", str(guards))
    server.flask("keys", "publish")
    return server


def new_server(data: Path, database_url: str, key: bytes) -> RunningServer:
    """A server that is not started yet; `key` is what the database's secrets are sealed with."""
    origin = f"http://127.0.0.1:{free_port()}"
    settings = {
        "ENVIRONMENT": "development",
        "DATABASE_URL": database_url,
        "DATA_DIR": str(data),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "DATA_KEYS": base64.b64encode(key).decode(),
        "PUBLIC_ORIGIN": origin,
        "BIND": origin.removeprefix("http://"),
        "APP_DIR": os.environ.get("GANGWEI_APP_DIR", str(PROJECT / "pwa" / "dist")),
        "LOOKUP_PER_MINUTE": "1000",
        "JOBS_IN_SERVER": "1",
        "SEARCHES_PER_HOUR": "0",
        "PHOTOS_PER_HOUR": "0",
    }
    environment = {**os.environ, **{f"GANGWEI_{name}": value for name, value in settings.items()}, "FLASK_APP": "wsgi"}
    environment.pop("DATABASE_URL", None)
    return RunningServer(origin, data, environment)

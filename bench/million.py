"""The million: a filled database of each kind, kept from one run to the next, and what filling it took.

    with million.kept("sqlite") as server: ...

yields the server's settings and data, with the server not started. The folder is `million` beside other temporary
files, or the one that GANGWEI_BENCH_DATA names; a file `READY-sqlite` in it says that the load was finished.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from backend.demo.recipe import RECIPE
from bench import postgres
from bench.rows import Row
from bench.server import PROJECT, free_port
from tests.browser.server import RunningServer

FOLDER = Path(os.environ.get("GANGWEI_BENCH_DATA", Path(tempfile.gettempdir()) / "million"))
GUARDS = 1_000_000
DATABASES = ("sqlite", "postgresql")
AIM_S = 600


@contextmanager
def kept(database: str, *, anew: bool = False) -> Iterator[RunningServer]:
    """The filled database, brought to the newest form; filled first when it is not there, made by another recipe, or asked for anew."""
    fresh = anew or _note(database).get("recipe") != RECIPE
    if fresh:
        _forget(database)
    with _url(database) as url:
        server = _server(database, url)
        if fresh:
            _fill(server, database)
        server.flask("db", "upgrade")
        server.flask("setup")
        server.flask("log", "seal")  # takes the past over where it was filled before there was a log
        yield server


def load_rows() -> list[Row]:
    """How long the last loads took, beside the bare writing of the same rows measured with them."""
    notes = {database: _note(database) for database in DATABASES}
    return [
        Row(f"load {GUARDS:,} guards with all that belongs to them, {database}", note["seconds"], "s", AIM_S, note.get("bare_seconds"))
        for database, note in notes.items()
        if note
    ]


def loaded_on() -> dict[str, str]:
    """The day of each load, by the name of its row."""
    return {row.name: f"loaded {_note(row.name.rsplit(' ', 1)[-1])['on']}" for row in load_rows()}


def _fill(server: RunningServer, database: str) -> None:
    server.flask("db", "upgrade")
    server.flask("setup")
    began = time.monotonic()
    command = [sys.executable, "-m", "flask", "demo", "load", "--guards", str(GUARDS)]
    subprocess.run(command, cwd=PROJECT, env=server.environment, check=True)
    seconds = round(time.monotonic() - began)
    note(server, database, seconds)


def note(server: RunningServer, database: str, seconds: float) -> None:
    """Write down a finished load, and what the bare writing of its rows takes."""
    from bench import bare_rows

    kept_note = {
        "recipe": RECIPE, "guards": GUARDS, "seconds": seconds, "on": datetime.now(UTC).date().isoformat(), **bare_rows.measure(server),
    }  # fmt: skip
    (FOLDER / f"READY-{database}").write_text(json.dumps(kept_note, indent=1) + "\n")


@contextmanager
def _url(database: str) -> Iterator[str]:
    if database == "sqlite":
        (FOLDER / database).mkdir(parents=True, exist_ok=True)
        yield f"sqlite:///{FOLDER / database / 'gangwei.db'}"
        return
    with postgres.server(FOLDER / database) as url:
        yield url


def _server(database: str, url: str) -> RunningServer:
    """Settings as `make run` writes them, once for each data folder."""
    from backend.start import ensure_settings

    data = _data(database)
    ensure_settings(data / "settings.env")
    origin = f"http://127.0.0.1:{free_port()}"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GANGWEI_", "DATABASE_URL"))}
    environment |= {key: str(value) for key, value in dotenv_values(data / "settings.env").items()}
    environment |= {
        "GANGWEI_ENVIRONMENT": "production", "GANGWEI_DATA_DIR": str(data), "GANGWEI_DATABASE_URL": url,
        "GANGWEI_PUBLIC_ORIGIN": origin, "GANGWEI_BIND": origin.removeprefix("http://"), "GANGWEI_LOOKUP_PER_MINUTE": "1000000",
        "GANGWEI_LOOKUP_PER_SUBJECT_PER_HOUR": "1000000", "GANGWEI_SEARCHES_PER_HOUR": "1000000",
        "GANGWEI_PHOTOS_PER_HOUR": "1000000", "FLASK_APP": "wsgi",
    }  # fmt: skip
    return RunningServer(origin, data, environment)


def _data(database: str) -> Path:
    return FOLDER / (database if database == "sqlite" else f"{database}.data")


def _note(database: str) -> dict[str, Any]:
    file = FOLDER / f"READY-{database}"
    return dict(json.loads(file.read_text())) if file.exists() else {}


def _forget(database: str) -> None:
    (FOLDER / f"READY-{database}").unlink(missing_ok=True)
    for folder in (_data(database), FOLDER / database):
        shutil.rmtree(folder, ignore_errors=True)

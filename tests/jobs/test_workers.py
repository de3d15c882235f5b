"""Real workers, on both couriers: one is killed in the middle of an export, another brings it to its end."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from backend.clock import Clock
from backend.extensions import db
from backend.jobs import couriers
from backend.jobs.models import Job
from tests.conftest import KEY
from tests.factories.guards import guard
from tests.factories.jobs import fetched, sheets
from tests.support.world import TIANHE, World

PROJECT = Path(__file__).parents[2]
GUARDS = 18
LONG_S, SHORT_S = 60, 4
"""Leases: one that no busy machine lets lapse, and one whose holder looks for forgotten jobs every other second."""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(params=["sqlite", "redis"])
def redis_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A Redis of the test's own, or none."""
    if request.param == "sqlite":
        yield ""
        return
    program = shutil.which("redis-server")
    assert program, "redis-server is missing; `make test` installs it"
    path = Path("/tmp") / f"gangwei-{os.getpid()}.sock"  # noqa: S108 - a socket's path must be short
    server = subprocess.Popen(
        [program, "--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(tmp_path)], stdout=subprocess.DEVNULL
    )
    until(lambda: path.exists() and reached(path))
    yield f"unix://{path}"
    server.kill()
    server.wait()
    path.unlink(missing_ok=True)


@pytest.fixture
def start(app: Flask, redis_url: str, tmp_path: Path, database_url: str) -> Iterator[Start]:
    """Start a worker; all are killed at the end."""
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, redis_url=redis_url)
    app.extensions["clock"] = Clock()
    environment = {
        **os.environ,
        "GANGWEI_ENVIRONMENT": "test",
        "GANGWEI_DATABASE_URL": database_url,
        "GANGWEI_DATA_DIR": str(tmp_path),
        "GANGWEI_SECRET_KEY": settings.secret_key,
        "GANGWEI_DATA_KEYS": base64.b64encode(KEY).decode(),
        "GANGWEI_REDIS_URL": redis_url,
    }
    started: list[subprocess.Popen[str]] = []

    def start(lease_s: int, *words: str) -> subprocess.Popen[str]:
        own, pipe = environment | {"GANGWEI_JOB_LEASE_S": str(lease_s)}, subprocess.PIPE
        with (tmp_path / f"worker{len(started)}.log").open("w") as log:
            started.append(subprocess.Popen(words, cwd=PROJECT, env=own, stdin=pipe, stdout=pipe, stderr=log, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_a_killed_workers_export_is_brought_to_its_end_with_every_row_once(app: Flask, world: World, start: Start) -> None:
    names = sorted(f"{'甲乙丙丁戊己庚辛壬'[number % 9]}卫{'一二'[number // 9]}" for number in range(GUARDS))
    for name in names:
        guard(world, TIANHE, name=name)
    world.clock = app.extensions["clock"]
    officer = world.officer(TIANHE)
    asked = officer.post("/guards/export").json["id"]

    called_at(app, asked, hours=1)  # the sweep would find it too; here the courier has to
    first = start(LONG_S, sys.executable, "-m", "tests.jobs.held_worker", "2", "5")
    assert first.stdout
    assert first.stdout.readline() == "held\n", "it was called, and is before the third chunk"

    called_at(app, asked, hours=0)
    second = start(SHORT_S, sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work")
    with app.app_context():
        for _ in range(3):  # called again and again, while somebody is at it
            couriers.call(UUID(asked))
        until(lambda: app.extensions["courier"].huey.pending_count() == 0)
        until(lambda: read(asked).done == 10)  # its next heartbeat tells
        job = read(asked)
        assert job.state == "running"
        holder = job.worker
        assert f":{first.pid}:" in (holder or "")

    first.send_signal(signal.SIGKILL)
    first.wait()
    with app.app_context():
        assert read(asked).state == "running", "its lease has not ended yet"
    let_the_lease_end(app, asked)
    until(lambda: officer.get(f"/jobs/{asked}").json["state"] == "done")
    rows = sheets(fetched(officer, asked))["保安员"][1:]
    assert sorted(row[0] for row in rows) == names, "every row, once"

    second.send_signal(signal.SIGTERM)
    assert second.wait(60) == 0


def called_at(app: Flask, job_id: str, hours: int) -> None:
    """Make as if a worker had been called then."""
    with app.app_context():
        db.session.execute(db.update(Job).where(Job.id == UUID(job_id)).values(called_at=Clock().now() + timedelta(hours=hours)))
        db.session.commit()


def let_the_lease_end(app: Flask, job_id: str) -> None:
    """Make as if so much time had gone by."""
    with app.app_context():
        db.session.execute(db.update(Job).where(Job.id == UUID(job_id)).values(due_at=Clock().now()))
        db.session.commit()


def read(job_id: str) -> Job:
    db.session.rollback()
    return db.session.scalars(db.select(Job).where(Job.id == UUID(job_id))).one()


def reached(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def until(condition: Callable[[], object]) -> None:
    """Wait until it holds."""
    waiting = threading.Event()
    for _ in range(1200):
        if condition():
            return
        waiting.wait(0.05)
    raise AssertionError("it did not come about")

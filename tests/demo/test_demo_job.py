"""The demo can be loaded by a job worker, which tells how far it is; whoever takes the job up after a death goes on with it."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import inspect

from backend.config import Settings
from backend.demo import commands, recipe, records, story
from backend.extensions import db
from backend.guards.models import Guard
from backend.jobs.models import Job
from backend.jobs.worker import run_job
from tests.conftest import KEY
from tests.demo.conftest import CHUNK, GUARDS, fresh_app, run
from tests.demo.contents import contents

PROJECT = Path(__file__).parents[2]
DEATHS = (("put", 17, "making"), ("put", 60, "visits"), ("build", 9, "indexes"))
"""In the second chunk of people, among the visits, and while what orders the rows is built."""


def test_a_worker_loads_it_once(database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> None:
    app = fresh_app(database, request, settings, tmp_path)
    asked = [ask(app, 50) for _ in range(2)]
    assert asked[0] == asked[1], "one load is enough"
    assert asked[0]
    run_job(app, asked[0], threading.Event())
    assert outcome(app, asked[0]) == ("done", 50, None)
    assert ask(app, 50) is None, "there is a province already"
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count(Guard.id))) == 50
        assert story.read_password(tmp_path)
        db.engine.dispose()


def test_a_load_whose_workers_were_killed_makes_the_same_province(
    database: str,
    request: pytest.FixtureRequest,
    settings: Settings,
    loaded_by_chunks: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = fresh_app(database, request, settings, tmp_path)
    before = structure(app)
    job_id = ask(app, GUARDS)
    assert job_id
    for hours, (what, number, doing) in enumerate(DEATHS):
        die_in(app, tmp_path, what, number, hours)
        with app.app_context():
            assert db.session.get_one(Job, job_id).doing == doing
            db.session.remove()
    monkeypatch.setattr(recipe, "CHUNK", CHUNK)
    monkeypatch.setattr(commands, "SHORT", 0)
    app.extensions["clock"].forward(hours=len(DEATHS))
    assert ask(app, GUARDS) == job_id
    run_job(app, job_id, threading.Event())
    assert outcome(app, job_id) == ("done", GUARDS, None)
    assert structure(app) == before
    assert "whole" in run(app, "audit", "verify")
    assert contents(app) == loaded_by_chunks.extensions["demo_contents"]
    run(app, "log", "seal")
    assert "whole" in run(app, "log", "verify")
    with app.app_context():
        db.engine.dispose()


def test_a_load_that_gave_up_is_gone_on_with_when_it_is_asked_for_again(
    database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = fresh_app(database, request, settings, tmp_path)
    job_id = ask(app, 50)
    assert job_id
    with monkeypatch.context() as broken:
        broken.setattr(records, "write_sequences", failing)
        run_job(app, job_id, threading.Event())
    assert outcome(app, job_id) == ("failed", 0, "internal")
    with monkeypatch.context() as another_release:
        another_release.setattr(recipe, "CHUNK", CHUNK)
        assert ask(app, 50) == job_id
        run_job(app, job_id, threading.Event())
    assert outcome(app, job_id) == ("failed", 0, "conflict")
    assert ask(app, 50) == job_id
    run_job(app, job_id, threading.Event())
    assert outcome(app, job_id) == ("done", 50, None)
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count(Guard.id))) == 50
        db.engine.dispose()


def failing(*_: Any) -> None:
    """A defect."""
    raise RuntimeError("a defect")


def outcome(app: Flask, job_id: UUID) -> tuple[str, int, str | None]:
    """How a job ended, and how far it came."""
    with app.app_context():
        row = db.session.get_one(Job, job_id)
        ended = (row.state, row.done, row.problem)
        db.session.remove()
    return ended


def ask(app: Flask, guards: int) -> UUID | None:
    """The job that `flask demo load` prints, if any."""
    words = run(app, "demo", "load", "--guards", str(guards), "--as-job").split()
    return UUID(words[-1]) if words else None


def die_in(app: Flask, folder: Path, what: str, number: int, hours: int) -> None:
    """Let a worker take the job up, and kill it in the middle."""
    settings = app.extensions["settings"]
    values = {
        "ENVIRONMENT": "test", "DATABASE_URL": settings.database_url, "DATA_DIR": str(folder), "SECRET_KEY": settings.secret_key,
        "DATA_KEYS": base64.b64encode(KEY).decode(), "JOB_LEASE_S": "2", "PUBLIC_ORIGIN": settings.public_origin,
    }  # fmt: skip
    environment = {**os.environ, **{f"GANGWEI_{name}": value for name, value in values.items()}}
    command = [sys.executable, "-m", "tests.demo.held_loader", what, str(number), str(hours)]
    with (
        (folder / f"worker{hours}.log").open("w") as log,
        subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as worker,
    ):
        try:
            assert worker.stdout
            assert worker.stdout.readline() == "held\n", (folder / f"worker{hours}.log").read_text()[-2000:]
        finally:
            worker.send_signal(signal.SIGKILL)


def structure(app: Flask) -> dict[str, Any]:
    """Every table with its keys, indexes and references."""
    with app.app_context():
        inspector = inspect(db.engine)
        return {
            table: [
                inspector.get_pk_constraint(table)["constrained_columns"],
                sorted((str(row["name"]), row["column_names"], row["unique"]) for row in inspector.get_indexes(table)),
                sorted((str(row["name"]), row["column_names"]) for row in inspector.get_unique_constraints(table)),
                sorted((row["constrained_columns"], row["referred_table"]) for row in inspector.get_foreign_keys(table)),
            ]
            for table in inspector.get_table_names()
        }

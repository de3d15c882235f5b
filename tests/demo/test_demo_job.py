"""The demo can be loaded by a job worker, which tells how far it is."""

from __future__ import annotations

import threading
from pathlib import Path
from uuid import UUID

import pytest

from backend.config import Settings
from backend.demo import story
from backend.extensions import db
from backend.guards.models import Guard
from backend.jobs.models import Job
from backend.jobs.worker import run_job
from tests.demo.conftest import fresh_app, run


def test_a_worker_loads_it_once(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> None:
    app = fresh_app(request, settings, tmp_path)
    jobs = [UUID(run(app, "demo", "load", "--guards", "50", "--as-job").split()[-1]) for _ in range(2)]
    for job_id in jobs:
        run_job(app, job_id, threading.Event())
    with app.app_context():
        rows = [db.session.get(Job, job_id) for job_id in jobs]
        assert [(row.state, row.done, row.total) for row in rows if row] == [("done", 50, 50), ("failed", 0, None)]
        assert rows[1] is not None
        assert rows[1].problem == "conflict", "there is a province already"
        assert db.session.scalar(db.select(db.func.count(Guard.id))) == 50
        assert story.read_password(tmp_path)
        db.engine.dispose()

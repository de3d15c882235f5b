"""Take a job, do it, note how it ended; and sweep up what nobody was called to."""

from __future__ import annotations

import logging
import os
import socket
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from backend.errors import NotSaved, Problem
from backend.extensions import clock, db, settings
from backend.jobs import couriers, leases, operations
from backend.jobs.context import Cancelled, Context, Heart, Leaving
from backend.jobs.kinds import KINDS, Kind
from backend.jobs.leases import LeaseLost
from backend.jobs.models import Job
from backend.jobs.problems import GaveUp

FIRST_DELAY_S, LONGEST_DELAY_S = 5, 300
SWEEP_S = 5.0
TIDY_EVERY = 6
"""Sweeps between two tidyings: half a minute, so that nothing of which a minute is promised waits longer."""

tidy_steps: list[Callable[[datetime], None]] = []
"""What a worker does now and then beside its jobs; domains add theirs. Each commits nothing itself."""

sweep_steps: list[Callable[[datetime], object]] = []
"""What a worker looks after every few seconds; domains add theirs. Each is cheap, and commits nothing itself."""

log = logging.getLogger("backend.jobs")


def run_job(app: Flask, job_id: UUID, stopping: threading.Event) -> None:
    """Do one job, if it is due and nobody else has it. Raises nothing that a job could be blamed for."""
    worker = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:12]}"
    with app.app_context():
        lease_s = settings().job_lease_s
        job = leases.take(job_id, worker, lease_s, clock().now())
        if job is None:
            return
        try:
            with Heart(app, job_id, worker, lease_s) as heart:
                _do(app, job, worker, heart, stopping)
        except LeaseLost:
            db.session.rollback()
            log.warning("a job went on without this worker", extra={"fields": {"job_id": str(job_id)}})


def _do(app: Flask, job: Job, worker: str, heart: Heart, stopping: threading.Event) -> None:
    job_id, attempts, kind = job.id, job.attempts, KINDS.get(job.kind)
    if job.stop_asked:
        leases.end(job_id, worker, "cancelled", None, clock().now())
        return
    if kind is None or attempts > kind.tries:  # an unknown kind: the release that knew it is no longer here
        leases.end(job_id, worker, "failed", GaveUp.code, clock().now())
        return
    try:
        context = Context(app, job, kind, worker, heart, stopping)
        result = kind.run(context)
        leases.finish(job_id, worker, result, heart.pulse, clock().now())
    except Cancelled:
        leases.end(job_id, worker, "cancelled", None, clock().now())
    except Leaving:
        leases.hand_back(job_id, worker, clock().now(), counts=False)
        couriers.call(job_id)
    except LeaseLost:
        raise
    except Exception as error:  # whatever a job raises is its end, or a reason to try again; never the worker's
        _failed(error, job_id, worker, kind, attempts)


def _failed(error: Exception, job_id: UUID, worker: str, kind: Kind, attempts: int) -> None:
    db.session.rollback()
    transient = is_transient(error)
    log.log(
        logging.WARNING if transient or isinstance(error, Problem) else logging.ERROR,
        "job failed",
        exc_info=error,
        extra={"fields": {"job_id": str(job_id), "kind": kind.name, "attempts": attempts}},
    )
    if transient and attempts < kind.tries:
        leases.hand_back(job_id, worker, clock().now() + delay(attempts), counts=True)
        return
    code = error.code if isinstance(error, Problem) else NotSaved.code if transient else "internal"
    leases.end(job_id, worker, "failed", code, clock().now())


def is_transient(error: Exception) -> bool:
    """Whether the same may go well a little later: the database or the disk, never what was asked for."""
    if isinstance(error, DBAPIError):
        return isinstance(error, (OperationalError, InterfaceError)) or error.connection_invalidated
    return isinstance(error, (OSError, NotSaved, sqlite3.OperationalError))  # the last: the line of SQLite's writers was too long


def delay(attempts: int) -> timedelta:
    """How long to wait after so many tries."""
    return timedelta(seconds=min(FIRST_DELAY_S * 4 ** (attempts - 1), LONGEST_DELAY_S))


def sweep(now: datetime) -> int:
    """Call workers to the jobs that wait though nobody was called, or in vain; returns to how many."""
    found = leases.find_forgotten(now)
    for job_id in found:
        couriers.call(job_id)
    for step in sweep_steps:
        step(now)
    return len(found)


def tidy(now: datetime) -> None:
    """Forget old jobs, and what the domains add."""
    operations.forget_ended(now - timedelta(days=settings().job_days))
    for step in tidy_steps:
        step(now)

"""What a job worker does for the log: seal it now and then, and once take the past over."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.extensions import db
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.models import OPEN_STATES, Job
from backend.jobs.operations import create_job
from backend.transparency import operations, queries, taking_over

log = logging.getLogger("backend.jobs")


def keep_up(now: datetime) -> None:
    """Seal what waits; where the past is still to be taken over, ask for that, once."""
    if operations.is_due(now):
        _seal(now)
    asked_for = select(Job.id).where(Job.kind == TAKE_OVER.name, Job.state.in_(OPEN_STATES)).limit(1)
    if not queries.is_begun() and db.session.scalar(asked_for) is None:
        create_job(TAKE_OVER.name, {}, None, now)


def _seal(now: datetime) -> None:
    """Where a key cannot be had now, the other tidying must go on; the metrics tell that entries wait."""
    try:
        with db.session.begin_nested():
            operations.seal(now)
    except Exception:  # whatever a signing device raises
        log.exception("the log was not sealed")


def run_take_over(context: Context) -> dict[str, Any]:
    """The job; who goes on with it finds what is still missing."""

    def commit(taken: int) -> None:
        context.progress(taken, None, "log")
        context.checkpoint({"taken": taken})

    return {"entries": taking_over.take_over(context.now(), commit)}


TAKE_OVER = declare(Kind("log.take_over", run_take_over))

"""Who works on a job: takings by a conditional UPDATE, steps that are written only while the lease is one's own.

Each function is one transaction and commits it. Both databases let one of two takers win: PostgreSQL judges the
condition again after waiting for the row, SQLite lets one writer in at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, update

from backend.database import will_write
from backend.extensions import db
from backend.jobs.models import OPEN_STATES, Job

CALL_AGAIN = timedelta(seconds=60)
"""After so long a call that nobody followed is taken for lost."""

_ENDED = {"worker": None, "due_at": None}


class LeaseLost(Exception):
    """Another worker may have taken the job up; what was not committed is void."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How far a job is; what a heartbeat writes."""

    done: int = 0
    total: int | None = None
    doing: str | None = None


def take(job_id: UUID, worker: str, lease_s: float, now: datetime) -> Job | None:
    """Take a job that is due; None when it is not, or somebody else was quicker."""
    will_write.set(True)
    values = {
        "state": "running",
        "worker": worker,
        "due_at": now + timedelta(seconds=lease_s),
        "attempts": Job.attempts + 1,
        "started_at": func.coalesce(Job.started_at, now),
    }
    mine = update(Job).where(Job.id == job_id, Job.state.in_(OPEN_STATES), Job.due_at <= now).values(**values)
    job = None
    if db.session.execute(mine.returning(Job.id)).one_or_none() is not None:
        job = db.session.execute(select(Job).where(Job.id == job_id)).scalar_one()
        db.session.expunge(job)  # as it was taken; reading it later must not open a transaction beside the work's
    db.session.commit()
    return job


def renew(job_id: UUID, worker: str, lease_s: float, pulse: Pulse, now: datetime) -> bool:
    """Keep the lease and say how far one is, on a connection of its own; True when somebody asked to stop. Raises LeaseLost."""
    will_write.set(True)
    statement = _own(job_id, worker).values(due_at=now + timedelta(seconds=lease_s), done=pulse.done, total=pulse.total, doing=pulse.doing)
    with db.engine.begin() as connection:
        row = connection.execute(statement.returning(Job.stop_asked)).one_or_none()
    if row is None:
        raise LeaseLost()
    return bool(row.stop_asked)


def keep(job_id: UUID, worker: str, checkpoint: bytes, pulse: Pulse) -> None:
    """Commit the session's work together with its checkpoint. Raises LeaseLost, and then none of it is."""
    _write_own(job_id, worker, {"checkpoint": checkpoint, "attempts": 1, "done": pulse.done, "total": pulse.total, "doing": pulse.doing})


def finish(job_id: UUID, worker: str, result: dict[str, Any] | None, pulse: Pulse, now: datetime) -> None:
    """Commit the session's work together with the job's good end. Raises LeaseLost."""
    ended = {"state": "done", "ended_at": now, "checkpoint": None, "doing": None, "stop_asked": False}
    _write_own(job_id, worker, {**_ENDED, **ended, "result": result, "done": pulse.done, "total": pulse.total})


def end(job_id: UUID, worker: str, state: str, problem: str | None, now: datetime) -> None:
    """Drop the session's work and note a bad end, or a cancelling. Raises LeaseLost."""
    db.session.rollback()
    _write_own(job_id, worker, {**_ENDED, "state": state, "problem": problem, "ended_at": now, "stop_asked": False})


def hand_back(job_id: UUID, worker: str, due_at: datetime, *, counts: bool) -> None:
    """Drop the session's work and let another worker go on from the last checkpoint, not before `due_at`. Raises LeaseLost.

    counts  whether this taking counts among the tries; one that ends because its worker is told to stop does not
    """
    db.session.rollback()
    attempts = Job.attempts if counts else Job.attempts - 1
    _write_own(job_id, worker, {"state": "waiting", "worker": None, "due_at": due_at, "attempts": attempts})


def find_forgotten(now: datetime) -> Sequence[UUID]:
    """Jobs that are due and to which nobody was called since, or in vain; they are noted as called now."""
    will_write.set(True)
    due = (Job.due_at <= now, or_(Job.called_at < Job.due_at, Job.called_at <= now - CALL_AGAIN))
    found = db.session.scalars(update(Job).where(*due).values(called_at=now).returning(Job.id)).all()
    db.session.commit()
    return found


def _own(job_id: UUID, worker: str) -> Any:
    return update(Job).where(Job.id == job_id, Job.worker == worker).execution_options(synchronize_session=False)


def _write_own(job_id: UUID, worker: str, values: dict[str, Any]) -> None:
    will_write.set(True)
    if db.session.execute(_own(job_id, worker).values(**values).returning(Job.id)).one_or_none() is None:
        db.session.rollback()
        raise LeaseLost()
    db.session.commit()

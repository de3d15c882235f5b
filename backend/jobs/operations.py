"""Ask for a job, cancel it, try it again, forget it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, event
from sqlalchemy.orm import Session

from backend.database import new_id
from backend.extensions import db, keyring
from backend.jobs import couriers
from backend.jobs.kinds import KINDS
from backend.jobs.models import OPEN_STATES, Job
from backend.jobs.problems import NotOpen, NotRetryable
from backend.permissions import Actor

PURPOSE = "job"
_ASKED = "jobs_asked"


def create_job(kind: str, params: dict[str, Any], actor: Actor | None, now: datetime) -> Job:
    """Enter a job; a worker is called as soon as the transaction is committed.

    params  plain JSON
    Raises KeyError for a kind that nobody declared.
    """
    job_id = new_id()
    job = Job(
        id=job_id,
        kind=KINDS[kind].name,
        params=seal(job_id, params),
        due_at=now,
        called_at=now,
        account_id=actor and actor.account_id,
        agency_code=actor and actor.agency_code,
        unit_id=actor and actor.unit_id,
        created_at=now,
    )
    db.session.add(job)
    db.session.flush()  # the columns' defaults are part of what is shown
    _call_after_commit(job_id)
    return job


def cancel_job(job: Job, now: datetime) -> Job:
    """Stop a job, found for oneself and locked: a waiting one at once, a running one at its next step. Raises NotOpen."""
    if job.state not in OPEN_STATES:
        raise NotOpen()
    job.stop_asked = True
    if job.state == "waiting":
        job.state, job.due_at, job.ended_at = "cancelled", None, now
    return job


def retry_job(job: Job, now: datetime) -> Job:
    """Try a failed or cancelled job again, from its last checkpoint on. Raises NotRetryable."""
    if job.state not in ("failed", "cancelled"):
        raise NotRetryable()
    job.state, job.problem, job.attempts, job.stop_asked = "waiting", None, 0, False
    job.due_at, job.called_at, job.ended_at = now, now, None
    _call_after_commit(job.id)
    return job


def forget_ended(before: datetime) -> int:
    """Delete the rows of jobs that ended before that instant; returns how many."""
    gone = db.session.execute(delete(Job).where(Job.ended_at < before).returning(Job.id))
    return len(gone.all())


def seal(job_id: UUID, value: Any) -> bytes:
    """JSON, encrypted for this job's row only."""
    return keyring().encrypt(PURPOSE, json.dumps(value, ensure_ascii=False).encode(), job_id.bytes)


def unseal(job_id: UUID, sealed: bytes | None) -> Any:
    """The reverse of `seal`; None for what was never sealed."""
    return None if sealed is None else json.loads(keyring().decrypt(PURPOSE, sealed, job_id.bytes))


def _call_after_commit(job_id: UUID) -> None:
    db.session.info.setdefault(_ASKED, []).append(job_id)


@event.listens_for(Session, "after_commit")
def _call(session: Session) -> None:
    for job_id in session.info.pop(_ASKED, ()):
        couriers.call(job_id)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_ASKED, None)

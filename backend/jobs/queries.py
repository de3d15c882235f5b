"""Find jobs: one's own; an administrator sees all, without what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.jobs.models import OPEN_STATES, Job
from backend.pagination import Page, paginate
from backend.permissions import Actor, Role


def in_reach(actor: Actor) -> Any:
    """SQL: the own jobs; every one for the administrator."""
    return Job.id.is_not(None) if actor.role is Role.SYSTEM_ADMINISTRATOR else Job.account_id == actor.account_id


def list_jobs(actor: Actor, query: dict[str, Any]) -> Page:
    """Jobs, the latest first, of a state if asked."""
    statement = select(Job).where(in_reach(actor))
    if query.get("state"):
        statement = statement.where(Job.state == query["state"])
    return paginate(statement, [Job.id], query["cursor"], query["limit"], descending=True)


def get_job(actor: Actor, job_id: UUID, *, lock: bool = False) -> Job:
    """One job within reach, locked for a change if asked. Raises NotFound."""
    statement = select(Job).where(Job.id == job_id, in_reach(actor))
    job = db.session.execute(statement.with_for_update() if lock else statement).scalar_one_or_none()
    if job is None:
        raise OutOfReach("job", job_id) if db.session.get(Job, job_id) else NotFound()
    return job


def count_open(account_id: UUID, kinds: Sequence[str]) -> int:
    """How many jobs of these kinds an account has waiting or running."""
    statement = select(func.count(Job.id)).where(Job.account_id == account_id, Job.kind.in_(kinds), Job.state.in_(OPEN_STATES))
    return db.session.scalar(statement) or 0


def list_latest(limit: int) -> Sequence[Job]:
    """The latest jobs of all, for an operator."""
    return db.session.scalars(select(Job).order_by(Job.id.desc()).limit(limit)).all()

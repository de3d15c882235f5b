"""The daily job: the periods' duties, and what alerts were raised before."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from backend.clock import CHINA, china_date
from backend.extensions import db
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.models import Job
from backend.jobs.operations import create_job
from backend.tasks import alerted
from backend.tasks.duties import make_duties


def make(context: Context) -> dict[str, Any]:
    """Make what today asks for, step by step."""
    now, steps = context.now(), 0

    def keep() -> None:
        nonlocal steps
        steps += 1
        context.checkpoint({"steps": steps})

    context.progress(0, None, "looking")
    alerted.catch_up(now)
    return {"made": make_duties(china_date(now), now, keep)}


DAILY = declare(Kind("tasks.daily", make))


def watch(now: datetime) -> None:
    """Ask for the day's job once a day. Two workers that ask at once do no harm: nothing is made twice."""
    morning = datetime.combine(china_date(now), time.min, CHINA)
    if not db.session.scalar(select(Job.id).where(Job.kind == DAILY.name, Job.created_at >= morning).limit(1)):
        create_job(DAILY.name, {}, None, now)

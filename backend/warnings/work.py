"""When units are looked at: marked ones within seconds, all of them once a day before work begins."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.clock import CHINA, china_date
from backend.extensions import db, settings
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.models import Job
from backend.jobs.operations import create_job
from backend.warnings import marks, upkeep

MARKS, CHUNK = 200, 50
"""How many marks a sweep follows; how many units the daily job looks at in one step."""
MORNING = time(7)
"""By China's clock: what a day brings is known before work begins, and wakes nobody at midnight."""


def look_at_all(context: Context) -> dict[str, Any]:
    """Look at every unit, some at a time."""
    kept = context.kept or {"last": None, "done": 0}
    last, done = UUID(kept["last"]) if kept["last"] else None, kept["done"]
    context.progress(done, None, "looking")
    while unit_ids := upkeep.units_after(last, CHUNK):
        upkeep.look(unit_ids, context.now())
        last, done = unit_ids[-1], done + len(unit_ids)
        context.progress(done, None, "looking")
        context.checkpoint({"last": str(last), "done": done})
    upkeep.forget_done(context.now() - timedelta(days=settings().warning_done_days))
    return {"done": done}


DAILY = declare(Kind("warnings.daily", look_at_all))


def follow_marks(now: datetime) -> None:
    """Look at the units in which something happened. While there is none, on SQLite nobody who writes waits for it."""
    if not marks.any_mark():
        return
    unit_ids, mark_ids = marks.take(MARKS)
    upkeep.look(unit_ids, now)
    marks.drop(mark_ids)


def watch(now: datetime) -> None:
    """Ask for the day's job once a day, at once where none was ever asked for, and mark the units whose managers did something."""
    marks.follow_audit(now)
    morning = datetime.combine(china_date(now), MORNING, CHINA)
    morning -= timedelta(days=1 if morning > now else 0)
    if not db.session.scalar(select(Job.id).where(Job.kind == DAILY.name, Job.created_at >= morning).limit(1)):
        create_job(DAILY.name, {}, None, now)

"""When the checks are looked at: twice a minute by a worker, and by a job of its own where many wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.alerts import finding
from backend.extensions import db
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.models import OPEN_STATES, Job
from backend.jobs.operations import create_job


def catch_up(context: Context) -> dict[str, Any]:
    """Look at all checks that wait, a chunk a step."""
    done = (context.kept or {}).get("done", 0)
    context.progress(done, None, "looking")
    while found := finding.find(context.now()):
        done += found
        context.progress(done, None, "looking")
        context.checkpoint({"done": done})
    return {"done": done}


CLONES = declare(Kind("alerts.clones", catch_up))


def watch(now: datetime) -> None:
    """Look at what came; where that was only a part, have a job do the rest."""
    waits = finding.find(now, finding.A_FEW) == finding.A_FEW
    if waits and not db.session.scalar(select(Job.id).where(Job.kind == CLONES.name, Job.state.in_(OPEN_STATES)).limit(1)):
        create_job(CLONES.name, {}, None, now)

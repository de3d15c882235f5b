"""Ask for an export, hand out its file, delete what has expired."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from backend import audit
from backend.exports import work
from backend.exports.lists import LISTS
from backend.exports.models import ExportPart
from backend.exports.problems import Expired, NotReady, TooMany
from backend.extensions import db, settings
from backend.jobs.models import Job
from backend.jobs.operations import create_job
from backend.jobs.queries import count_open
from backend.jurisdictions.queries import find_agency
from backend.permissions import Actor
from backend.units.models import Unit

MOST_OPEN = 3
"""Exports of one account at a time; they share the workers with everybody's."""


def ask(name: str, body: dict[str, Any], unit: Unit | None, actor: Actor, now: datetime) -> Job:
    """Enter an export.

    body  `language` and the loaded `filter`
    unit  of a roster: found within the actor's reach
    Raises TooMany.
    """
    if count_open(actor.account_id, [work.kind_of(one) for one in LISTS]) >= MOST_OPEN:
        raise TooMany()
    params = {
        "list": name,
        "language": body["language"],
        "filter": LISTS[name].filter().dump(body["filter"]),
        "unit_id": str(unit.id) if unit else None,
        "reach_name": _reach_name(actor, unit),
    }
    job = create_job(work.kind_of(name), params, actor, now)
    audit.record("ask_export", "export", job.id, actor=actor, now=now, after=work.told(params))
    return job


def take_file(job: Job, actor: Actor, now: datetime) -> dict[str, Any]:
    """Note that the asker fetches the file; returns what is known of it. Raises NotReady, Expired."""
    file = (job.result or {}).get("file")
    if job.state != "done" or not file:
        raise NotReady()
    if datetime.fromisoformat(file["expires_at"]) <= now:
        raise Expired()
    audit.record("download", "export", job.id, actor=actor, now=now, after={"list": job.kind.partition(".")[2], "rows": file["rows"]})
    return dict(file)


def delete_expired(now: datetime) -> None:
    """Delete the parts of files that have expired, and of exports that failed or were cancelled as long ago."""
    ended = select(Job.id).where(Job.ended_at <= now - timedelta(hours=settings().export_hours))
    db.session.execute(delete(ExportPart).where(ExportPart.job_id.in_(ended)))


def _reach_name(actor: Actor, unit: Unit | None) -> str:
    if unit is not None:
        return unit.name
    if actor.is_officer:
        agency = find_agency(actor.agency_code or "")
        return agency.name if agency else ""
    own = db.session.get(Unit, actor.unit_id) if actor.unit_id else None
    return own.name if own else ""

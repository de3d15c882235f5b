"""Prometheus reads its values here, with a token of its own."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime

from flask import Response, request
from flask_smorest import Blueprint
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from backend import metrics
from backend.audit.models import AuditEvent, AuditHead
from backend.errors import NotFound
from backend.extensions import clock, db, settings
from backend.http import endpoint
from backend.jobs.models import Job
from backend.metrics import Reading
from backend.permissions import PUBLIC, Actor

BACKUP = "backup"
"""What the audit calls a backup."""

OPEN = ("waiting", "running")

blueprint = Blueprint("scraping", __name__, description="For Prometheus")


@endpoint(blueprint, "GET", "/metrics", permission=PUBLIC)
def show_metrics(actor: Actor | None) -> Response:
    """The values, for whoever brings the token; for all others there is nothing here."""
    if not _has_token():
        raise NotFound()
    return Response(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)


def _has_token() -> bool:
    wanted, given = settings().metrics_token, request.headers.get("Authorization", "")
    return bool(wanted) and hmac.compare_digest(given.encode(), f"Bearer {wanted}".encode())


def _from_database() -> Iterator[Reading]:
    """The audit's length and the newest backup; whether the database answers at all."""
    try:
        events = db.session.scalar(select(AuditHead.count))
        newest = db.session.scalar(select(func.max(AuditEvent.at)).where(AuditEvent.subject_type == BACKUP))
    except SQLAlchemyError:
        db.session.rollback()
        yield "gangwei_database_up", "Whether the database answers", {}, 0
        return
    yield "gangwei_database_up", "Whether the database answers", {}, 1
    yield "gangwei_audit_events", "How long the audit chain is", {}, events or 0
    if newest is not None:
        yield "gangwei_backup_age_seconds", "Time since the newest backup was begun", {}, _age(newest)
    yield from _jobs()


def _jobs() -> Iterator[Reading]:
    """The queue: how many wait and run, and how long the one that should have been begun first has waited."""
    now = clock().now()
    rows = db.session.execute(select(Job.state, func.count(), func.min(Job.due_at)).where(Job.state.in_(OPEN)).group_by(Job.state))
    found = {state: (count, due) for state, count, due in rows}
    for state in OPEN:
        yield "gangwei_jobs", "Jobs that wait or run", {"state": state}, found.get(state, (0, None))[0]
    due = found.get("waiting", (0, None))[1]
    yield (
        "gangwei_job_overdue_seconds",
        "How long the first waiting job has been due",
        {},
        max(0.0, (now - due).total_seconds()) if due else 0,
    )


def _age(moment: datetime) -> float:
    return (clock().now() - moment).total_seconds()


metrics.read_at_scrape(_from_database)

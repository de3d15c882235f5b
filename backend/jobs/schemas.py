"""What jobs look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.fields import Choice, Schema
from backend.jobs.models import STATES, Job
from backend.pagination import PageQuery
from backend.permissions import Actor


class JobFileSchema(Schema):
    """The file that came of a job, until it expires."""

    name = fields.String(required=True)
    size = fields.Integer(required=True)
    rows = fields.Integer(required=True)
    expires_at = fields.AwareDateTime(required=True)


class JobSchema(Schema):
    """A job: how far it is and what came of it, never what it is about."""

    id = fields.UUID(required=True)
    kind = fields.String(required=True)
    state = Choice(*STATES, required=True)
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    doing = fields.String(required=True, allow_none=True)
    attempts = fields.Integer(required=True)
    cancelling = fields.Boolean(required=True)
    problem = fields.String(required=True, allow_none=True)
    mine = fields.Boolean(required=True)
    agency_code = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    started_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    file = fields.Nested(JobFileSchema, required=True, allow_none=True)


class JobQuery(PageQuery):
    """Which jobs."""

    state = Choice(*STATES)


def shown(job: Job, actor: Actor) -> dict[str, object]:
    """The job as this actor sees it: what came of it is for who asked."""
    names = (
        "id", "kind", "state", "done", "total", "doing", "attempts", "cancelling", "problem", "agency_code",
        "created_at", "started_at", "ended_at",
    )  # fmt: skip
    mine = job.account_id == actor.account_id
    return {**{name: getattr(job, name) for name in names}, "mine": mine, "file": _file(job) if mine else None}


def _file(job: Job) -> dict[str, object] | None:
    found = (job.result or {}).get("file")
    return JobFileSchema().load(found) if found else None

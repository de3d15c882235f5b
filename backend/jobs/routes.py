"""Jobs over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.extensions import clock
from backend.http import endpoint
from backend.jobs import operations, queries
from backend.jobs.schemas import JobQuery, JobSchema, shown
from backend.pagination import Page, page_of
from backend.permissions import SIGNED_IN, Actor

blueprint = Blueprint("jobs", __name__, description="Work that takes longer than a request")


@endpoint(blueprint, "GET", "/jobs", permission=SIGNED_IN, query=JobQuery, returns=page_of(JobSchema))
def list_jobs(actor: Actor, query: dict[str, Any]) -> Page:
    """One's own jobs, the latest first; an administrator sees all, without what came of them."""
    page = queries.list_jobs(actor, query)
    return Page([shown(job, actor) for job in page.items], page.next_cursor)


@endpoint(blueprint, "GET", "/jobs/<uuid:job_id>", permission=SIGNED_IN, returns=JobSchema)
def show_job(actor: Actor, job_id: UUID) -> dict[str, object]:
    """One job."""
    return shown(queries.get_job(actor, job_id), actor)


@endpoint(blueprint, "POST", "/jobs/<uuid:job_id>/cancellation", permission=SIGNED_IN, returns=JobSchema, command=True)
def cancel_job(actor: Actor, job_id: UUID) -> dict[str, object]:
    """Stop a job: a waiting one at once, a running one at its next step."""
    return shown(operations.cancel_job(queries.get_job(actor, job_id, lock=True), clock().now()), actor)


@endpoint(blueprint, "POST", "/jobs/<uuid:job_id>/retry", permission=SIGNED_IN, returns=JobSchema, command=True)
def retry_job(actor: Actor, job_id: UUID) -> dict[str, object]:
    """Try a failed or cancelled job again, from where it stood."""
    return shown(operations.retry_job(queries.get_job(actor, job_id, lock=True), clock().now()), actor)

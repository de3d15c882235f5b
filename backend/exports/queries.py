"""Find exports: one's own, and nobody else's."""

from __future__ import annotations

from uuid import UUID

from backend.errors import OutOfReach
from backend.jobs.models import Job
from backend.jobs.queries import get_job
from backend.permissions import Actor


def get_export(actor: Actor, job_id: UUID) -> Job:
    """The job of one's own export. Raises NotFound."""
    job = get_job(actor, job_id)
    if job.account_id != actor.account_id or not job.kind.startswith("export."):
        raise OutOfReach("job", job_id)
    return job

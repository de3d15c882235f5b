"""The job that makes a paper as soon as what it is about is recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.database import will_write
from backend.extensions import clock
from backend.inspections.models import Inspection
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.operations import create_job
from backend.papers import making


def run(context: Context) -> dict[str, Any]:
    """Make the papers of a visit; those that are there stay."""
    will_write.set(False)  # until the row is written nobody has to wait
    making.make(UUID(context.params["inspection_id"]), context.now())
    return {}


PAPERS = declare(Kind("papers.make", run))


def ask(inspection: Inspection, _values: dict[str, Any]) -> None:
    """Have the paper made after the record is committed."""
    create_job(PAPERS.name, {"inspection_id": str(inspection.id)}, None, clock().now())

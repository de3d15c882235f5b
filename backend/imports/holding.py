"""A job holds its import while it writes, and stops where somebody took the import another way meanwhile."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from backend.database import will_write
from backend.extensions import db
from backend.imports.models import Import
from backend.jobs.context import Context
from backend.jobs.problems import RightsLost
from backend.permissions import Actor


def hold(import_id: UUID, state: str, job_id: UUID) -> Import | None:
    """The import, locked until the commit, if it is still this job's business; else None, and the job ends without a word.

    Whoever cancels waits for the step that runs, and the next one ends here.
    """
    will_write.set(True)
    statement = select(Import).where(Import.id == import_id).with_for_update(of=Import).execution_options(populate_existing=True)
    import_ = db.session.execute(statement).scalar_one_or_none()
    return import_ if import_ is not None and (import_.state, import_.job_id) == (state, job_id) else None


def judged_actor(context: Context, import_: Import) -> Actor | None:
    """Who asked for the work, with the rights of this moment; None for an operator. Raises RightsLost."""
    actor = context.actor()
    if actor is not None and import_.unit_id not in actor.unit_ids:
        raise RightsLost()
    return actor

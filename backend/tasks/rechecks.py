"""Re-check tasks follow the notices: made when one asks for a re-check, ended by it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from backend.clock import china_date
from backend.extensions import db
from backend.inspections.models import Inspection
from backend.rectification.models import RectificationEvent, RectificationNotice
from backend.tasks.models import Task
from backend.tasks.serving import count_visit, visits_of


def sync_notice(notice: RectificationNotice, event: RectificationEvent) -> None:
    """Bring the notice's task to what the notice says now.

    A re-check that left something to be put right ends its task; the next request or deadline makes another.
    """
    task = find_open(notice.id)
    if event.kind == "rechecked" and task is not None:
        _serve(task, UUID(event.facts["inspection_id"]), event)
        task = None
    if notice.state == "closed" or notice.recheck_due_on is None:
        if task is not None:
            task.close("dropped", event.at, "notice_ended")
        return
    if task is None:
        task = Task(
            kind="recheck",
            source=f"{notice.id}/{_rounds(notice.id)}",
            notice_id=notice.id,
            unit_id=notice.unit_id,
            site_id=notice.site_id,
            agency_code=notice.agency_code,
            state="open",
            needed=1,
            visits=0,
            created_at=event.at,
        )
        db.session.add(task)
    task.due_on = notice.recheck_due_on
    task.opens_on = china_date(notice.recheck_requested_at) if notice.recheck_requested_at else min(notice.due_on, notice.recheck_due_on)


def find_open(notice_id: UUID) -> Task | None:
    """The open task of a notice, locked. There is one at most."""
    statement = select(Task).where(Task.notice_id == notice_id, Task.state == "open")
    return db.session.scalars(statement.with_for_update().execution_options(populate_existing=True)).one_or_none()


def _serve(task: Task, inspection_id: UUID, event: RectificationEvent) -> None:
    (visit,) = visits_of([Inspection.id == inspection_id])
    count_visit(task, visit, event.at)


def _rounds(notice_id: UUID) -> int:
    """How many re-check tasks the notice has had."""
    return db.session.scalar(select(func.count()).select_from(Task).where(Task.notice_id == notice_id)) or 0

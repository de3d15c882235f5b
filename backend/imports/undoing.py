"""The job that takes an import back, the last row first. What anything touched since is left as it is, and told.

As with applying, a row is marked in the transaction that changes the register for it. After each step the register must be
to the letter what it was before the row was applied; else nothing of the step is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from backend import audit
from backend.clock import china_date
from backend.database import Base
from backend.extensions import db
from backend.guards import operations as guards
from backend.imports import counting
from backend.imports.done import digests
from backend.imports.facts import gather
from backend.imports.holding import hold, judged_actor
from backend.imports.models import Import, ImportRow
from backend.jobs.context import Context
from backend.roster import areas, many
from backend.roster.many import By
from backend.roster.models import Employment, Posting, Site
from backend.units.models import Unit

CHUNK = 250
DOING = "undoing"


def run(context: Context) -> dict[str, Any] | None:
    """Take the rows back. None when somebody took the import another way meanwhile."""
    import_id = UUID(context.params["import_id"])
    total = None
    done = int((context.kept or {}).get("done", 0))
    while (import_ := hold(import_id, "undoing", context.job_id)) is not None:
        if total is None:
            total = done + (db.session.scalar(select(func.count()).select_from(_waiting(import_id).subquery())) or 0)
        rows = db.session.scalars(_waiting(import_id).order_by(ImportRow.number.desc()).limit(CHUNK)).all()
        if not rows:
            return _end(import_, context, total)
        undo_rows(import_, rows, By(judged_actor(context, import_), context.now(), {"import_id": import_id}))
        done += len(rows)
        context.progress(done, total, DOING)
        context.checkpoint({"done": done})
    return None


def _waiting(import_id: UUID) -> Any:
    applied = (ImportRow.applied_at.is_not(None), ImportRow.undone_at.is_(None), ImportRow.undo_problem.is_(None))
    return select(ImportRow).where(ImportRow.import_id == import_id, *applied)


def _end(import_: Import, context: Context, total: int) -> dict[str, Any]:
    now = context.now()
    import_.state, import_.undone_at, import_.ended_at, import_.counts = "undone", now, now, counting.count(import_)
    audit.record("undo", "import", import_.id, actor=judged_actor(context, import_), now=now, after=dict(import_.counts))
    context.progress(total, total)
    return {}


def undo_rows(import_: Import, rows: Sequence[ImportRow], by: By) -> None:
    """Take these rows back, in the running transaction."""
    people = {row.guard_id for row in rows if row.guard_id}
    gather(import_.unit_id, [], china_date(by.now), guard_ids=people, lock=True)
    problems = _problems(import_, rows, digests(people))
    good = [row for row in rows if row.number not in problems]
    _take_back(import_, [(row, row.done or {}) for row in good], by)
    back = {row.guard_id for row in good if row.guard_id}
    areas.follow_guards(back)
    restored = digests(back)
    for row in good:
        if restored[row.guard_id] != (row.done or {})["before"]:  # type: ignore[index]
            raise RuntimeError(f"row {row.number} of import {import_.id} was not restored")
    table: Any = ImportRow.__table__
    statement = update(table).where(table.c.import_id == import_.id, table.c.number == bindparam("the_number"))
    columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("undone_at", "undo_problem")}
    marks = [
        {
            "the_number": row.number,
            "new_undone_at": None if row.number in problems else by.now,
            "new_undo_problem": problems.get(row.number),
        }
        for row in rows
    ]
    db.session.connection().execute(statement.values(columns), marks)


def _problems(import_: Import, rows: Sequence[ImportRow], present: dict[UUID, str]) -> dict[int, str]:
    """Why rows cannot be taken back, by their numbers."""
    told = {row.number: row.done or {} for row in rows}
    used = _referred(Employment, _ids(told.values(), "hired")) | _referred(Posting, _ids(told.values(), "posted"))
    closed = _closed(_ids(told.values(), "ended"))
    active = db.session.scalar(select(Unit.status).where(Unit.id == import_.unit_id)) == "active"
    problems = {}
    for row in rows:
        done = told[row.number]
        if row.guard_id is None or present[row.guard_id] != done["after"]:
            problems[row.number] = "row.later_changes"
        elif used & _ids([done], "hired", "posted"):
            problems[row.number] = "row.used_elsewhere"
        elif closed & _ids([done], "ended"):
            problems[row.number] = "row.site_closed"
        elif "left" in done and not active:
            problems[row.number] = "row.unit_not_active"
    return problems


def _ids(told: Any, *keys: str) -> set[UUID]:
    """The ids under these keys, each of which holds one or several."""
    found: set[UUID] = set()
    for done in told:
        for key in keys:
            value = done.get(key, [])
            found |= {UUID(one) for one in ([value] if isinstance(value, str) else value)}
    return found


def _referred(model: Any, ids: Collection[UUID]) -> set[UUID]:
    """Which of these rows any other table names; the postings of an employment are its own."""
    found: set[UUID] = set()
    for table in Base.metadata.sorted_tables if ids else ():
        for column in table.columns:
            own = table is Posting.__table__ and model is Employment
            if not own and any(key.column is model.__table__.c.id for key in column.foreign_keys):
                found |= set(db.session.scalars(select(column).where(column.in_(ids))))
    return found


def _closed(posting_ids: Collection[UUID]) -> set[UUID]:
    """Which of these postings are to sites that are closed; the others' stay open while they are opened again."""
    if not posting_ids:
        return set()
    sites = select(Site.id).where(Site.id.in_(select(Posting.site_id).where(Posting.id.in_(posting_ids)))).order_by(Site.id)
    db.session.execute(sites.with_for_update(of=Site, read=True)).all()
    shut = select(Posting.id).join(Site, Site.id == Posting.site_id).where(Posting.id.in_(posting_ids), Site.status != "active")
    return set(db.session.scalars(shut))


def _take_back(import_: Import, rows: Sequence[tuple[ImportRow, dict[str, Any]]], by: By) -> None:
    every = [done for _, done in rows]
    hired = [(row, done) for row, done in rows if "hired" in done]
    left = [(row, done) for row, done in rows if "left" in done]
    many.take_back_postings(_ids([done for done in every if "hired" not in done], "posted"), by)
    many.take_back_hires(_ids(every, "hired"), [row.guard_id for row, _ in hired if row.guard_id], by)
    guards.set_inactive([row.guard_id for row, done in hired if done.get("was_inactive") and row.guard_id])
    many.take_back_leavings(_ids(every, "left"), [row.guard_id for row, _ in left if row.guard_id], import_.unit_id, by)
    many.reopen_postings(_ids(every, "ended"), by)
    moved = [done for done in every if "position_was" in done]
    positions = {UUID(done["employment"]): done["position_was"] for done in moved}
    present = db.session.execute(select(Employment.id, Employment.position).where(Employment.id.in_(positions))).all() if positions else []
    many.change_positions([{"id": row.id, "position": positions[row.id], "was": row.position} for row in present], by)

"""The job that applies an import: some rows a step, each step one transaction with the marks of its rows.

A row is marked applied in the transaction that changes the register for it: whoever goes on after a death finds exactly
the rows that are not done. Each is judged again under lock; what is not as it was shown is refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from backend import audit
from backend.clock import china_date
from backend.extensions import db
from backend.imports import counting, missing
from backend.imports.done import digests
from backend.imports.facts import Facts
from backend.imports.fields import ACTING, REFUSED, SAME
from backend.imports.holding import hold, judged_actor
from backend.imports.judged_rows import Judging, habits_of, judge_again
from backend.imports.judging import Judged
from backend.imports.models import Import, ImportRow
from backend.imports.reasons import about
from backend.imports.rows import Kept, seal, unseal
from backend.jobs.context import Context
from backend.roster import areas, many
from backend.roster.many import By, Values
from backend.roster.transfers import carrying_out

CHUNK = 250
"""Rows of one step: on SQLite all other writers wait as long as one lasts."""
DOING = "applying"


def run(context: Context) -> dict[str, Any] | None:
    """Apply the rows. None when somebody took the import another way meanwhile."""
    import_id = UUID(context.params["import_id"])
    total = None
    done = int((context.kept or {}).get("done", 0))
    while (import_ := hold(import_id, "applying", context.job_id)) is not None:
        carrying_out.watch(context.now())  # who was transferred by agreement is not entered as having left
        if total is None:
            total = done + (db.session.scalar(select(func.count()).select_from(_waiting(import_id).subquery())) or 0)
        rows = db.session.scalars(_waiting(import_id).order_by(ImportRow.number).limit(CHUNK)).all()
        if not rows:
            return _end(import_, context, total)
        apply_rows(import_, rows, By(judged_actor(context, import_), context.now(), {"import_id": import_id}))
        done += len(rows)
        context.progress(done, total, DOING)
        context.checkpoint({"done": done})
    return None


def _waiting(import_id: UUID) -> Any:
    return select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.verdict.in_(ACTING), ImportRow.applied_at.is_(None))


def _end(import_: Import, context: Context, total: int) -> dict[str, Any]:
    now = context.now()
    import_.state, import_.applied_at, import_.ended_at, import_.counts = "applied", now, now, counting.count(import_)
    audit.record("apply", "import", import_.id, actor=judged_actor(context, import_), now=now, after=dict(import_.counts))
    context.progress(total, total)
    return {}


def apply_rows(import_: Import, rows: Sequence[ImportRow], by: By) -> None:
    """Judge these rows again and do what they say, in the running transaction."""
    kept = {row.number: unseal(row) for row in rows}
    judged, facts = _judge_again(import_, rows, kept, by.now)
    good = [row for row in rows if judged[row.number].verdict in ACTING]
    guard_ids = {row.guard_id for row in good if row.guard_id}
    before = digests(guard_ids)
    done = _do([(row, judged[row.number].acts) for row in good], facts, by)
    areas.follow_guards(guard_ids)
    after = digests(guard_ids)
    marks = []
    for row in rows:
        one, guard_id = judged[row.number], row.guard_id
        values = {"the_number": row.number, "new_verdict": one.verdict, "new_sealed": row.sealed, "new_done": None, "new_applied_at": None}
        if one.verdict in ACTING:
            told = {**done[row.number], "before": before[guard_id], "after": after[guard_id]}  # type: ignore[index]
            values |= {"new_done": told, "new_applied_at": by.now}
        else:
            again = Kept(kept[row.number].cells, one.acts, one.problems, kept[row.number].missing, kept[row.number].mended)
            values["new_sealed"] = seal(import_.id, row.number, again)
        marks.append(values)
    table: Any = ImportRow.__table__
    statement = update(table).where(table.c.import_id == import_.id, table.c.number == bindparam("the_number"))
    columns: Values = {name: bindparam(f"new_{name}") for name in ("verdict", "sealed", "done", "applied_at")}
    db.session.connection().execute(statement.values(columns), marks)


def _judge_again(import_: Import, rows: Sequence[ImportRow], kept: dict[int, Kept], now: datetime) -> tuple[dict[int, Judged], Facts]:
    """What comes of each row now; what is something else than was shown, is refused."""
    judging = Judging(import_, china_date(now), habits_of(import_), lock=True)
    in_file = [row.number for row in rows if row.in_file]
    beside = {row.guard_id for row in rows if row.guard_id}
    found, facts = judge_again(judging, [kept[number] for number in in_file], beside)
    judged = dict(zip(in_file, found, strict=True))
    for row in rows:
        if not row.in_file and row.guard_id:
            judged[row.number] = missing.judge_one(import_, row.guard_id, facts)
    return {row.number: _as_shown(row, kept[row.number], judged[row.number]) for row in rows}, facts


def _as_shown(row: ImportRow, kept: Kept, judged: Judged) -> Judged:
    if judged.verdict == SAME or judged.verdict == REFUSED:
        return judged
    if judged.verdict == row.verdict and judged.guard_id == row.guard_id and judged.acts == kept.acts:
        return judged
    return Judged(REFUSED, [], [*judged.problems, about("row.changed_since")], judged.guard_id)


def _do(rows: Sequence[tuple[ImportRow, list[Values]]], facts: Facts, by: By) -> dict[int, Values]:
    """Change the register; by row what was written, so that it can be taken back."""
    done: dict[int, Values] = {row.number: {} for row, _ in rows}
    employments = {guard_id: work.id for guard_id, work in facts.work.items()}
    _hire(rows, facts, employments, done, by)
    _move(rows, facts, employments, done, by)
    _post(rows, facts, employments, done, by)
    _leave(rows, facts, done, by)
    return done


def _of_kind(rows: Iterable[tuple[ImportRow, list[Values]]], kind: str) -> list[tuple[ImportRow, Values]]:
    return [(row, act) for row, acts in rows for act in acts if act["act"] == kind]


def _hire(rows: Any, facts: Facts, employments: dict[UUID, UUID], done: dict[int, Values], by: By) -> None:
    found = _of_kind(rows, "hire")
    values = [{"guard_id": r.guard_id, "unit_id": facts.unit_id, "position": act["position"], "started_on": act["on"]} for r, act in found]
    for (row, _), employment_id in zip(found, many.hire(values, by), strict=True):
        employments[row.guard_id] = employment_id  # type: ignore[index]
        inactive = facts.by_id[row.guard_id].status == "inactive"  # type: ignore[index]
        done[row.number] |= {"hired": str(employment_id), "was_inactive": inactive}


def _move(rows: Any, facts: Facts, employments: dict[UUID, UUID], done: dict[int, Values], by: By) -> None:
    found = _of_kind(rows, "change_position")
    many.change_positions([{"id": employments[r.guard_id], "position": act["position"], "was": act["was"]} for r, act in found], by)  # type: ignore[index]
    for row, act in found:
        done[row.number] |= {"employment": str(employments[row.guard_id]), "position_was": act["was"]}  # type: ignore[index]


def _post(rows: Any, facts: Facts, employments: dict[UUID, UUID], done: dict[int, Values], by: By) -> None:
    """Postings; one of which the end is known already is entered with it."""
    new: list[tuple[ImportRow, Values]] = []
    ends: list[tuple[ImportRow, Values]] = []
    for row, acts in rows:
        until = {act["site_id"]: act["on"] for act in acts if act["act"] == "end_posting" and "posting_id" not in act}
        common = {"employment_id": employments.get(row.guard_id), "guard_id": row.guard_id}
        for act in acts:
            if act["act"] == "post":
                new.append((row, {**common, "site_id": act["site_id"], "started_on": act["on"], "ended_on": until.get(act["site_id"])}))
            elif act["act"] == "end_posting" and "posting_id" in act:
                since = facts.work[row.guard_id].posted[act["site_id"]][1]
                ends.append(
                    (row, {**common, "id": act["posting_id"], "site_id": act["site_id"], "started_on": since, "ended_on": act["on"]})
                )
    for (row, _), posting_id in zip(new, many.post([values for _, values in new], by), strict=True):
        done[row.number].setdefault("posted", []).append(str(posting_id))
    many.end_postings([values for _, values in ends], by)
    for row, values in ends:
        done[row.number].setdefault("ended", []).append(str(values["id"]))


def _leave(rows: Any, facts: Facts, done: dict[int, Values], by: By) -> None:
    found = _of_kind(rows, "leave")
    values = []
    for row, act in found:
        work = facts.work[row.guard_id]  # type: ignore[index]
        fixed = {
            "id": work.id,
            "guard_id": row.guard_id,
            "unit_id": facts.unit_id,
            "position": work.position,
            "started_on": work.started_on,
        }
        values.append({**fixed, "ended_on": act["on"], "leaving_reason": act["reason"], "leaving_note": act["note"]})
    ended = many.leave(values, by)
    for (row, _), one in zip(found, values, strict=True):
        done[row.number] |= {"left": str(one["id"]), "ended": [str(posting) for posting in ended.get(one["id"], ())]}

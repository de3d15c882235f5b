"""The roster's changes for many people in a few statements. Whoever calls has asked the rules of `operations` of each, and holds
the locks; the constraints speak all the same. Each change is audited for itself, and the areas follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, inspect, select, update

from backend import audit
from backend.database import new_id
from backend.extensions import db
from backend.guards import operations as guards
from backend.permissions import Actor
from backend.roster.models import Employment, Posting
from backend.roster.transfers import carrying_out

_FACTS = ("guard_id", "unit_id", "position", "started_on", "ended_on")
_POSTING_FACTS = ("guard_id", "site_id", "employment_id", "started_on", "ended_on")

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class By:
    """Who changes it, when, and what every event of it says beside (the batch it belongs to)."""

    actor: Actor | None
    now: datetime
    beside: Values


def hire(rows: Sequence[Values], by: By) -> list[UUID]:
    """Enter people in a unit's roster; the ids of their employments.

    rows  guard_id, unit_id, position, started_on
    """
    made = [{"id": new_id(), "ended_on": None, "created_at": by.now, **row} for row in rows]
    if made:
        db.session.execute(insert(Employment), made)
        guards.set_employers([row["guard_id"] for row in made], made[0]["unit_id"], by.now)
    for row in made:
        _note("hire", "employment", row["id"], by, after=_told(row, _FACTS))
    return [row["id"] for row in made]


def leave(rows: Sequence[Values], by: By) -> dict[UUID, list[UUID]]:
    """End employments and every posting under them; the ids of the postings that ended, by employment. Open transfers lapse.

    rows  id, guard_id, unit_id, position, started_on; ended_on, leaving_reason, leaving_note
    """
    if not rows:
        return {}
    ids = [row["id"] for row in rows]
    still = select(Posting.id, Posting.employment_id).where(Posting.employment_id.in_(ids), Posting.ended_on.is_(None))
    ended: dict[UUID, list[UUID]] = {}
    for posting in db.session.execute(still.order_by(Posting.id)):
        ended.setdefault(posting.employment_id, []).append(posting.id)
    _each(Employment, rows, ("ended_on", "leaving_reason", "leaving_note"))
    ends = [{"id": posting, "ended_on": row["ended_on"]} for row in rows for posting in ended.get(row["id"], ())]
    _each(Posting, ends, ("ended_on",))
    carrying_out.lapse_of(ids, by.now, by.actor)
    guards.set_employers([row["guard_id"] for row in rows], None, by.now)
    for row in rows:
        after = _told(row, (*_FACTS, "leaving_reason", "leaving_note")) | {"postings_ended": len(ended.get(row["id"], ()))}
        _note("leave", "employment", row["id"], by, before=_told({**row, "ended_on": None}, _FACTS), after=after)
    return ended


def change_positions(rows: Sequence[Values], by: By) -> None:
    """Give people on the roster another position.

    rows  id, position, was
    """
    _each(Employment, rows, ("position",))
    for row in rows:
        _note("change", "employment", row["id"], by, before={"position": row["was"]}, after={"position": row["position"]})


def post(rows: Sequence[Values], by: By) -> list[UUID]:
    """Post people to sites; the ids of the postings.

    rows  employment_id, guard_id, site_id, started_on, ended_on
    """
    made = [{"id": new_id(), "created_at": by.now, **row} for row in rows]
    if made:
        db.session.execute(insert(Posting), made)
    for row in made:
        _note("post", "posting", row["id"], by, after=_told(row, _POSTING_FACTS))
    return [row["id"] for row in made]


def end_postings(rows: Sequence[Values], by: By) -> None:
    """End postings; the guards stay on the roster.

    rows  id, employment_id, guard_id, site_id, started_on, ended_on
    """
    _each(Posting, rows, ("ended_on",))
    for row in rows:
        before = _told({**row, "ended_on": None}, _POSTING_FACTS)
        _note("unpost", "posting", row["id"], by, before=before, after=_told(row, _POSTING_FACTS))


def take_back_hires(employment_ids: Collection[UUID], guard_ids: Collection[UUID], by: By) -> None:
    """Delete employments that ought never to have been, with the postings under them; what they were stays in the audit."""
    if not employment_ids:
        return
    take_back_postings(db.session.scalars(select(Posting.id).where(Posting.employment_id.in_(employment_ids))).all(), by)
    columns = [Employment.id, *(getattr(Employment, name) for name in _FACTS)]
    for row in db.session.execute(select(*columns).where(Employment.id.in_(employment_ids)).order_by(Employment.id)):
        _note("take_back", "employment", row.id, by, before=_told(row._asdict(), _FACTS))
    db.session.execute(delete(Employment).where(Employment.id.in_(employment_ids)))
    guards.set_employers(guard_ids, None, by.now)


def take_back_postings(posting_ids: Collection[UUID], by: By) -> None:
    """Delete postings that ought never to have been; what they were stays in the audit."""
    if not posting_ids:
        return
    columns = [Posting.id, *(getattr(Posting, name) for name in _POSTING_FACTS)]
    for row in db.session.execute(select(*columns).where(Posting.id.in_(posting_ids)).order_by(Posting.id)):
        _note("take_back", "posting", row.id, by, before=_told(row._asdict(), _POSTING_FACTS))
    db.session.execute(delete(Posting).where(Posting.id.in_(posting_ids)))


def take_back_leavings(employment_ids: Collection[UUID], guard_ids: Collection[UUID], unit_id: UUID, by: By) -> None:
    """Open employments again that were ended by mistake; their postings are opened for themselves."""
    if not employment_ids:
        return
    again = update(Employment).where(Employment.id.in_(employment_ids))
    db.session.execute(again.values(ended_on=None, leaving_reason=None, leaving_note=None), execution_options=_UNSEEN)
    guards.set_employers(guard_ids, unit_id, by.now)
    for employment_id in employment_ids:
        _note("reopen", "employment", employment_id, by, after={"ended_on": None})


def reopen_postings(posting_ids: Collection[UUID], by: By) -> None:
    """Open postings again that were ended by mistake."""
    if not posting_ids:
        return
    db.session.execute(update(Posting).where(Posting.id.in_(posting_ids)).values(ended_on=None), execution_options=_UNSEEN)
    for posting_id in posting_ids:
        _note("reopen", "posting", posting_id, by, after={"ended_on": None})


_UNSEEN = {"synchronize_session": False}


def _each(model: Any, rows: Iterable[Values], names: Collection[str]) -> None:
    """Write these columns of each row by its id."""
    values = [{"the_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows]
    if values:
        columns: dict[Any, Any] = {inspect(model).columns[name]: bindparam(f"new_{name}") for name in names}
        table = model.__table__
        statement = update(table).where(table.c.id == bindparam("the_id")).values(columns)
        db.session.connection().execute(statement, values)


def _told(row: Values, names: Iterable[str]) -> Values:
    return {name: row.get(name) for name in names}


def _note(action: str, subject: str, subject_id: UUID, by: By, *, before: Values | None = None, after: Values | None = None) -> None:
    audit.record(action, subject, subject_id, actor=by.actor, now=by.now, before=before, after={**(after or {}), **by.beside})

"""Keep the warnings of some units what they ought to be: find all there are, open what is new, close what is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from backend.clock import china_date
from backend.database import new_id
from backend.extensions import db
from backend.units.models import Unit
from backend.warnings import telling
from backend.warnings.found import Found
from backend.warnings.models import UnitWarning, WarningLook
from backend.warnings.sources import SOURCES

_KEPT = ("since", "due_on", "step", "urgency", "facts")
_REOPENED = {"state": "open", "done_at": None, "muted_until": None, "muted_by_id": None, "muted_by_name": None}


def look(unit_ids: Collection[UUID], now: datetime) -> None:
    """Bring the warnings of these units up to date, in the session's transaction."""
    today, ids = china_date(now), sorted(unit_ids)
    if not ids:
        return
    _hold(ids, now)
    found = {(one.unit_id, one.kind, one.subject_id): one for source in SOURCES for one in source.find(ids, today)}
    kept = _kept(ids, [kind for source in SOURCES for kind in source.kinds])
    found = {key: one if one.since else replace(one, since=_first_seen(kept.get(key), today)) for key, one in found.items()}
    _open([one for key, one in found.items() if key not in kept], now)
    _change([change for key, one in found.items() if key in kept and (change := _difference(kept[key], one, today, now))])
    _close([row.id for key, row in kept.items() if key not in found and row.state != "done"], now)
    telling.tell(ids, now)


def units_after(last: UUID | None, most: int) -> list[UUID]:
    """The next units, in the order of ids, for who looks at all of them."""
    statement = select(Unit.id).order_by(Unit.id).limit(most)
    return list(db.session.scalars(statement.where(Unit.id > last) if last else statement))


def forget_done(before: datetime) -> None:
    """Delete what was put right before that instant."""
    db.session.execute(delete(UnitWarning).where(UnitWarning.done_at < before).execution_options(synchronize_session=False))


def _hold(ids: list[UUID], now: datetime) -> None:
    """Let nobody else look at these units until this transaction ends; in the order of ids, so that two never wait in a ring."""
    rows = [{"unit_id": unit_id, "looked_at": now} for unit_id in ids]
    statement = _dialect().insert(WarningLook)
    db.session.execute(statement.on_conflict_do_update(index_elements=["unit_id"], set_={"looked_at": now}), rows)


def _kept(ids: list[UUID], kinds: list[str]) -> dict[tuple[UUID, str, UUID], Any]:
    names = ("id", "unit_id", "kind", "subject_id", "state", "muted_until", *_KEPT)
    rows = db.session.execute(
        select(*(getattr(UnitWarning, name) for name in names)).where(UnitWarning.unit_id.in_(ids), UnitWarning.kind.in_(kinds))
    )
    return {(row.unit_id, row.kind, row.subject_id): row for row in rows}


def _first_seen(row: Any, today: date) -> date:
    since: date = today if row is None or row.state == "done" else row.since
    return since


def _values(one: Found) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in _KEPT}, "sort_on": one.due_on or one.since}


def _open(new: Iterable[Found], now: datetime) -> None:
    rows = [
        {
            "id": new_id(), "unit_id": one.unit_id, "kind": one.kind, "subject_id": one.subject_id, **_values(one),
            "state": "open", "opened_at": now,
        }
        for one in new
    ]  # fmt: skip
    if rows:
        db.session.execute(insert(UnitWarning), rows)


def _difference(row: Any, one: Found, today: date, now: datetime) -> dict[str, Any] | None:
    """What to change in a kept row; None for nothing. It is told anew when it comes back, or has become more urgent."""
    changed = any(getattr(row, name) != getattr(one, name) for name in _KEPT)
    worse = one.urgency < row.urgency or (one.step is not None and row.step is not None and one.step < row.step)
    ended = row.state == "done" or (row.state == "muted" and row.muted_until <= today)
    if not (changed or ended):
        return None
    again = ended or worse
    told = {**_REOPENED, "told_at": None, **({"opened_at": now} if row.state == "done" else {})}
    return {"id": row.id, **_values(one), **(told if again else {})}


def _change(changes: list[dict[str, Any]]) -> None:
    by_form: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for change in changes:
        by_form.setdefault(tuple(change), []).append(change)
    for rows in by_form.values():
        db.session.execute(update(UnitWarning), rows)


def _close(ids: list[UUID], now: datetime) -> None:
    values = {"state": "done", "done_at": now, "muted_until": None, "muted_by_id": None, "muted_by_name": None}
    if ids:
        db.session.execute(update(UnitWarning), [{"id": one, **values} for one in ids])


def _dialect() -> Any:
    return postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite

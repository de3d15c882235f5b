"""Find watched lists within a manager's reach, and what changed in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload

from backend.accounts.actors import own_unit_ids
from backend.certificates.models import Certificate, since_on
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.guards.models import Guard
from backend.jurisdictions.models import Agency
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.units.queries import get_unit
from backend.watches.checking import COLUMNS, NOTHING, shown, state_column
from backend.watches.models import UNKNOWN, Watch, WatchedNumber


def list_watches(actor: Actor, unit_id: UUID, query: dict[str, Any], today: date) -> Page:
    """The lists that a unit within reach and its branches watch, the latest first. Raises NotFound."""
    statement = _whole().where(Watch.unit_id.in_(own_unit_ids(get_unit(actor, unit_id).id)))
    page = paginate(statement, [Watch.id], query["cursor"], query["limit"], descending=True)
    return Page(with_counts(page.items, today), page.next_cursor)


def get_watch(actor: Actor, watch_id: UUID, *, lock: bool = False) -> Watch:
    """One list of the own units, locked for a change if asked. Raises NotFound."""
    statement = _whole().where(Watch.id == watch_id, Watch.unit_id.in_(actor.unit_ids))
    found: Watch | None = db.session.execute(statement.with_for_update(of=Watch) if lock else statement).scalar_one_or_none()
    if found is None:
        raise OutOfReach("watch", watch_id) if db.session.get(Watch, watch_id) else NotFound()
    return found


def with_counts(watches: Iterable[Watch], today: date) -> list[SimpleNamespace]:
    """Lists as values of `WatchSchema`, in two questions however many they are."""
    ids = [watch.id for watch in watches]
    counts: dict[UUID, int] = dict(_counted(select(WatchedNumber.watch_id, func.count()).where(WatchedNumber.watch_id.in_(ids))))
    changes: dict[UUID, int] = dict(_counted(_changed(today, WatchedNumber.watch_id, func.count()).where(WatchedNumber.watch_id.in_(ids))))
    names = ("id", "unit_id", "unit_name", "name", "created_by_name", "created_at", "seen_at", "version")
    return [
        SimpleNamespace(**{name: getattr(one, name) for name in names}, count=counts.get(one.id, 0), changed=changes.get(one.id, 0))
        for one in watches
    ]


def list_numbers(watch: Watch, query: dict[str, Any], today: date) -> Page:
    """The numbers of a list in its order, with what is told of each; only the changed ones if asked."""
    columns = (WatchedNumber.number.label("watched"), WatchedNumber.seen_state, *COLUMNS)
    statement = _changed(today, *columns) if query["changed"] else _joined(*columns)
    statement = statement.outerjoin(Guard, Guard.id == Certificate.guard_id).outerjoin(Agency, Agency.code == Certificate.agency_code)
    page = paginate(statement.where(WatchedNumber.watch_id == watch.id), [WatchedNumber.position], query["cursor"], query["limit"])
    names = [column.key for column in columns]
    rows = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in page.items]
    return Page([{**_told(row, today), "seen_state": row.seen_state} for row in rows], page.next_cursor)


class Changed(NamedTuple):
    """A list in which something changed that nobody took note of: of how many numbers, and the latest day since when."""

    watch_id: UUID
    unit_id: UUID
    numbers: int
    since: date


def changed(unit_ids: Collection[UUID], today: date) -> list[Changed]:
    """The lists of these units in which something changed, set-based: for the warnings."""
    columns = (Watch.unit_id, WatchedNumber.watch_id, Certificate.state, Certificate.state_since, Certificate.expires_on)
    statement = _changed(today, *columns).join(Watch, Watch.id == WatchedNumber.watch_id).where(Watch.unit_id.in_(unit_ids))
    found: dict[UUID, Changed] = {}
    for row in db.session.execute(statement):
        since = since_on(row.state, row.state_since, row.expires_on, today) if row.state else today
        before = found.get(row.watch_id)
        found[row.watch_id] = Changed(
            row.watch_id, row.unit_id, before.numbers + 1 if before else 1, max(since, before.since) if before else since
        )
    return list(found.values())


def _told(row: Any, today: date) -> dict[str, Any]:
    if row.number is None:
        return {"number": row.watched, "state": UNKNOWN, **NOTHING}
    return shown(row, today)


def _joined(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(WatchedNumber).outerjoin(Certificate, Certificate.number == WatchedNumber.number)


def _changed(today: date, *columns: Any) -> Select[Any]:
    return _joined(*columns).where(and_(WatchedNumber.seen_state != state_column(today)))


def _counted(statement: Any) -> Any:
    return [tuple(row) for row in db.session.execute(statement.group_by(WatchedNumber.watch_id))]


def _whole() -> Select[Any]:
    return select(Watch).options(joinedload(Watch.unit))

"""Write anew by what guards are found, chunk by chunk, while everybody works.

Whom an older release registered lacks rows; whom it changed may have rows that fit no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, func, or_, select, tuple_, update

from backend.extensions import db
from backend.guards import finders
from backend.guards.finders import EVERYBODY, NUMBER
from backend.guards.models import Guard, GuardArea, GuardFinder
from backend.permissions import CITY_DIGITS

_WHOLE_KEY = (GuardFinder.key, GuardFinder.place, GuardFinder.name, GuardFinder.guard_id)


def write_some(after: UUID, *, everyone: bool, limit: int = 2000) -> Sequence[UUID]:
    """Write anew the rows of the next guards behind `after`, of those whom an older release wrote or of everyone.

    Returns whose; nobody's at the end. Who was findable stays so.
    """
    wanted = select(Guard).where(Guard.id > after).order_by(Guard.id).limit(limit).with_for_update(of=Guard, key_share=True)
    guards = db.session.scalars(wanted if everyone else wanted.where(Guard.found_as.is_(None))).all()
    if guards:
        _write_anew(guards, everyone)
    return [guard.id for guard in guards]


def forget_some(after: tuple[Any, ...] | None, *, limit: int = 20_000) -> tuple[Any, ...] | None:
    """Look at the next rows behind the one with the key `after`, and remove those that fit their guard no more.

    Returns the last key looked at; None at the end.
    """
    wanted = select(*_WHOLE_KEY, _misfit().label("misfit")).join(Guard, Guard.id == GuardFinder.guard_id)
    rows = db.session.execute((wanted.where(tuple_(*_WHOLE_KEY) > after) if after else wanted).order_by(*_WHOLE_KEY).limit(limit)).all()
    if misfits := [((row.key, row.place, row.name), row.guard_id) for row in rows if row.misfit]:
        _forget(misfits)
    return tuple(rows[-1][:-1]) if rows else None


def _write_anew(guards: Sequence[Guard], everyone: bool) -> None:
    """All rows, or those of the places alone where the release that wrote the guard knew the others."""
    codes = finders.codes_of([guard.id for guard in guards])
    unread = {guard.id: guard.name for guard in guards if everyone or guard.readings is None}
    rows: list[finders.Placed] = []
    for guard in guards:
        facts = finders.facts_of(guard, codes[guard.id])
        rows += [(row, guard.id, facts) for row in (finders.rows_of if guard.id in unread else finders.rows_of_places)(facts)]
    finders.write(rows)
    table: Any = Guard.__table__  # not through the model: its version counts what people change
    db.session.execute(update(table).where(table.c.id.in_(codes)).values(found_as=finders.FORM))
    if unread:
        statement = update(table).where(table.c.id == bindparam("the_id")).values(readings=bindparam("read_as"))
        found = [{"the_id": guard_id, "read_as": finders.readings_of(name)} for guard_id, name in unread.items()]
        db.session.connection().execute(statement, found)


def _forget(misfits: Sequence[tuple[finders.FinderRow, UUID]]) -> None:
    """Look again, at locked guards: somebody may be changing them."""
    ids = {guard_id for _, guard_id in misfits}
    guards = db.session.scalars(select(Guard).where(Guard.id.in_(ids)).order_by(Guard.id).with_for_update(of=Guard, key_share=True)).all()
    codes = finders.codes_of(ids)
    facts = {guard.id: finders.facts_of(guard, codes[guard.id]) for guard in guards}
    right = {guard_id: set(finders.rows_of(each)) for guard_id, each in facts.items()}
    finders.forget([(row, guard_id, facts[guard_id]) for row, guard_id in misfits if row not in right[guard_id]])


def _misfit() -> Any:
    """SQL: the row is of a former name, number or city."""
    key = GuardFinder.key
    city = case((key.startswith(EVERYBODY), func.substr(key, 2)), else_=func.substr(key, 2, CITY_DIGITS))
    seen = select(GuardArea.guard_id).where(GuardArea.guard_id == Guard.id, func.substr(GuardArea.agency_code, 1, CITY_DIGITS) == city)
    number = func.substr(key, 2 + CITY_DIGITS)
    return case(
        (key == EVERYBODY, GuardFinder.name != Guard.name_key),
        (key.startswith(EVERYBODY), or_(GuardFinder.name != Guard.name_key, ~seen.exists())),
        (key.startswith(NUMBER), or_(func.coalesce(Guard.certificate_number, "") != number, ~seen.exists())),
        else_=GuardFinder.name != Guard.name,
    )

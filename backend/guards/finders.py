"""Finding any guard of a million by whatever is typed, within whatever reach, in a few milliseconds.

One table, the same on both databases, whose key is its order: for each single character and each pair in
a name, and for each reading of it, a row. Beside what is found stand the guard's counties and the state of
the certificate, so that a page is read from one stretch of the key until it is full, and no row is
visited in vain. A part of three characters and more is looked up by its first two and checked on the name.

The price is about ten rows a guard, written anew when the name changes, and amended when the counties or
the certificate do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from backend.extensions import db
from backend.guards import names
from backend.guards.models import Guard, GuardArea, GuardFinder
from backend.permissions import COUNTY_DIGITS, Actor

BEGINS, INSIDE, READING = 0, 1, 2
"""Places: where the part stands in the name; from READING on it is a reading, see `rows_of`."""

EVERYBODY = "*"
"""The key of a row that each guard has, in the order of lists. No part of a name and no reading is written so."""

_KEY = ("key", "place", "name", "guard_id")


class Facts(NamedTuple):
    """What decides whether a guard who was found is shown."""

    areas: str
    state: str | None
    expires_on: date | None


def areas_of(agency_codes: Iterable[str]) -> str:
    """The counties of these agencies, each behind a blank, so that a reach is a text to look for."""
    return "".join(f" {county}" for county in sorted({code[:COUNTY_DIGITS] for code in agency_codes}))


def rows_of(name: str) -> list[tuple[str, int, str]]:
    """Key, place and order of each row of a name.

    A reading's place counts the letters which it has in common with a smaller reading of the same name: who
    types no more than those finds the guard at that one, and only there.
    """
    parts = names.characters(name)
    begins = {"".join(parts[:1]), "".join(parts[:2])}
    pieces = {*parts, *("".join(pair) for pair in pairwise(parts))}
    found = [(piece, BEGINS if piece in begins else INSIDE, name) for piece in pieces]
    keys = sorted(names.search_keys(name))
    for place, key in enumerate(keys):
        shared = max((_alike(key, smaller) for smaller in keys[:place]), default=0)
        found.append((key, READING + shared, name))
    found.append((EVERYBODY, BEGINS, names.sort_key(name)))
    return sorted(found)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    for count, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return count
    return min(len(one), len(other))


def readings_of(name: str) -> str:
    """All readings of a name, each behind a blank: what a short list is narrowed by."""
    return "".join(f" {key}" for key in sorted(names.search_keys(name)))


def add(people: Iterable[tuple[UUID, str, Facts]]) -> None:
    """Make these guards findable."""
    rows = [row for guard_id, name, facts in people for row in table_rows(guard_id, name, facts)]
    if rows:
        db.session.execute(insert(GuardFinder), rows)


def table_rows(guard_id: UUID, name: str, facts: Facts) -> list[dict[str, Any]]:
    """The rows of one guard."""
    told = {"guard_id": guard_id, **facts._asdict()}
    return [{"key": key, "place": place, "name": order, **told} for key, place, order in rows_of(name)]


def remove(guard_id: UUID, name: str) -> None:
    """Forget a guard's name, before it changes."""
    _each(delete(GuardFinder), [(guard_id, name)])


def follow_certificate(guard_id: UUID, name: str, state: str | None, expires_on: date | None) -> None:
    """The certificate that counts is another one, or in another state."""
    _each(update(GuardFinder).values(state=state, expires_on=expires_on), [(guard_id, name)])


def follow_areas(guard_ids: Sequence[UUID]) -> None:
    """Note anew the counties of these guards. Their areas must have been written."""
    codes: dict[UUID, list[str]] = {guard_id: [] for guard_id in guard_ids}
    for row in db.session.execute(select(GuardArea.guard_id, GuardArea.agency_code).where(GuardArea.guard_id.in_(guard_ids))):
        codes[row.guard_id].append(row.agency_code)
    known = db.session.execute(select(Guard.id, Guard.name).where(Guard.id.in_(guard_ids)))
    people = [(row.id, row.name, areas_of(codes[row.id])) for row in known]
    _each(update(GuardFinder).values(areas=bindparam("new_areas")), [(id_, name) for id_, name, _ in people], [a for *_, a in people])


def containing(part: str) -> Any:
    """SQL: the rows of names with that part."""
    parts = names.characters(part)
    condition = and_(GuardFinder.key == "".join(parts[:2]), GuardFinder.place < READING)
    return condition if len(parts) <= 2 else and_(condition, GuardFinder.name.icontains(part, autoescape=True))


def everybody() -> Any:
    """SQL: one row of each guard."""
    return and_(GuardFinder.key == EVERYBODY, GuardFinder.place == BEGINS)


def reading(typed: str, end: str) -> Any:
    """SQL: the rows of names with a reading that begins as typed; each name once.

    end  the first text behind all that begin so
    """
    places = GuardFinder.place.between(READING, READING + len(typed) - 1)
    return and_(GuardFinder.key >= typed, GuardFinder.key < end, places)


def in_reach(actor: Actor) -> Any:
    """SQL: one of the guard's counties lies within an officer's reach, which is a county or more."""
    find = func.instr if db.engine.dialect.name == "sqlite" else func.strpos  # both quicker than LIKE
    return find(GuardFinder.areas, f" {actor.reach_prefix}") > 0


def in_state(state: str, today: date) -> Any:
    """SQL: the certificate is in that state today."""
    if state not in ("valid", "expired"):
        return GuardFinder.state == state
    past = GuardFinder.expires_on < today
    fits = past if state == "expired" else or_(GuardFinder.expires_on.is_(None), ~past)
    return and_(GuardFinder.state == "valid", fits)


def reindex_some(after: UUID, *, everyone: bool, limit: int = 2000) -> Sequence[UUID]:
    """Write anew the rows of the next guards behind `after`, of those whom an older release wrote or of everyone.

    Returns whose; nobody's at the end. Who was findable stays so.
    """
    wanted = select(Guard).where(Guard.id > after).order_by(Guard.id).limit(limit).with_for_update(of=Guard, key_share=True)
    guards = db.session.scalars(wanted if everyone else wanted.where(Guard.readings.is_(None))).all()
    if guards:
        _write_anew(guards)
    return [guard.id for guard in guards]


def _write_anew(guards: Sequence[Guard]) -> None:
    codes: dict[UUID, list[str]] = {guard.id: [] for guard in guards}
    for area in db.session.execute(select(GuardArea.guard_id, GuardArea.agency_code).where(GuardArea.guard_id.in_(codes))):
        codes[area.guard_id].append(area.agency_code)
    _each(delete(GuardFinder), [(guard.id, guard.name) for guard in guards])
    add((guard.id, guard.name, Facts(areas_of(codes[guard.id]), guard.certificate_state, guard.certificate_expires_on)) for guard in guards)
    table: Any = Guard.__table__  # not through the model: its version counts what people change
    statement = update(table).where(table.c.id == bindparam("the_id")).values(readings=bindparam("found_by"))
    db.session.connection().execute(statement, [{"the_id": guard.id, "found_by": readings_of(guard.name)} for guard in guards])


def _each(statement: Any, people: Sequence[tuple[UUID, str]], areas: Sequence[str] = ()) -> None:
    """Run the statement on every row of these people, each by its whole key."""
    if not people:
        return
    table: Any = GuardFinder.__table__
    statement = statement.where(*(table.c[column] == bindparam(f"the_{column}") for column in _KEY))
    rows = [
        {"the_key": key, "the_place": place, "the_name": order, "the_guard_id": guard_id, **({"new_areas": areas[at]} if areas else {})}
        for at, (guard_id, name) in enumerate(people)
        for key, place, order in rows_of(name)
    ]
    db.session.connection().execute(statement, rows)

"""Finding any guard of a million by whatever is typed, within whatever reach, in a few milliseconds.

One table, the same on both databases, whose key is its order: for each single character and each pair in
a name, and for each reading of it, a row. Beside what is found stand the guard's counties and the state of
the certificate, so that a page is read from one stretch of the key until it is full, and no row is
visited in vain. A part of three characters and more is looked up by its first two and checked on the name.

The price is about ten rows a guard, written anew when the name changes, and amended when the counties or
the certificate do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from backend.database import prefix_end
from backend.extensions import db
from backend.guards import names
from backend.guards.models import Guard, GuardArea, GuardFinder
from backend.permissions import CITY_DIGITS, COUNTY_DIGITS, Actor

BEGINS, INSIDE, READING = 0, 1, 2
"""Places: where the part stands in the name; from READING on it is a reading, see `rows_of`."""

EVERYBODY = "*"
"""The key of a row that each guard has, in the order of lists; with a city behind it, of each guard seen from there.

No part of a name and no reading is written so: digits are taken for a number before they come here.
"""

NUMBER = "#"
"""Begins the key by which a certificate's number is found from a city that sees the guard; the city and the number follow."""

FORM = 2
"""In which form the rows of a guard are written; none is noted where an older release wrote them, before there were cities."""

_KEY = ("key", "place", "name", "guard_id")
_TOLD = ("areas", "state", "expires_on")

FinderRow = tuple[str, int, str]
"""Key, place and order."""


class Facts(NamedTuple):
    """By what a guard is found (the first three), and what decides whether he is shown (the last three, with the areas)."""

    name: str
    number: str | None
    areas: str
    state: str | None
    expires_on: date | None


Placed = tuple[FinderRow, UUID, Facts]
"""A row, whose it is, and what it tells."""


def areas_of(agency_codes: Iterable[str]) -> str:
    """The counties of these agencies, each behind a blank, so that a reach is a text to look for."""
    return "".join(f" {county}" for county in sorted({code[:COUNTY_DIGITS] for code in agency_codes}))


def facts_of(guard: Any, agency_codes: Iterable[str]) -> Facts:
    """The facts of a guard, or of a row with the same columns, who is seen from these agencies."""
    return Facts(guard.name, guard.certificate_number, areas_of(agency_codes), guard.certificate_state, guard.certificate_expires_on)


def rows_of(facts: Facts) -> list[FinderRow]:
    """Key, place and order of each row of a guard."""
    return sorted([*_name_rows(facts.name), *rows_of_places(facts)])


def rows_of_places(facts: Facts) -> list[FinderRow]:
    """Those that say from which cities a guard is seen, and under which number."""
    order = names.sort_key(facts.name)
    cities = sorted({area[:CITY_DIGITS] for area in facts.areas.split()})
    found = [(EVERYBODY, BEGINS, order), *((EVERYBODY + city, BEGINS, order) for city in cities)]
    return found + [(NUMBER + city + facts.number, BEGINS, "") for city in cities if facts.number]


def _name_rows(name: str) -> Iterator[FinderRow]:
    """Those of the name and its readings.

    A reading's place counts the letters which it has in common with a smaller reading of the same name: who
    types no more than those finds the guard at that one, and only there.
    """
    parts = names.characters(name)
    begins = {"".join(parts[:1]), "".join(parts[:2])}
    pieces = {*parts, *("".join(pair) for pair in pairwise(parts))}
    yield from ((piece, BEGINS if piece in begins else INSIDE, name) for piece in pieces)
    keys = sorted(names.search_keys(name))
    for place, key in enumerate(keys):
        shared = max((_alike(key, smaller) for smaller in keys[:place]), default=0)
        yield key, READING + shared, name


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    for count, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return count
    return min(len(one), len(other))


def readings_of(name: str) -> str:
    """All readings of a name, each behind a blank: what a short list is narrowed by."""
    return "".join(f" {key}" for key in sorted(names.search_keys(name)))


def add(people: Iterable[tuple[UUID, Facts]]) -> None:
    """Make these guards findable."""
    _insert([(row, guard_id, facts) for guard_id, facts in people for row in rows_of(facts)])


def write(rows: Sequence[Placed]) -> None:
    """Put these rows in the place of what an older release may have left there."""
    forget(rows)
    _insert(rows)


def forget(rows: Sequence[Placed]) -> None:
    """Remove these rows."""
    _each(delete(GuardFinder), rows)


def follow(changes: Iterable[tuple[UUID, Facts, Facts]]) -> None:
    """These guards are another than before: amend the rows that stay, and change the others.

    changes  guard, facts before, facts now; the guards are locked
    """
    gone: list[Placed] = []
    kept: list[Placed] = []
    fresh: list[Placed] = []
    for guard_id, before, now in changes:
        old, new = set(rows_of(before)), set(rows_of(now))
        for rows, found in ((old - new, gone), (old & new, kept), (new - old, fresh)):
            found += [(row, guard_id, now) for row in sorted(rows)]
    forget(gone)
    _each(update(GuardFinder).values({name: bindparam(f"new_{name}") for name in _TOLD}), kept)
    write(fresh)


def follow_areas(moved: Mapping[UUID, tuple[Iterable[str], Iterable[str]]]) -> None:
    """Guards are seen from other agencies.

    moved  agency codes before and now, by guard
    """
    columns = (Guard.id, Guard.name, Guard.certificate_number, Guard.certificate_state, Guard.certificate_expires_on)
    known = db.session.execute(select(*columns).where(Guard.id.in_(moved))).all() if moved else ()
    follow((row.id, *(facts_of(row, codes) for codes in moved[row.id])) for row in known)


def codes_of(guard_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """From which agencies these guards are seen."""
    codes: dict[UUID, list[str]] = {guard_id: [] for guard_id in guard_ids}
    for row in db.session.execute(select(GuardArea.guard_id, GuardArea.agency_code).where(GuardArea.guard_id.in_(guard_ids))):
        codes[row.guard_id].append(row.agency_code)
    return codes


def containing(part: str) -> Any:
    """SQL: the rows of names with that part."""
    parts = names.characters(part)
    condition = and_(GuardFinder.key == "".join(parts[:2]), GuardFinder.place < READING)
    return condition if len(parts) <= 2 else and_(condition, GuardFinder.name.icontains(part, autoescape=True))


def everybody(actor: Actor) -> Any:
    """SQL: one row of each guard, of the city in which the officer's reach lies or of the province."""
    return and_(GuardFinder.key == EVERYBODY + city_of(actor), GuardFinder.place == BEGINS)


def numbered(actor: Actor, begins: str) -> Any:
    """SQL: the rows of certificate numbers that begin so, of guards seen from the city in which the officer's reach lies."""
    key = NUMBER + city_of(actor) + begins
    return and_(GuardFinder.key >= key, GuardFinder.key < prefix_end(key), GuardFinder.place == BEGINS)


def city_of(actor: Actor) -> str:
    """The city in which an officer's reach lies; none for the province."""
    prefix = actor.reach_prefix or ""
    return prefix[:CITY_DIGITS] if len(prefix) >= CITY_DIGITS else ""


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


def _insert(rows: Sequence[Placed]) -> None:
    if rows:
        db.session.execute(insert(GuardFinder), [_key_of(row, guard_id) | _told(facts) for row, guard_id, facts in rows])


def _each(statement: Any, rows: Sequence[Placed]) -> None:
    """Run the statement on each of these rows by its whole key."""
    if not rows:
        return
    table: Any = GuardFinder.__table__
    statement = statement.where(*(table.c[column] == bindparam(f"the_{column}") for column in _KEY))
    db.session.connection().execute(statement, [_key_of(row, guard_id, "the_") | _told(facts, "new_") for row, guard_id, facts in rows])


def _key_of(row: FinderRow, guard_id: UUID, prefix: str = "") -> dict[str, Any]:
    return {prefix + name: value for name, value in zip(_KEY, (*row, guard_id), strict=True)}


def _told(facts: Facts, prefix: str = "") -> dict[str, Any]:
    return {prefix + name: getattr(facts, name) for name in _TOLD}

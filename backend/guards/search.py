"""The one search box for guards: what was typed decides how it is looked for.

A whole identity number is found by its keyed index, a number on a certificate by how it begins,
letters as a reading or initials, anything else as part of the name. What fits exactly comes first,
because in each of these orders the exact match is the smallest.

Over a county or more the finders are read (`guards.finders`); where few guards are in question, as in one
unit or a station's area, each of these is looked at.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, select

from backend import identity_number
from backend.database import prefix_end
from backend.guards import finders, names, sealing
from backend.guards.models import Guard, GuardFinder
from backend.guards.queries import in_certificate_state, in_reach, whole
from backend.pagination import Page, load_page, paginate
from backend.permissions import COUNTY_DIGITS, Actor

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search box holds, understood: `kind` is identity_number, certificate_number, reading or name."""

    kind: str
    value: str


def understand(q: str) -> Wanted | None:
    """Decide by its form what was typed; None when nothing was."""
    text = names.normalise(q.translate(_FULL_WIDTH))
    if not text:
        return None
    number = identity_number.find(text)
    if number:
        return Wanted("identity_number", number)
    if any(character in "0123456789" for character in text):
        return Wanted("certificate_number", text.replace(" ", ""))
    if names.typed_key(text) and all(_is_latin(character) for character in text):
        return Wanted("reading", names.typed_key(text))
    return Wanted("name", text)


def search(actor: Actor, query: dict[str, Any], today: date) -> Page:
    """Guards within reach that fit `q`, of a unit and with a certificate in a state if asked."""
    wanted = understand(query.get("q") or "")
    wide = actor.is_officer and len(actor.reach_prefix or "") <= COUNTY_DIGITS and not query.get("unit_id")
    if wanted is not None and wanted.kind.endswith("_number") and not (wide and _is_in_cities(actor, wanted)):
        return _by_number(actor, wanted, query, today)
    return (_among_all if wide else _among_few)(actor, wanted, query, today)


def _is_in_cities(actor: Actor, wanted: Wanted) -> bool:
    """Whether the finders hold what is wanted for a reach like this: numbers stand there by city, for cities and counties."""
    return wanted.kind == "certificate_number" and bool(finders.city_of(actor))


def matches(wanted: Wanted) -> Any:
    """SQL: a guard fits; for narrowing a list that is small already, such as one unit's roster."""
    if wanted.kind == "identity_number":
        return Guard.identity_index.in_(sealing.identity_indexes(wanted.value))
    if wanted.kind == "certificate_number":
        return _begins(Guard.certificate_number, wanted.value)
    if wanted.kind == "reading":
        return Guard.readings.contains(f" {wanted.value}", autoescape=True)
    return Guard.name.icontains(wanted.value, autoescape=True)


def _by_number(actor: Actor, wanted: Wanted, query: dict[str, Any], today: date) -> Page:
    statement = select(Guard.id).where(matches(wanted), in_reach(actor, few=len(actor.reach_prefix or "") <= COUNTY_DIGITS))
    first = [Guard.certificate_number] if wanted.kind == "certificate_number" else []
    page = paginate(_filter(statement, query, today), [*first, Guard.id], query["cursor"], query["limit"])
    return load_page(page, whole(), Guard.id)


def _among_all(actor: Actor, wanted: Wanted | None, query: dict[str, Any], today: date) -> Page:
    """For a county and more: the finders' own order is read until the page is full."""
    rows, keys = GuardFinder, [GuardFinder.name, GuardFinder.guard_id]
    if wanted is None:
        fits = finders.everybody(actor)
    elif wanted.kind == "certificate_number":
        fits, keys = finders.numbered(actor, wanted.value), [rows.key, rows.place, *keys]
    elif wanted.kind == "reading":
        fits, keys = finders.reading(wanted.value, prefix_end(wanted.value)), [rows.key, rows.place, *keys]
    else:
        fits, keys = finders.containing(wanted.value), [rows.place, *keys]
    statement = select(rows.guard_id).where(fits)
    if query.get("certificate_state"):  # first: it is quicker to see than the reach, and lets few pass
        statement = statement.where(finders.in_state(query["certificate_state"], today))
    statement = statement.where(finders.in_reach(actor))
    page = paginate(statement, keys, query["cursor"], query["limit"])
    return load_page(page, whole(), Guard.id)


def _among_few(actor: Actor, wanted: Wanted | None, query: dict[str, Any], today: date) -> Page:
    """For a station's area, one unit and a manager's units: all of their guards are looked at."""
    statement = _filter(select(Guard.id).where(in_reach(actor, few=bool(query.get("unit_id")))), query, today)
    keys: list[Any] = [Guard.name_key, Guard.id]
    if wanted is not None:
        statement = statement.where(matches(wanted))
        if wanted.kind == "name":
            keys = [case((_begins(Guard.name, wanted.value), finders.BEGINS), else_=finders.INSIDE), Guard.name, Guard.id]
    return load_page(paginate(statement, keys, query["cursor"], query["limit"]), whole(), Guard.id)


def _begins(column: Any, text: str) -> Any:
    return and_(column >= text, column < prefix_end(text))


def _filter(statement: Select[Any], query: dict[str, Any], today: date) -> Select[Any]:
    if query.get("unit_id"):
        statement = statement.where(Guard.unit_id == query["unit_id"])
    if query.get("certificate_state"):
        statement = statement.where(in_certificate_state(query["certificate_state"], today))
    return statement


def _is_latin(character: str) -> bool:
    return character in " '’-·" or "LATIN" in unicodedata.name(character, "")

"""The one search box for guards: what was typed decides how it is looked for.

A whole identity number is found by its keyed index, a number on a certificate by how it begins,
letters as a reading or initials, anything else as part of the name. What fits exactly comes first,
because in each of these orders the exact match is the smallest.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from backend.chained_pages import chain
from backend.database import prefix_end
from backend.guards import identity_number, name_index, names, sealing
from backend.guards.models import Guard, GuardSearchKey
from backend.guards.queries import in_certificate_state, in_reach, whole
from backend.pagination import Page, paginate
from backend.permissions import Actor

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}


TELLING = {"identity_number": 1, "certificate_number": 12, "reading": 6, "name": 2}
"""From how many characters on a search leaves few people of a million."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search box holds, understood: `kind` is identity_number, certificate_number, reading or name."""

    kind: str
    value: str

    @property
    def is_telling(self) -> bool:
        """Whether few people fit, anywhere."""
        return len(self.value) >= TELLING[self.kind]


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
    statement = _filter(whole().where(in_reach(actor, few=wanted is not None and wanted.is_telling)), query, today)
    cursor, limit = query["cursor"], query["limit"]
    if wanted is None:
        return paginate(statement, [Guard.name_key, Guard.id], cursor, limit)
    if wanted.kind == "identity_number":
        return paginate(statement.where(matches(wanted)), [Guard.id], cursor, limit)
    if wanted.kind == "certificate_number":
        return paginate(statement.where(matches(wanted)), [Guard.certificate_number, Guard.id], cursor, limit)
    if wanted.kind == "reading":
        return _by_reading(statement, wanted.value, cursor, limit)
    return _by_part(statement, wanted.value, cursor, limit)


def matches(wanted: Wanted) -> Any:
    """SQL: a guard fits; for narrowing a list that is small already, such as one unit's roster."""
    if wanted.kind == "identity_number":
        return Guard.identity_index.in_(sealing.identity_indexes(wanted.value))
    if wanted.kind == "certificate_number":
        return _begins(Guard.certificate_number, wanted.value)
    if wanted.kind == "reading":
        return Guard.id.in_(select(GuardSearchKey.guard_id).where(_begins(GuardSearchKey.key, wanted.value)))
    return Guard.name.icontains(wanted.value, autoescape=True)


def _by_reading(statement: Select[Any], typed: str, cursor: str | None, limit: int) -> Page:
    """In the order of the readings. A guard with several that fit stands at the first of them only."""
    earlier = aliased(GuardSearchKey)
    has_earlier = (
        select(earlier.key)
        .where(
            earlier.guard_id == GuardSearchKey.guard_id,
            earlier.key >= typed,
            earlier.key < GuardSearchKey.key,
        )
        .exists()
    )
    statement = statement.join(GuardSearchKey, GuardSearchKey.guard_id == Guard.id).where(_begins(GuardSearchKey.key, typed), ~has_earlier)
    return paginate(statement, [GuardSearchKey.key, GuardSearchKey.guard_id], cursor, limit)


def _by_part(statement: Select[Any], part: str, cursor: str | None, limit: int) -> Page:
    """First the names that begin so (the name itself, then longer ones), then those with the part further on."""
    begins = _begins(Guard.name, part)
    inside = and_(Guard.id.in_(name_index.containing(part)), ~begins)
    if len(names.characters(part)) > 2:
        inside = and_(inside, Guard.name.icontains(part, autoescape=True))
    keys = [Guard.name, Guard.id]
    return chain(
        lambda after, count: paginate(statement.where(begins), keys, after, count),
        lambda after, count: paginate(statement.where(inside), keys, after, count),
        cursor,
        limit,
    )


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

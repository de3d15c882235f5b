"""What a row says: its cells as values, and what is wrong with them."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.imports.reasons import Problem, about
from backend.sheets import values
from backend.sheets.cells import Cell, is_blank
from backend.sheets.dates import DateOrder

LONGEST_POSITION, LONGEST_SITE, LONGEST_REASON = 40, 500, 200
_DOTS = re.compile(r"[\s·•・．‧∙⋅･●.]+")
_MASKED = re.compile(r"[0-9]{3}\*{5,}[0-9X]{2}", re.ASCII)
"""An identity number as this system's own exports show it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A row's values; None where it says nothing, or what it says was refused."""

    name: str | None = None
    identity_number: str | None = None
    certificate_number: str | None = None
    position: str | None = None
    started_on: date | None = None
    site: str | None = None
    site_until: date | None = None
    phone: str | None = None
    ended_on: date | None = None
    leaving_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes its values, as all its rows together show it.

    orders   of day and month, by field
    rounded  a program has rounded the identity numbers: one that ends in zeros may be another one
    """

    orders: Mapping[str, DateOrder] = dataclasses.field(default_factory=dict)
    rounded: bool = False


def understand(cells: Mapping[str, Cell], habits: Habits) -> tuple[Said, list[Problem]]:
    """Values of a row, and what is wrong with its cells.

    cells  by field
    """
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for field, cell in cells.items():
        if field == "identity_number" and _is_masked(cell) and not is_blank(cells.get("certificate_number")):
            problems.append(about("row.number_masked", field, refuses=False))
            continue
        value = _value(field, cell, habits)
        if isinstance(value, values.Refused):
            problems.append(about(value.code, field, value=value.shown, expected=value.expected))
        else:
            found[field] = value
    problems += _missing(found, problems)
    return Said(**found), problems


def _value(field: str, cell: Cell, habits: Habits) -> Any:
    if field in DAYS:
        return DAYS[field](cell, habits.orders.get(field, DateOrder()))
    if field == "identity_number":
        return values.identity_number(cell, rounded=habits.rounded)
    return _READERS[field](cell)


def is_empty(cells: Mapping[str, Cell]) -> bool:
    """Whether a row says nothing of anybody."""
    return all(is_blank(cell) for cell in cells.values())


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: blanks and the forms of the middle dot do not count."""
    return folded(one) == folded(other)


def _missing(found: dict[str, Any], problems: list[Problem]) -> list[Problem]:
    """A row needs the name and a number; where one was refused, that is said already."""
    refused = {problem.get("field") for problem in problems}
    lacking = []
    if not found.get("name") and "name" not in refused:
        lacking.append(about("row.name_missing", "name", expected="name"))
    numbers = ("identity_number", "certificate_number")
    if not any(found.get(number) for number in numbers) and not refused & set(numbers):
        lacking.append(about("row.number_missing", "identity_number", expected="identity_number"))
    return lacking


def _is_masked(cell: Cell) -> bool:
    return isinstance(cell, str) and _MASKED.fullmatch(cell.strip()) is not None


def folded(name: str) -> str:
    """A name as it is compared."""
    return _DOTS.sub("", unicodedata.normalize("NFC", name)).casefold()


def _position(cell: Cell) -> Any:
    return values.text(cell, LONGEST_POSITION)


def _site(cell: Cell) -> Any:
    return values.text(cell, LONGEST_SITE)


def _reason(cell: Cell) -> Any:
    return values.text(cell, LONGEST_REASON)


DAYS: dict[str, Callable[[Cell, DateOrder], Any]] = {
    "started_on": values.date,
    "site_until": values.end_date,
    "ended_on": values.end_date,
}
_READERS: dict[str, Callable[[Cell], Any]] = {
    "name": values.name,
    "certificate_number": values.certificate_number,
    "position": _position,
    "site": _site,
    "phone": values.phone,
    "leaving_reason": _reason,
}

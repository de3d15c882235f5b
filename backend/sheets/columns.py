"""What the columns of a table hold: by their headings, and by what the cells look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.sheets import values
from backend.sheets.cells import Cell, Row, cell_of, is_blank, shown
from backend.sheets.dates import DateOrder, order_of
from backend.sheets.fields import Field, heading
from backend.sheets.heads import Head

SAMPLES = 3
DATES = ("started_on", "site_until", "ended_on")


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """A column.

    index       from 0
    title       its heading as it stands; empty where there is none
    field       what it seems to be, or None
    confidence  from 0 to 1
    why         heading, heading_part, cells, chosen; empty where it is nothing known
    samples     a few of its cells as they are shown
    """

    index: int
    title: str
    field: str | None
    confidence: float
    why: str
    samples: tuple[str, ...]


def look(head: Head, data: Sequence[Row], fields: Sequence[Field], mapping: dict[int, str] | None = None) -> list[ColumnFound]:
    """Every column that holds anything, each field given at most once: to the column that fits best."""
    width = max([len(row.cells) for row in data] + [index + 1 for index in head.titles] + [0])
    cells = {index: [cell for row in data if not is_blank(cell := cell_of(row, index))] for index in range(width)}
    guesses = [] if mapping is not None else _guesses(head, cells, fields)
    given: dict[int, tuple[str | None, float, str]] = {index: (key, 1.0, "chosen") for index, key in (mapping or {}).items() if key}
    taken: set[str] = set()
    for confidence, index, guessed, why in guesses:
        if index not in given and guessed not in taken:
            given[index] = (guessed, confidence, why)
            taken.add(guessed)
    found = []
    for index in range(width):
        if cells[index] or head.titles.get(index):
            key, sure, why = given.get(index, (None, 0.0, ""))
            samples = tuple(dict.fromkeys(shown(cell) for cell in cells[index]))[:SAMPLES]
            found.append(ColumnFound(index, head.titles.get(index, ""), key, sure, why, samples))
    return found


def orders(found: Sequence[ColumnFound], data: Sequence[Row], serials: bool) -> dict[str, DateOrder]:
    """Per field that is a day, what its column settles of day and month."""
    return {column.field: order_of((cell_of(row, column.index) for row in data), serials) for column in found if column.field in DATES}


def rounded(found: Sequence[ColumnFound], data: Sequence[Row]) -> tuple[str, ...]:
    """Fields of which a program has rounded numbers: `identity_number`, where one ends in three zeros and fits no person."""
    for column in found:
        if column.field == "identity_number":
            texts = (shown(cell).strip() for row in data if isinstance(cell := cell_of(row, column.index), str))
            if any(values.ROUNDED.fullmatch(text) and isinstance(values.identity_number(text), values.Refused) for text in texts):
                return ("identity_number",)
    return ()


def _guesses(head: Head, cells: dict[int, list[Cell]], fields: Sequence[Field]) -> list[tuple[float, int, str, str]]:
    """(confidence, column, field, why), the surest first."""
    guesses = []
    for index, filled in cells.items():
        for field in fields:
            confidence, why = _by_heading(head.titles.get(index, ""), field)
            fits = sum(not isinstance(field.take(cell), values.Refused) for cell in filled) / len(filled) if filled else 1.0
            if why:
                guesses.append((round(confidence * (0.4 + 0.6 * fits), 2), index, field.key, why))
            elif field.looks and filled and fits > 0.6:
                guesses.append((round(0.7 * field.looks * fits, 2), index, field.key, "cells"))
    return sorted(guesses, key=lambda guess: (-guess[0], guess[1]))


def _by_heading(title: str, field: Field) -> tuple[float, str]:
    plain = heading(title)
    if not plain:
        return 0.0, ""
    names = [heading(name) for name in field.names]
    if plain in names:
        return 1.0 - 0.001 * names.index(plain), "heading"
    if any(len(name) > 1 and name in plain for name in names):
        return 0.7, "heading_part"
    return 0.0, ""

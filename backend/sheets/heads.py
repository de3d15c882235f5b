"""Find the head of a table: one row or several, below titles, above the data."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from backend.sheets.cells import Row, cell_of, is_blank, shown
from backend.sheets.fields import SERIAL_NAMES, Field, heading

SEARCHED, DEEPEST = 40, 4
"""Rows that are looked through for a head, and how many a head may have."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head.

    first, last  the numbers of its rows; 0 and 0 where there is none
    titles       per column what it says, as it stands; rows of a merged head one after the other
    """

    first: int
    last: int
    titles: dict[int, str]

    @property
    def signature(self) -> str:
        """The same for every file with these headings in these columns."""
        told = "\n".join(f"{index}\t{heading(title)}" for index, title in sorted(self.titles.items()) if title)
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def find(rows: Sequence[Row], fields: Sequence[Field]) -> Head:
    """The likeliest head among the first rows."""
    names = {heading(name) for field in fields for name in field.names} | {heading(name) for name in SERIAL_NAMES}
    best, most = None, 1
    for place, row in enumerate(rows[:SEARCHED]):
        known = sum(heading(shown(cell)) in names for cell in row.cells if isinstance(cell, str))
        if known > most or (known == most and known > 1 and best is None):
            best, most = place, known
    if best is None:
        return Head(0, 0, {})
    return _with_rows_above(rows, best)


def chosen(rows: Sequence[Row], number: int, fields: Sequence[Field]) -> Head:
    """The head whose last row somebody has named; 0: none."""
    places = [place for place, row in enumerate(rows) if row.number == number]
    return _with_rows_above(rows, places[0]) if places else Head(0, number, {})


def _with_rows_above(rows: Sequence[Row], place: int) -> Head:
    row = rows[place]
    titles = {index: shown(cell).strip() for index, cell in enumerate(row.cells) if not is_blank(cell)}
    first = place
    while first > 0 and place - first < DEEPEST - 1 and _is_head_too(rows[first - 1], rows[first]):
        first -= 1
    for above in reversed(rows[first:place]):
        for index in range(len(above.cells)):
            if not is_blank(cell_of(above, index)) and index not in titles:
                titles[index] = shown(above.cells[index]).strip()
    return Head(rows[first].number, row.number, titles)


def _is_head_too(above: Row, below: Row) -> bool:
    """A row of a merged head: directly above, with several texts and no numbers."""
    filled = [cell for cell in above.cells if not is_blank(cell)]
    return above.number == below.number - 1 and len(filled) > 2 and all(isinstance(cell, str) for cell in filled)

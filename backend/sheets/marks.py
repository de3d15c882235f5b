"""What the reader of values does not tell of a sheet: formulas, errors, hidden rows, merged cells, and how large it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backend.sheets.cells import Cell, Failed, Formula

UNCACHED, CACHED, BLANK, FAILED = "uncached", "cached", "blank", "failed"


@dataclass(slots=True)
class Marks:
    """Of one sheet. Rows count from 1, columns from 0.

    special    row to column to what the cell is: a formula without or with a kept value, or one that shows nothing; or an error
    hidden     rows
    merged     first row, first column, last row, last column
    cells      that hold something
    last_column  of those, where it is known to be beyond Z
    """

    special: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    cells: int = 0
    last_column: int = -1

    def mark(self, row: int, column: int, what: str) -> None:
        """A cell is something special; an error is one also where a formula made it."""
        kept = self.special.setdefault(row, {})
        if kept.get(column) != FAILED:
            kept[column] = what

    def applied(self, number: int, cells: list[Cell]) -> list[Cell]:
        """The cells of a row, with what they really are."""
        for column, what in self.special.get(number, {}).items():
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = _special(what, cells[column])
        return cells


def _special(what: str, value: Cell) -> Cell:
    if what == FAILED:
        return Failed()
    if isinstance(value, (Formula, Failed)):
        return value
    return Formula("" if what == BLANK else None if what == UNCACHED else value)


class Filler:
    """Gives each row of an area merged downwards what its first row says, as it looks on the screen.

    One site written once beside ten names is the site of all ten. Only rows that hold something else are filled.
    """

    def __init__(self, merged: Sequence[tuple[int, int, int, int]]) -> None:
        self._waiting = sorted((area for area in merged if area[2] > area[0]), reverse=True)
        self._open: dict[int, tuple[int, Cell]] = {}

    def add(self, area: tuple[int, int, int, int]) -> None:
        """One more area, of a row that comes next."""
        self._waiting.append(area)

    def filled(self, number: int, cells: list[Cell]) -> list[Cell]:
        """The cells of the next row."""
        for column in [column for column, (last, _) in self._open.items() if last < number]:
            del self._open[column]
        if any(cell not in (None, "") for cell in cells):
            for column, (_, value) in self._open.items():
                cells.extend([None] * (column + 1 - len(cells)))
                if cells[column] in (None, ""):
                    cells[column] = value
        while self._waiting and self._waiting[-1][0] <= number:
            first, column, last, _ = self._waiting.pop()
            if first == number and column < len(cells):
                self._open[column] = (last, cells[column])
        return cells

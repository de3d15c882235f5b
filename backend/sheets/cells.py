"""The cells of a file that was read: what may stand in one, and how they are kept between reading and use.

The file that `reading` writes has one line of JSON a row. It holds personal data in the clear: it lies in a folder
only the server may read, and whoever asked for it deletes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, NamedTuple

import orjson


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is computed; `value` is what it showed when the file was last saved, None where that was not kept."""

    value: Plain


@dataclass(frozen=True, slots=True)
class Failed:
    """A cell that shows an error, such as #N/A or #REF!; which one is not kept by every format."""

    text: str = "#ERROR"


Plain = None | str | int | float | bool | date | datetime | time
Cell = Plain | Formula | Failed


class Row(NamedTuple):
    """A row that has anything in it.

    number  in the file, from 1, as the spreadsheet shows it
    cells   from column A on; what is empty at the end is left out
    hidden  the row is hidden in the file, or filtered out
    """

    number: int
    cells: Sequence[Cell]
    hidden: bool = False


def cell_of(row: Row, index: int) -> Cell:
    """The cell in a column, counted from 0; None beyond the last."""
    return row.cells[index] if 0 <= index < len(row.cells) else None


def shown(cell: Cell) -> str:
    """The cell as a person reads it."""
    if isinstance(cell, Formula):
        return shown(cell.value)
    if isinstance(cell, Failed):
        return cell.text
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}".upper()
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Nothing to be seen in it."""
    if isinstance(cell, Formula):
        return cell.value is not None and is_blank(cell.value)
    return cell is None or (isinstance(cell, str) and not cell.strip(_UNSEEN))


def column_letters(index: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters, index = chr(65 + letter) + letters, index - 1
    return letters


_UNSEEN = " \t\r\n\u3000\u200b\ufeff\xa0"
_SIMPLE = {str, int, float, bool, type(None)}


_MADE: dict[str, Callable[[str], Cell]] = {"moment": datetime.fromisoformat, "day": date.fromisoformat, "time": time.fromisoformat}


def pack_cell(cell: Cell) -> Any:
    """A cell as JSON: text, number, true and null as they are, everything else as an object that names its kind."""
    if type(cell) in _SIMPLE:
        return cell
    if isinstance(cell, Formula):
        return {"formula": pack_cell(cell.value)}
    if isinstance(cell, Failed):
        return {"failed": cell.text}
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    assert isinstance(cell, time)  # noqa: S101 - nothing else is left
    return {"time": cell.isoformat()}


def unpack_cell(kept: Any) -> Cell:
    """The reverse of `pack_cell`."""
    if not isinstance(kept, dict):
        return kept  # type: ignore[no-any-return]
    ((kind, value),) = kept.items()
    if kind == "formula":
        return Formula(unpack_cell(value))  # type: ignore[arg-type]
    if kind == "failed":
        return Failed(value)
    made: Cell = _MADE[kind](value)
    return made


def pack_cells(cells: Sequence[Cell]) -> list[Any]:
    """The cells of a row as JSON; for whoever keeps them."""
    return [cell if type(cell) in _SIMPLE else pack_cell(cell) for cell in cells]


def unpack_cells(kept: Sequence[Any]) -> list[Cell]:
    """The reverse of `pack_cells`."""
    return [unpack_cell(each) if type(each) is dict else each for each in kept]


def pack_row(row: Row) -> bytes:
    """One line of the file of cells."""
    return orjson.dumps([row.number, int(row.hidden), pack_cells(row.cells)], option=orjson.OPT_APPEND_NEWLINE)


def unpack_row(line: bytes) -> Row:
    """The reverse of `pack_row`."""
    number, hidden, cells = orjson.loads(line)
    return Row(number, unpack_cells(cells), bool(hidden))


def plain(value: Any) -> Plain | Failed:
    """What a reader found as one of our kinds: a length of time is told as the text it shows, and what is no number has failed.

    A file may say 1E999, which is endless once it is read; kept as JSON it would be an empty cell.
    """
    if isinstance(value, timedelta):
        return str(value)
    if type(value) is float and not isfinite(value):
        return Failed("#NUM!")
    return None if value == "" else value  # type: ignore[no-any-return]

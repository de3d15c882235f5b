"""Take the numbers out of what was pasted, or out of a spreadsheet. Nothing is left out in silence."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backend import identity_number as rules
from backend.errors import field_error
from backend.extensions import settings
from backend.guards.masking import mask_identity_number
from backend.sheets import finding, reading, values
from backend.sheets.bounds import Limits
from backend.sheets.cells import Cell, Row, cell_of, shown
from backend.sheets.fields import FIELDS
from backend.watches.problems import NoColumn

MOST, FORGOTTEN_AFTER_S = 5000, 3600
KINDS = ("xlsx", "xls", "ods", "csv", "tsv")
_BETWEEN = re.compile(r"[\s,，、;；|]+")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was asked about.

    numbers     each once, in the order given
    unreadable  what is no certificate number, as it was given
    repeated    how many stood there again
    """

    numbers: list[str]
    unreadable: list[str]
    repeated: int


def of_text(text: str) -> Numbers:
    """Numbers with blanks, commas, semicolons or line ends between them. Raises Invalid for none and for too many."""
    return _taken(piece for piece in _BETWEEN.split(text) if piece)


def of_file(data: bytes, kind: str, now: datetime) -> Numbers:
    """Numbers in a spreadsheet's column. Raises Unreadable, NoColumn, Invalid.

    kind  the ending of the file's name, which its content must fit
    """
    folder = settings().data_dir / "checks"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(folder, now)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        sent, cells = Path(place) / "sent", Path(place) / "cells"
        sent.write_bytes(data)
        summary = reading.read(sent, f"list.{kind}", cells, Limits(rows=20_000, cells=400_000))
        tables = [(sheet, list(reading.rows(cells, sheet))) for sheet in summary.sheets]
    return _taken(_column(tables))


def _clear(folder: Path, now: datetime) -> None:
    """What a process that was killed left behind: it may name persons."""
    for left in folder.iterdir():
        with suppress(FileNotFoundError):  # another one was quicker
            if now.timestamp() - left.stat().st_mtime > FORGOTTEN_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)


def _column(tables: list[tuple[reading.Sheet, list[Row]]]) -> Iterable[Cell]:
    found = finding.propose(tables)
    for sheet, (_, rows) in enumerate(tables):
        columns = {index for row in rows for index, cell in enumerate(row.cells) if shown(cell)}
        if found and found.sheet == sheet and "certificate_number" in found.mapping.values():
            left_out = {one.row for one in found.left_out}
            index = next(index for index, field in found.mapping.items() if field == "certificate_number")
            return [cell_of(row, index) for row in rows if row.number not in left_out]
        if len(tables) == 1 and len(columns) == 1:  # a list of numbers, with a heading or without
            (index,) = columns
            first, *others = [cell_of(row, index) for row in rows]
            return [*([] if isinstance(values.certificate_number(first), values.Refused) else [first]), *others]
    raise NoColumn()


def _taken(cells: Iterable[Cell]) -> Numbers:
    take = FIELDS["certificate_number"].take
    numbers: dict[str, None] = {}
    unreadable: list[str] = []
    repeated = 0
    for cell in cells:
        number = take(cell)
        if isinstance(number, values.Refused):
            unreadable.append(number.shown[:80])
        elif number is not None and rules.find(number):  # of a person: it is neither asked about nor kept
            unreadable.append(mask_identity_number(number))
        elif number is not None and number in numbers:
            repeated += 1
        elif number is not None:
            numbers[number] = None
        if len(numbers) + len(unreadable) > MOST:
            raise field_error("numbers", "too_many", f"At most {MOST} numbers at a time")
    if not numbers and not unreadable:
        raise field_error("numbers", "required", "Give certificate numbers")
    return Numbers(list(numbers), unreadable, repeated)

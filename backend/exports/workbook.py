"""Rows into an XLSX, in memory that does not grow with their number.

Every value of a list is written as text, a date or a number, never as a formula; text that a spreadsheet would take
for one (beginning with = + - @ or a control character) also bears the mark "text" (quotePrefix), so that it stays
text when somebody edits the cell.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from xlsxwriter import Workbook

from backend.clock import CHINA
from backend.exports.lists import DATE, NUMBER, TEXT, TIME, Column, Exported
from backend.exports.words import word
from backend.sheets.writing import FORMULA_SIGNS

ROWS_A_SHEET = 1_000_000
"""A sheet has room for 1,048,576 (ECMA-376); what is more begins another."""

_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class About:
    """What the last sheet says: label and value, line by line."""

    lines: tuple[tuple[str, str], ...]
    made_by: str
    made_at: datetime


def write(target: Any, exported: Exported, language: str, parts: Iterable[list[list[Any]]], about: About, folder: Path) -> None:
    """Write the workbook to `target`, a file that need not be seekable.

    parts   rows, some at a time; each value None, text, number, or an ISO day or instant, as its column says
    folder  for the unsealed sheets while they grow; only the server may read it
    """
    book = Workbook(target, {"constant_memory": True, "tmpdir": str(folder)})
    try:
        sheets = _Sheets(book, exported, language)
        for rows in parts:
            for row in rows:
                sheets.add(row)
        sheets.end()
        _write_about(book, about, language)
        book.set_properties({"title": word(exported.name, language), "author": about.made_by, "created": about.made_at})
        book.close()
    except BaseException:
        book.fileclosed = 1  # else its destructor would write the half workbook after all
        raise


class WorkFolder:
    """A folder of its own for one job's unsealed sheets, empty at the start and gone at the end."""

    def __init__(self, data_dir: Path, job_id: UUID) -> None:
        self._parent, self._prefix = data_dir / "exports", f"{job_id}-"

    def __enter__(self) -> Path:
        self._parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self._parent.glob(f"{self._prefix}*"):  # of a worker that was killed
            shutil.rmtree(left, ignore_errors=True)
        self._path = Path(tempfile.mkdtemp(prefix=self._prefix, dir=self._parent))
        return self._path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._path, ignore_errors=True)


class _Sheets:
    """The sheets of the list, one after the other."""

    def __init__(self, book: Workbook, exported: Exported, language: str) -> None:
        self._book, self._columns = book, exported.columns
        self._title, self._language = word(exported.name, language), language
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._quoted = book.add_format({"quote_prefix": True})
        self._forms = {DATE: book.add_format({"num_format": "yyyy-mm-dd"}), TIME: book.add_format({"num_format": "yyyy-mm-dd hh:mm"})}
        self._count = 0
        self._begin()

    def add(self, row: list[Any]) -> None:
        """One row."""
        if self._row > ROWS_A_SHEET:
            self.end()
            self._begin()
        for index, (value, column) in enumerate(zip(row, self._columns, strict=True)):
            if value is not None:
                self._write(index, value, column)
        self._row += 1

    def end(self) -> None:
        """Close the sheet: the filter's arrows stand over all its rows."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)

    def _begin(self) -> None:
        self._count += 1
        self._sheet = self._book.add_worksheet(self._title if self._count == 1 else f"{self._title} {self._count}")
        self._sheet.freeze_panes(1, 0)
        for index, column in enumerate(self._columns):
            self._sheet.set_column(index, index, column.width)
        for index, column in enumerate(self._columns):
            self._sheet.write_string(0, index, word(column.key, self._language), self._head)
        self._row = 1

    def _write(self, index: int, value: Any, column: Column) -> None:
        if column.form == TEXT:
            text = str(value)
            self._sheet.write_string(self._row, index, text, self._quoted if text.startswith(FORMULA_SIGNS) else None)
        elif column.form == NUMBER:
            self._sheet.write_number(self._row, index, value)
        else:
            self._sheet.write_number(self._row, index, serial(value, column.form), self._forms[column.form])


def serial(text: str, form: str) -> float:
    """A day, or an instant in China's time, as a spreadsheet counts: days since 30 December 1899."""
    if form == DATE:
        return (date.fromisoformat(text) - _EPOCH).days
    moment = datetime.fromisoformat(text).astimezone(CHINA)
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return (moment.date() - _EPOCH).days + seconds / 86_400


def _write_about(book: Workbook, about: About, language: str) -> None:
    sheet = book.add_worksheet(word("about", language))
    bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True, "text_wrap": True})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 60)
    for row, (label, value) in enumerate(about.lines):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, value, quoted)

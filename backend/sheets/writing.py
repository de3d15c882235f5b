"""Write workbooks for companies: the rows that were refused, with why, and templates to fill in.

Text stays text, whatever it begins with; columns of numbers of persons are formatted as text, so that what is typed
into them keeps its digits. Memory does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from backend.sheets.cells import Cell, Failed, Formula, Row, cell_of, column_letters, is_blank, shown
from backend.sheets.values import EXACT_BELOW
from backend.sheets.words import form, word

FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
"""Text that begins so is taken for a formula when somebody edits the cell, unless it is marked as text."""
LONGEST_TEXT = 32_767
_EPOCH = date(1899, 12, 30)
_MARK = "#FDE2E1"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row was refused. column: of the cell that is wrong, from 0; None: the row as a whole"""

    column: int | None
    text: str


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A column of a template.

    title     its heading
    expected  the form of its values, one of `values.EXPECTED`
    example   a value as it might be
    needed    whether each row must have it
    choices   the values that there are; empty for any
    """

    title: str
    expected: str
    example: str
    needed: bool = False
    choices: Sequence[str] = ()


def write_refused(
    target: Any,
    above: Sequence[Row],
    refused: Iterable[tuple[Row, Sequence[Reason]]],
    *,
    columns: int,
    language: str,
    text_columns: Collection[int] = (),
    folder: Path | None = None,
) -> int:
    """Write the rows that were refused under the head of their file; how many there were.

    target        a path, or a file that need not be seekable
    above         title rows and head as they were read, up to the row of the headings
    refused       each row with its reasons, in order
    columns       how many the sheet had: number of row and reasons stand behind them
    text_columns  those of numbers of persons
    folder        for what grows while it is written; only the server may read it
    """
    book = _open(target, folder)
    sheet, cells = book.add_worksheet(word("refused", language)), _Cells(book, frozenset(text_columns))
    _widen(sheet, columns, text_columns, cells.text)
    head = above[-1].number if above else 0
    for row in above:
        for index, cell in enumerate(row.cells):
            cells.write(sheet, row.number - 1, index, cell, head=row.number == head)
    if head:
        cells.write(sheet, head - 1, columns, word("row", language), head=True)
        cells.write(sheet, head - 1, columns + 1, word("reason", language), head=True)
        sheet.freeze_panes(head, 0)
    count = 0
    for count, (row, reasons) in enumerate(refused, 1):
        wrong = {reason.column for reason in reasons}
        for index in range(columns):
            cells.write(sheet, head + count - 1, index, cell_of(row, index), wrong=index in wrong)
        cells.write(sheet, head + count - 1, columns, row.number)
        cells.write(sheet, head + count - 1, columns + 1, _told(reasons, above, language))
    book.close()
    return count


def _widen(sheet: Any, columns: int, text_columns: Collection[int], as_text: Any) -> None:
    """Let each column show what it usually holds, and the reasons whole."""
    for index in range(columns):
        sheet.set_column(index, index, 20 if index in text_columns else 14, as_text if index in text_columns else None)
    sheet.set_column(columns, columns, 12)
    sheet.set_column(columns + 1, columns + 1, 80)


def write_template(target: Any, fields: Sequence[TemplateField], language: str) -> None:
    """An empty roster to fill in, with a sheet that says how. Examples stand in that sheet only: nobody imports them."""
    book = _open(target, None)
    sheet, about, lists = (book.add_worksheet(word(key, language)) for key in ("template", "about", "lists"))
    cells, bold = _Cells(book, frozenset()), book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    sheet.freeze_panes(1, 0)
    for index, field in enumerate(fields):
        sheet.set_column(index, index, 22, book.add_format({"num_format": "yyyy-mm-dd"}) if field.expected == "date" else cells.text)
        sheet.write_string(0, index, f"{field.title}*" if field.needed else field.title, bold)
        if field.choices:
            _offer(sheet, lists, index, field)
    for index, key in enumerate(("field", "needed", "form", "example")):
        about.set_column(index, index, (20, 10, 44, 28)[index])
        about.write_string(0, index, word(key, language), bold)
    for row, field in enumerate(fields, 1):
        told = (field.title, word("yes", language) if field.needed else "", form(field.expected, language), field.example)
        for index, text in enumerate(told):
            cells.write(about, row, index, text)
    if not any(field.choices for field in fields):
        lists.hide()
    book.close()


class _Cells:
    """Writes cells so that each stays what it is."""

    def __init__(self, book: Workbook, text_columns: frozenset[int]) -> None:
        self._book, self._text_columns = book, text_columns
        self._formats: dict[tuple[str, bool, bool, bool], Any] = {}
        self.text = book.add_format({"num_format": "@"})

    def write(self, sheet: Any, row: int, index: int, cell: Cell, *, head: bool = False, wrong: bool = False) -> None:
        """One cell; row and index from 0."""
        value = cell.value if isinstance(cell, Formula) else cell
        if is_blank(value) and not wrong:
            return
        if isinstance(value, (bool, time, Failed)) or (isinstance(value, (int, float)) and abs(value) >= EXACT_BELOW):
            value = shown(value)
        if isinstance(value, date):
            days = (value.date() if isinstance(value, datetime) else value) - _EPOCH
            sheet.write_number(row, index, days.days, self._format("yyyy-mm-dd", False, head, wrong))
        elif isinstance(value, (int, float)) and index not in self._text_columns:
            sheet.write_number(row, index, value, self._format("", False, head, wrong))
        else:
            text = shown(value)[:LONGEST_TEXT]
            kind = "@" if index in self._text_columns else ""
            sheet.write_string(row, index, text, self._format(kind, text.startswith(FORMULA_SIGNS), head, wrong))

    def _format(self, form: str, quoted: bool, head: bool, wrong: bool) -> Any:
        key = (form, quoted, head, wrong)
        if key not in self._formats and any(key):
            look = {"num_format": form} if form else {}
            marked = {"bg_color": _MARK, "border": 1} if wrong else {}
            bold = {"bold": True, "bottom": 1} if head else {}
            self._formats[key] = self._book.add_format({**look, **marked, **bold, "quote_prefix": quoted})
        return self._formats.get(key)


def _told(reasons: Sequence[Reason], above: Sequence[Row], language: str) -> str:
    """Every reason with its column, as letters and heading."""
    titles = above[-1].cells if above else ()
    told = []
    for reason in reasons:
        if reason.column is None:
            told.append(reason.text)
            continue
        title = shown(titles[reason.column]).strip() if reason.column < len(titles) else ""
        named = word("column", language).format(letters=column_letters(reason.column), title=f" {title}" if title else "")
        told.append(f"{named}: {reason.text}")
    return "; ".join(told)


def _offer(sheet: Any, lists: Any, index: int, field: TemplateField) -> None:
    """Let a column's cells be chosen from a list that stands in a sheet of its own; other values may be typed."""
    for row, choice in enumerate(field.choices):
        lists.write_string(row, index, choice)
    letters = column_letters(index)
    source = f"='{lists.get_name()}'!${letters}$1:${letters}${len(field.choices)}"
    sheet.data_validation(1, index, 10_000, index, {"validate": "list", "source": source, "error_type": "information", "show_error": False})


def _open(target: Any, folder: Path | None) -> Workbook:
    """In memory that does not grow where there is a folder to write into; rows then come in order."""
    return Workbook(target, {"constant_memory": True, "tmpdir": str(folder)} if folder else {})

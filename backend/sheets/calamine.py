"""The values of a workbook, by calamine, joined with what was marked before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from backend.sheets.bounds import Refusal
from backend.sheets.cells import Cell, plain
from backend.sheets.marks import Filler, Marks
from backend.sheets.output import Output

_NONE = Marks()


def read(path: Path, output: Output, marks: Mapping[str, Marks]) -> None:
    """All sheets.

    marks  by the sheet's name
    Raises Refusal.
    """
    output.grant(sum(each.cells for each in marks.values()))
    try:
        with CalamineWorkbook.from_path(path) as book:
            for index, sheet in enumerate(book.sheets_metadata):
                if sheet.typ == SheetTypeEnum.WorkSheet:
                    output.begin(sheet.name, sheet.visible != SheetVisibleEnum.Visible)
                    _read_sheet(book, index, output, marks.get(sheet.name, _NONE))
    except PasswordError as error:
        raise Refusal("sheet.password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal("sheet.damaged") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust's, of a spoilt file; no module gives it out to be caught by name
            raise Refusal("sheet.damaged") from error
        raise


def _read_sheet(book: CalamineWorkbook, index: int, output: Output, marks: Marks) -> None:
    if marks.cells == 0 and not marks.special:
        return
    sheet: Any = book.get_sheet_by_index(index)
    left = sheet.start[1] if sheet.start else 0  # it gives the empty rows above the first cell, and no empty columns before it
    filler, number = Filler(marks.merged), 0
    for number, values in enumerate(sheet.iter_rows() if sheet.start else (), 1):
        cells: list[Cell] = [*[None] * left, *map(plain, values)]
        output.add(number, filler.filled(number, marks.applied(number, cells)), number in marks.hidden)
    for beyond in sorted(row for row in marks.special if row > number):  # cells without any value at the end: formulas never computed
        output.add(beyond, marks.applied(beyond, []), beyond in marks.hidden)

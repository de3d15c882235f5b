"""Workbooks, through calamine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from backend.sheets.bounds import Limits, Refusal
from backend.sheets.cells import plain
from backend.sheets.output import Output


def read(path: Path, output: Output, _limits: Limits) -> dict[str, Any]:
    """All sheets. Raises Refusal."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            merged = []
            for index, sheet in enumerate(book.sheets_metadata):
                output.begin(sheet.name, sheet.visible != SheetVisibleEnum.Visible)
                merged.append(_read_sheet(book, index, output))
            return {"merged": merged}
    except PasswordError as error:
        raise Refusal("sheet.password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal("sheet.damaged") from error


def _read_sheet(book: CalamineWorkbook, index: int, output: Output) -> list[tuple[int, int, int, int]]:
    sheet = book.get_sheet_by_index(index)
    if sheet.start is not None:
        first, left = sheet.start
        for number, cells in enumerate(sheet.to_python(), first + 1):
            output.add(number, [None] * left + [plain(cell) for cell in cells])
    return [(top + 1, west, bottom + 1, east) for (top, west), (bottom, east) in sheet.merged_cell_ranges or ()]

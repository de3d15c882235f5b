"""The file of cells while it is written, in the process that reads; what is too much is refused at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from backend.sheets.bounds import Limits, Refusal
from backend.sheets.cells import Cell, Row, is_blank, pack_row


class Output:
    """Sheet after sheet, row after row; empty rows and empty ends of rows are left out."""

    def __init__(self, into: Path, limits: Limits, grant: Callable[[int], None]) -> None:
        """grant: gives this process what so many cells take."""
        self._file, self._limits, self.grant = into.open("wb"), limits, grant
        into.chmod(0o600)
        self._sheets: list[dict[str, Any]] = []
        self._cells = 0

    def begin(self, name: str, hidden: bool) -> None:
        """Another sheet."""
        place = self._file.tell()
        self._sheets.append({"name": name, "hidden": hidden, "rows": 0, "columns": 0, "last_row": 0, "begins": place, "ends": place})

    def add(self, number: int, cells: Sequence[Cell], hidden: bool = False) -> None:
        """A row. Raises Refusal when there are too many rows, columns or cells."""
        width = len(cells)
        while width and is_blank(cells[width - 1]):
            width -= 1
        if not width:
            return
        sheet, limits = self._sheets[-1], self._limits
        sheet["rows"] += 1
        sheet["columns"] = max(sheet["columns"], width)
        sheet["last_row"] = number
        self._cells += width
        if sheet["rows"] > limits.rows:
            raise Refusal("sheet.too_large", "rows")
        if width > limits.columns:
            raise Refusal("sheet.too_large", "columns")
        if self._cells > limits.cells:
            raise Refusal("sheet.too_large", "cells")
        self._file.write(pack_row(Row(number, cells[:width], hidden)))

    def finish(self) -> list[dict[str, Any]]:
        """The sheets that were written. Raises Refusal when there is nothing in any."""
        ends = [sheet["begins"] for sheet in self._sheets[1:]] + [self._file.tell()]
        for sheet, end in zip(self._sheets, ends, strict=True):
            sheet["ends"] = end
        self._file.close()
        if not any(sheet["rows"] for sheet in self._sheets):
            raise Refusal("sheet.empty")
        return self._sheets

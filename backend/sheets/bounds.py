"""How large a file may be, and why one is not read. Known to both sides of the process border."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024

CODES = (
    "sheet.not_a_spreadsheet",
    "sheet.wrong_extension",
    "sheet.password",
    "sheet.macros",
    "sheet.too_large",
    "sheet.external_links",
    "sheet.too_slow",
    "sheet.damaged",
    "sheet.empty",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    file_bytes         of the file as it was sent
    unpacked_bytes     of the parts that are read, once unpacked
    ratio              unpacked to packed, of a part of a megabyte and more: XML of real rosters reaches 40
    rows, columns      that hold anything, in one sheet; columns are counted to the last that does
    cells              in all sheets
    memory_mb          address space of the process that reads, for a file of many cells; a file of few gets `least_mb`
    seconds            of processor time for a file of few cells; more are allowed by how many there are
    """

    file_bytes: int = 32 * MB
    unpacked_bytes: int = 320 * MB
    ratio: int = 200
    rows: int = 200_000
    columns: int = 512
    cells: int = 2_000_000
    memory_mb: int = 320
    least_mb: int = 128
    seconds: int = 5


class Refusal(Exception):
    """The file is not read.

    code   one of CODES
    found  of a wrong extension: what the file is; of one too large: rows, columns, cells, bytes, ratio or memory
    """

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code)
        self.code, self.found = code, found

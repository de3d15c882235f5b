"""XLS ([MS-XLS], BIFF8 and BIFF5): its records are looked through first, then calamine takes the values."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from backend.sheets import calamine
from backend.sheets.bounds import Limits, Refusal
from backend.sheets.marks import CACHED, FAILED, UNCACHED, Marks
from backend.sheets.ole import Ole
from backend.sheets.output import Output

BOF, EOF, FORMULA, DATE_MODE, FILE_PASS = 0x809, 0x0A, 0x06, 0x22, 0x2F
SHEET, MERGED, EXTERNAL, BOOL_OR_ERROR, ROW = 0x85, 0xE5, 0x1AE, 0x205, 0x208
_CELLS = frozenset((0x06, 0x205, 0x203, 0x204, 0x27E, 0xFD, 0xD6, 0xBD))
_OWN, _ADD_IN = 0x0401, 0x3A01
_HIDDEN_ROW = 0x20
_WORKSHEET = 0


def read(path: Path, output: Output, _limits: Limits) -> dict[str, Any]:
    """All sheets. Raises Refusal."""
    file = Ole(path)
    if {"EncryptedPackage", "EncryptionInfo"} & file.names:
        raise Refusal("sheet.password")
    if {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"} & file.names:
        raise Refusal("sheet.macros")
    try:
        names, marks, since_1904 = _look(file.stream("Workbook", "WORKBOOK", "Book", "BOOK"))
    except (struct.error, IndexError) as error:
        raise Refusal("sheet.damaged") from error
    del file  # it may be as large as all that this process is given
    calamine.read(path, output, dict(zip(names, marks, strict=True)))
    return {"since_1904": since_1904}


def _look(stream: bytes) -> tuple[list[str], list[Marks], bool]:
    """The names of the sheets, their marks, and whether days count from 1904."""
    sheets: list[tuple[int, str]] = []
    since_1904 = False
    for kind, at, length in _records(stream, 0):
        if kind == FILE_PASS:
            raise Refusal("sheet.password")
        if kind == EXTERNAL and length >= 4 and struct.unpack_from("<H", stream, at + 2)[0] not in (_OWN, _ADD_IN):
            raise Refusal("sheet.external_links")
        if kind == DATE_MODE:
            since_1904 = struct.unpack_from("<H", stream, at)[0] == 1
        if kind == SHEET:
            place, _, sort = struct.unpack_from("<IBB", stream, at)
            if sort == 1:  # a sheet of macros of before VBA
                raise Refusal("sheet.macros")
            if sort == _WORKSHEET:
                sheets.append((place, _name(stream[at + 6 : at + length])))
    return [name for _, name in sheets], [_marks(stream, place) for place, _ in sheets], since_1904


def _name(data: bytes) -> str:
    """A short string with its length and, since BIFF8, whether it is wide."""
    if len(data) >= 2 and data[1] & ~1 == 0:
        return data[2:].decode("utf-16-le" if data[1] else "latin-1", "replace")
    return data[1:].decode("gb18030", "replace")


def _marks(stream: bytes, place: int) -> Marks:
    marks = Marks()
    for kind, at, length in _records(stream, place):
        marks.cells += kind in _CELLS
        look = _LOOKS.get(kind)
        if look:
            look(stream, at, length, marks)
    return marks


def _formula(stream: bytes, at: int, _length: int, marks: Marks) -> None:
    row, column = struct.unpack_from("<HH", stream, at)
    kind, special = stream[at + 6], stream[at + 12 : at + 14] == b"\xff\xff"
    # A blank text is also what programs write that compute nothing: which of the two it is cannot be told.
    marks.mark(row + 1, column, {2: FAILED, 3: UNCACHED}.get(kind, CACHED) if special else CACHED)


def _error(stream: bytes, at: int, _length: int, marks: Marks) -> None:
    row, column = struct.unpack_from("<HH", stream, at)
    if stream[at + 7]:
        marks.mark(row + 1, column, FAILED)


def _row(stream: bytes, at: int, _length: int, marks: Marks) -> None:
    row, flags = struct.unpack_from("<H10xH", stream, at)
    if flags & _HIDDEN_ROW:
        marks.hidden.add(row + 1)


def _merged(stream: bytes, at: int, _length: int, marks: Marks) -> None:
    for number in range(struct.unpack_from("<H", stream, at)[0]):
        top, bottom, west, east = struct.unpack_from("<4H", stream, at + 2 + 8 * number)
        marks.merged.append((top + 1, west, bottom + 1, east))


_LOOKS: dict[int, Callable[[bytes, int, int, Marks], None]] = {
    FORMULA: _formula,
    BOOL_OR_ERROR: _error,
    ROW: _row,
    MERGED: _merged,
}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record of a substream, to its end; what is embedded in it, such as charts, too."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        depth += (kind == BOF) - (kind == EOF)
        if kind == EOF and depth <= 0:
            return
        at += 4 + length
    raise Refusal("sheet.damaged")

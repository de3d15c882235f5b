"""CSV and TSV in the encodings that companies send: UTF-8, UTF-16 and GB18030."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path
from typing import Any

from backend.sheets.bounds import Limits, Refusal
from backend.sheets.output import Output

LONGEST_CELL = 32_767
"""As in a workbook's cell."""
_SAMPLE = 64 * 1024
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
"""How people keep a spreadsheet program from making a number of an identity number."""
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def kind(start: bytes) -> str:
    """csv for text, html or xml for that, unknown for what is no text."""
    encoding = "utf-16" if start.startswith(_MARKS) else _wide(start) or "latin-1"
    plain = start.decode(encoding, "ignore").removeprefix("\xef\xbb\xbf").lstrip().lower()
    if plain.startswith(("<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<div")):
        return "html"
    if plain.startswith(("<?xml", "mime-version:")):
        return "xml"
    return "unknown" if _CONTROL.search(plain) else "csv"


def read(path: Path, output: Output, _limits: Limits) -> dict[str, Any]:
    """The one sheet of a text file. Every cell is text. Raises Refusal."""
    text, encoding = _decode(path.read_bytes())
    output.begin("", False)
    csv.field_size_limit(LONGEST_CELL)
    said = _SEPARATOR.match(text)
    delimiter = said[1] if said else _delimiter(text[:_SAMPLE])
    lines = io.StringIO(text[said.end() :] if said else text, newline="")
    try:
        # Strict: a quote that is never closed would else swallow the rows that follow it.
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 2 if said else 1):
            output.add(number, [_bare(cell) for cell in cells])
    except csv.Error as error:
        raise Refusal("sheet.damaged") from error
    return {"encoding": encoding}


def _bare(cell: str) -> str:
    found = _KEPT_AS_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return found[1] if found else cell


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith(_MARKS):
        return _strictly(data, "utf-16"), "utf-16"
    if wide := _wide(data[:4096]):
        return _strictly(data, wide), "utf-16"
    try:
        return _readable(data.decode("utf-8-sig")), "utf-8"
    except UnicodeDecodeError as error:
        # A file of UTF-8 that was cut or spoilt in one place would read as Chinese of another kind.
        if data.startswith(codecs.BOM_UTF8) or (error.start > 0 and not data[: error.start].isascii() and len(data) - error.start < 4):
            raise Refusal("sheet.damaged") from error
    return _strictly(data, "gb18030"), "gb18030"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _readable(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise Refusal("sheet.damaged") from error


def _readable(text: str) -> str:
    if "\0" in text:
        raise Refusal("sheet.not_a_spreadsheet", "unknown")
    return text.removesuffix("\x1a")


def _wide(start: bytes) -> str | None:
    """UTF-16 without its mark: every delimiter and every digit has a NUL beside it, and all on one side."""
    first, second = start[0::2].count(0), start[1::2].count(0)
    if max(first, second) <= len(start) // 20 or min(first, second) * 20 > max(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _delimiter(start: str) -> str:
    """The sign by which most of the first lines come out equally wide."""

    def even(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in start.splitlines()[:100] if line.strip()]
        common = max((count for count in counts if count), key=counts.count, default=0)
        return (counts.count(common) * min(common, 3) if common else 0, common)

    return max(",\t;|", key=even)

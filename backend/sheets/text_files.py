"""CSV and TSV in the encodings that companies send: UTF-8, UTF-16 and GB18030."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from backend.sheets.bounds import Limits, Refusal
from backend.sheets.output import Output

LONGEST_CELL = 32_767
"""As in a workbook's cell."""
LEAST_BYTES_A_CELL = 8
"""Processor time is given by it. Memory needs none."""
SAMPLE = 64 * 1024
SURE = 30
"""Characters beyond ASCII that are right UTF-8 before the first that is not: no other encoding looks so by chance."""
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
"""How people keep a spreadsheet program from making a number of an identity number."""
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_TOLD = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
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
    """The one sheet of a text file, read line by line. Every cell is text. Raises Refusal."""
    output.grant(path.stat().st_size // LEAST_BYTES_A_CELL)
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        try:
            _read(file, output)
        except (csv.Error, UnicodeDecodeError) as error:
            raise Refusal("sheet.damaged") from error
    return {"encoding": _TOLD.get(encoding, encoding)}


def _read(file: TextIO, output: Output) -> None:
    output.begin("", False)
    csv.field_size_limit(LONGEST_CELL)
    start = file.read(SAMPLE)
    said = _SEPARATOR.match(start)
    delimiter = said[1] if said else _delimiter(start)
    file.seek(0)
    # Strict: a quote that is never closed would else swallow the rows that follow it.
    reader = csv.reader(_readable(file), delimiter=delimiter, strict=True)
    for number, cells in enumerate(reader, 1):
        if number > 1 or not said:
            output.add(number, [_bare(cell) for cell in cells])


def _readable(file: TextIO) -> Iterator[str]:
    for line in file:
        if "\0" in line:
            raise Refusal("sheet.not_a_spreadsheet", "unknown")
        yield line.removesuffix("\x1a")


def _bare(cell: str) -> str:
    found = _KEPT_AS_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return found[1] if found else cell


def _encoding(path: Path) -> str:
    """How the whole file can be decoded; GB18030 is what Chinese programs write that is nothing else."""
    with path.open("rb") as file:
        start = file.read(4096)
        if start.startswith(_MARKS):
            return "utf-16"
        if wide := _wide(start):
            return wide
        decoder, seen, piece = codecs.getincrementaldecoder("utf-8-sig")(), 0, start
        try:
            while piece:
                seen += _beyond_ascii(decoder.decode(piece))
                piece = file.read(SAMPLE)
            decoder.decode(b"", True)
        except UnicodeDecodeError as error:
            seen += _beyond_ascii(piece[: error.start].decode("utf-8", "ignore"))
            # A file of UTF-8 that was cut, or spoilt in one place, would read as Chinese of another kind.
            if start.startswith(codecs.BOM_UTF8) or seen >= SURE:
                raise Refusal("sheet.damaged") from error
            return "gb18030"
    return "utf-8-sig"


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


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

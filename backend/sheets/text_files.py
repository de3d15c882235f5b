"""CSV and TSV in the encodings that companies send: UTF-8, UTF-16 and GB18030."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import Any

from backend.sheets.bounds import Limits, Refusal
from backend.sheets.output import Output

LONGEST_CELL = 32_767
"""As in a workbook's cell."""


def read(path: Path, output: Output, _limits: Limits) -> dict[str, Any]:
    """The one sheet of a text file. Every cell is text. Raises Refusal."""
    data = path.read_bytes()
    text, encoding = _decode(data)
    output.begin("", False)
    csv.field_size_limit(LONGEST_CELL)
    lines = io.StringIO(text, newline="")
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=_delimiter(text[:20_000])), 1):
            output.add(number, cells)
    except csv.Error as error:
        raise Refusal("sheet.damaged") from error
    return {"encoding": encoding}


def _decode(data: bytes) -> tuple[str, str]:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding.removesuffix("-sig")
    raise Refusal("sheet.not_a_spreadsheet")


def _delimiter(start: str) -> str:
    """The sign that stands most often in the beginning."""
    return max(",\t;|", key=start.count)

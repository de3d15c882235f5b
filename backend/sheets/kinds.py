"""What a file is: judged by its content, never by its name; the name must then fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from backend.sheets import text_files, workbooks
from backend.sheets.bounds import Limits, Refusal
from backend.sheets.output import Output

Reader = Callable[[Path, Output, Limits], dict[str, Any]]
ENDINGS = {"xlsx": "xlsx", "xls": "xls", "ods": "ods", "csv": "csv", "tsv": "csv", "txt": "csv"}
READERS: dict[str, Reader] = {"xlsx": workbooks.read, "xls": workbooks.read, "ods": workbooks.read, "csv": text_files.read}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def judge(path: Path, name: str) -> tuple[str, Reader]:
    """The kind of the file and what reads it. Raises Refusal."""
    wanted = ENDINGS.get(name.rpartition(".")[2].lower())
    if wanted is None:
        raise Refusal("sheet.not_a_spreadsheet")
    found = _kind(path)
    if found != wanted:
        raise Refusal("sheet.wrong_extension", found)
    return found, READERS[found]


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"PK"):
        try:
            with ZipFile(path) as parts:
                return "xlsx" if "xl/workbook.xml" in parts.namelist() else "ods"
        except BadZipFile as error:
            raise Refusal("sheet.damaged") from error
    return "xls" if start == _OLE else "csv"

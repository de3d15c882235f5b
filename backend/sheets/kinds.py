"""What a file is: judged by its content, never by its name; the name must then fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from backend.sheets import ods, ole, text_files, xls, xlsx
from backend.sheets.bounds import Limits, Refusal
from backend.sheets.output import Output
from backend.sheets.zips import Parts

Reader = Callable[[Path, Output, Limits], dict[str, Any]]
ENDINGS = {"xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls", "ods": "ods", "csv": "csv", "tsv": "csv", "txt": "csv"}
READERS: dict[str, Reader] = {"xlsx": xlsx.read, "xls": xls.read, "ods": ods.read, "csv": text_files.read}

_STARTS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "doc"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\0", "database"),
)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def judge(path: Path, name: str, limits: Limits) -> tuple[str, Reader]:
    """The kind of the file and what reads it. Raises Refusal."""
    ending = name.rpartition(".")[2].lower()
    wanted = ENDINGS.get(ending)
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise Refusal("sheet.empty")
    found = _kind(path, start, limits)
    if found == "xlsx" and (ending == "xlsm" or found != wanted):
        xlsx.refuse_dangerous(Parts(path, limits))
    if wanted is None or (found == "unknown" and wanted == "csv"):
        raise Refusal("sheet.not_a_spreadsheet", found)
    if found != wanted:
        raise Refusal("sheet.wrong_extension", found)
    return found, READERS[found]


def _kind(path: Path, start: bytes, limits: Limits) -> str:
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(path, limits)
    if start.startswith(ole.MAGIC):
        return _in_ole(path)
    for magic, kind in _STARTS:
        if start.startswith(magic):
            return kind
    return text_files.kind(start)


def _in_zip(path: Path, limits: Limits) -> str:
    parts = Parts(path, limits)
    names = parts.names
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names:
        return "ods" if parts.whole("mimetype").strip() in (_ODS, _ODS + b"-template") else "opendocument"
    first = next((kind for name in names for folder, kind in (("word/", "doc"), ("ppt/", "slides")) if name.startswith(folder)), "")
    return first or "archive"


def _in_ole(path: Path) -> str:
    names = ole.Ole(path).names
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise Refusal("sheet.password")
    if {"Workbook", "WORKBOOK", "Book", "BOOK"} & names:
        return "xls"
    return "doc" if "WordDocument" in names else "slides" if "PowerPoint Document" in names else "unknown"

"""XLSX (ECMA-376): its parts are looked through first, then calamine takes the values."""

from __future__ import annotations

import posixpath
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from backend.sheets import calamine, xlsx_marks
from backend.sheets.bounds import Limits, Refusal
from backend.sheets.output import Output
from backend.sheets.zips import Parts

_COUNTED = ("xl/sharedStrings.xml", "xl/styles.xml")


def read(path: Path, output: Output, limits: Limits) -> dict[str, Any]:
    """All sheets. Raises Refusal."""
    parts = Parts(path, limits)
    refuse_dangerous(parts)
    sheets, since_1904 = _sheets(parts)
    for name in _COUNTED:
        for _ in parts.unpack(name) if name in parts.names else ():
            pass
    marks = {name: xlsx_marks.scan(partial(parts.unpack, part), limits) for name, part in sheets.items()}
    calamine.read(path, output, marks)
    return {"since_1904": since_1904}


def refuse_dangerous(parts: Parts) -> None:
    """What holds macros, or takes values from other files. Raises Refusal."""
    lower = {name.lower() for name in parts.names}
    if any(name.rpartition("/")[2] == "vbaproject.bin" or name.startswith("xl/macrosheets/") for name in lower):
        raise Refusal("sheet.macros")
    if "[Content_Types].xml" in parts.names and b"macroEnabled" in parts.whole("[Content_Types].xml"):
        raise Refusal("sheet.macros")
    if any(name.startswith("xl/externallinks/") for name in lower):
        raise Refusal("sheet.external_links")


def _sheets(parts: Parts) -> tuple[dict[str, str], bool]:
    """Name of each sheet and its part; and whether days count from 1904."""
    targets = {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", ""))).lstrip("/")
        for each in _xml(parts, "xl/_rels/workbook.xml.rels")
    }
    sheets, since_1904 = {}, False
    for each in _xml(parts, "xl/workbook.xml").iter():
        kind = each.tag.rpartition("}")[2]
        if kind == "workbookPr":
            since_1904 = each.get("date1904", "0") in ("1", "true", "on")
        elif kind == "sheet":
            reference = next((value for key, value in each.attrib.items() if key.rpartition("}")[2] == "id"), "")
            sheets[each.get("name", "")] = targets.get(reference, "")
    return sheets, since_1904


def _xml(parts: Parts, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(parts.whole(name))  # noqa: S314 - `whole` refuses document types, so there are no entities
    except ElementTree.ParseError as error:
        raise Refusal("sheet.damaged") from error

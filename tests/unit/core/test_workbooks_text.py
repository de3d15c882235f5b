"""Every workbook that leaves the system: text that looks like a formula, long numbers and rare names stay what they are."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from backend.certificates.signing_keys import taking_out
from backend.exports import workbook
from backend.exports.lists import DATE, LISTS, NUMBER, TEXT, TIME
from backend.sheets.cells import Row
from backend.sheets.writing import FORMULA_SIGNS, Reason, TemplateField, write_refused, write_template
from backend.watches import workbook as check_workbook
from tests.factories.guards import identity_number
from tests.factories.jobs import sheets

BACKEND = Path(workbook.__file__).parents[1]

pytestmark = pytest.mark.same_on_all("no database is asked")

NASTY = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1＋1",
    '=HYPERLINK("http://x")',
    "\tx",
    identity_number(1),
    "0123",
    "1E5",
    "𬭎𠀀𪚥",
]
"""Formulas in all their forms, numbers that a spreadsheet would round or shorten, and names of Extensions B and E."""


WRITES = re.compile(r"import Workbook|import xlsxwriter|csv\.(writer|DictWriter)|import openpyxl|import odf")


def parts(file: bytes) -> str:
    """All XML of the sheets and the shared texts."""
    with zipfile.ZipFile(BytesIO(file)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name.lower() or "shared" in name.lower())


def as_text(file: bytes, column: int = 0) -> list[Any]:
    """A column of the first sheet, which must hold no formula and no link."""
    xml = parts(file)
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    return [row[column] for row in next(iter(sheets(file).values()))]


@pytest.mark.parametrize("name", LISTS)
def test_every_export(name: str, tmp_path: Path) -> None:
    exported, file = LISTS[name], BytesIO()
    plain = {TEXT: None, DATE: "2026-11-23", TIME: "2026-11-23T01:00:00+00:00", NUMBER: 1}
    rows = [[text if column.form == TEXT else plain[column.form] for column in exported.columns] for text in NASTY]
    workbook.write(file, exported, "zh-CN", [rows], workbook.About((), "=cmd", datetime(2026, 11, 23, tzinfo=UTC)), tmp_path)
    for index, column in enumerate(exported.columns):
        if column.form == TEXT:
            assert as_text(file.getvalue(), index)[1:] == NASTY
    styled = set(re.findall(r'<c r="A[2-7]" s="(\d+)"', parts(file.getvalue())))
    assert len(styled) == 1, "what begins like a formula bears the mark of text"


def test_a_bulk_check() -> None:
    nothing = dict.fromkeys(("state_since", "expires_on"))
    items = [{"number": text, "state": "unknown", "name_masked": text, "agency_name": text, **nothing} for text in NASTY[:-1]]
    file = check_workbook.write({"items": items, "unreadable": NASTY[-1:]}, "en")
    assert as_text(file)[1:] == NASTY
    assert as_text(file, 4)[1:] == [*NASTY[:-1], ""]


def test_the_refused_rows_of_an_import(tmp_path: Path) -> None:
    file = BytesIO()
    refused = [(Row(number, [text, text]), [Reason(0, "=不对")]) for number, text in enumerate(NASTY, 2)]
    write_refused(file, [Row(1, ["姓名", "身份证号"])], refused, columns=2, language="zh-CN", text_columns={1}, folder=tmp_path)
    assert as_text(file.getvalue())[1:] == NASTY
    assert as_text(file.getvalue(), 1)[1:] == NASTY


def test_an_empty_template() -> None:
    file = BytesIO()
    write_template(file, [TemplateField(text, "text", text, choices=NASTY) for text in NASTY], "zh-CN")
    fill_in, about, choices = sheets(file.getvalue()).values()
    assert fill_in == [NASTY]
    assert as_text(file.getvalue()) == NASTY[:1]
    assert [row[0] for row in about[1:]] == [row[3] for row in about[1:]] == NASTY
    assert [row[0] for row in choices] == NASTY


def test_a_file_of_text_lines() -> None:
    for text in NASTY:
        told = taking_out.text_of(text)
        assert told == (f"'{text}" if text.startswith(FORMULA_SIGNS) else text)


def test_no_other_part_writes_files_for_spreadsheets() -> None:
    """A new one is tried here too."""
    writers = {str(file.relative_to(BACKEND)) for file in BACKEND.rglob("*.py") if WRITES.search(file.read_text())}
    assert writers == {"exports/workbook.py", "watches/workbook.py", "sheets/writing.py", "certificates/signing_keys/taking_out.py"}

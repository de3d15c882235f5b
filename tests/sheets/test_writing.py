"""The workbook of refused rows, and templates: read again, text is still text and everything is in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from backend.sheets import child, finding, reading, words
from backend.sheets.bounds import Limits
from backend.sheets.cells import Failed, Formula, Row
from backend.sheets.fields import FIELDS
from backend.sheets.taking import Taker
from backend.sheets.values import CODES, EXPECTED, Refused
from backend.sheets.writing import Reason, TemplateField, write_refused, write_template

ABOVE = [Row(1, ["某某公司花名册"]), Row(3, ["序号", "姓名", "身份证号", "驻点", "入职日期", "联系电话"])]
NUMBER = "11010519491231002X"
WRONG = (
    Row(5, [2.0, "李𠮷", "440106199005170000", "=1+1", date(2024, 3, 5), 13800138000.0]),
    Row(9, [6.0, "@王", 4.40106199005e17, "-天河城", "5/3/2024", None]),
    Row(12, [9.0, "𬀩丽", NUMBER, Formula("+广州塔"), "2024-03-05", Failed("#N/A")]),
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The refused rows of a file, written."""
    path = tmp_path / "refused.xlsx"
    reasons = (
        [Reason(2, "校验码不符"), Reason(4, "太早")],
        [Reason(2, "后几位已经丢失")],
        [Reason(None, "名单中重复"), Reason(5, "不是电话号码")],
    )
    assert (
        write_refused(path, ABOVE, zip(WRONG, reasons, strict=True), columns=6, language="zh-CN", text_columns={2, 5}, folder=tmp_path) == 3
    )
    return path


def _rows(path: Path) -> dict[int, list[Any]]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return dict(enumerate(sheet.to_python(skip_empty_area=False), 1))


def test_head_title_and_columns_stand_where_they_stood(written: Path) -> None:
    rows = _rows(written)
    assert rows[1][0] == "某某公司花名册"
    assert rows[3] == ["序号", "姓名", "身份证号", "驻点", "入职日期", "联系电话", "原行号", "不能导入的原因"]
    assert [rows[number][6] for number in (4, 5, 6)] == [5, 9, 12]
    assert rows[4][7] == "C列 身份证号: 校验码不符; E列 入职日期: 太早"
    assert rows[6][7] == "名单中重复; F列 联系电话: 不是电话号码"


def test_text_stays_text_and_numbers_of_persons_too(written: Path) -> None:
    rows = _rows(written)
    assert rows[4][1:6] == ["李𠮷", "440106199005170000", "=1+1", date(2024, 3, 5), "13800138000"]
    assert rows[5][1:5] == ["@王", "4.40106199005E+17", "-天河城", "5/3/2024"]
    assert rows[6][1:6] == ["𬀩丽", NUMBER, "+广州塔", "2024-03-05", "#N/A"]
    with ZipFile(written) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml")
        styles = parts.read("xl/styles.xml")
    assert b"<f>" not in xml
    assert b'quotePrefix="1"' in styles
    assert b'<col min="3" max="3"' in xml


def test_only_the_wrong_cells_are_marked(written: Path) -> None:
    with ZipFile(written) as parts:
        xml, styles = parts.read("xl/worksheets/sheet1.xml").decode(), parts.read("xl/styles.xml").decode()
    formats = styles[styles.index("<cellXfs") : styles.index("</cellXfs")].split("<xf ")[1:]
    marked = {number for number, form in enumerate(formats) if "applyFill" in form}
    cells = {part.split('"')[0]: part.split('s="') for part in xml.split('<c r="')[1:]}
    found = {name for name, parts in cells.items() if len(parts) > 1 and int(parts[1].split('"')[0]) in marked}
    assert found == {"C4", "E4", "C5", "F6"}


def test_what_was_refused_is_read_again_when_it_is_right(written: Path, tmp_path: Path) -> None:
    into = tmp_path / "cells"
    summary = reading.understood(child.main(written, written.name, into, Limits(), lambda _: None))
    rows = list(reading.rows(into, summary.sheets[0]))
    proposal = finding.propose([(summary.sheets[0], rows)])
    assert proposal is not None
    assert proposal.mapping == {1: "name", 2: "identity_number", 3: "site", 4: "started_on", 5: "phone"}
    taker = Taker(proposal.mapping, proposal.orders)
    last = taker.take(rows[-1])
    assert (last["name"], last["identity_number"], last["started_on"]) == ("𬀩丽", NUMBER, date(2024, 3, 5))


def test_a_file_without_a_head_is_given_back_without_one(tmp_path: Path) -> None:
    path = tmp_path / "refused.xlsx"
    write_refused(path, [], [(WRONG[0], [Reason(2, "wrong")])], columns=6, language="en")
    assert _rows(path)[1][1:3] == ["李𠮷", "440106199005170000"]
    assert _rows(path)[1][6:] == [5, "Column C: wrong"]


def test_a_template_holds_every_column_and_nobody(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    choices = {"position": ("队长", "保安员")}
    fields = [
        TemplateField(field.names[0], "date" if "日期" in field.names[0] else "text", "例", key == "name", choices.get(key, ()))
        for key, field in FIELDS.items()
    ]
    write_template(path, fields, "zh-CN")
    into = tmp_path / "cells"
    summary = reading.understood(child.main(path, path.name, into, Limits(), lambda _: None))
    sheets = [(sheet, list(reading.rows(into, sheet))) for sheet in summary.sheets]
    proposal = finding.propose_sheet(0, sheets[0][1])
    assert list(proposal.mapping.values()) == list(FIELDS)
    assert proposal.data_rows == 0
    with ZipFile(path) as parts:
        assert b"<dataValidation" in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_refusal_has_its_words(language: str) -> None:
    assert set(words.CELLS) == set(CODES)
    assert set(words.FORMS) == set(EXPECTED)
    for code in CODES:
        assert words.reason(Refused(code, "x", "date"), language)

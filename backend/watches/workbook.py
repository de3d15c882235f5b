"""The answer as a workbook. Every value of a number or name is text, never a formula, also when somebody edits the cell."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

HEADS = {
    "number": ("证号", "Certificate number", 22),
    "state": ("证件状态", "State", 12),
    "state_since": ("状态起始", "Since", 12),
    "expires_on": ("有效期至", "Valid until", 12),
    "name_masked": ("姓名（部分隐藏）", "Name (in part)", 18),
    "agency_name": ("发证机关", "Issued by", 30),
}
STATES = {
    "valid": ("有效", "Valid"),
    "suspended": ("暂停", "Suspended"),
    "revoked": ("已吊销", "Revoked"),
    "cancelled": ("已注销", "Cancelled"),
    "superseded": ("已换证", "Superseded"),
    "expired": ("已过期", "Expired"),
    "unknown": ("查无此证", "No such certificate"),
    "unreadable": ("不是证号", "Not a certificate number"),
}
TITLE = ("批量核验", "Bulk check")


def write(answer: dict[str, Any], language: str) -> bytes:
    """The workbook of an answer of `checking.check`; what could not be read stands at its end."""
    tongue = 0 if language == "zh-CN" else 1
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False})
    sheet = book.add_worksheet(TITLE[tongue])
    head, day, text = (book.add_format(form) for form in ({"bold": True}, {"num_format": "yyyy-mm-dd"}, {"quote_prefix": True}))
    for column, (*words, width) in enumerate(HEADS.values()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, str(words[tongue]), head)
    rows = [*answer["items"], *({"number": shown, "state": "unreadable"} for shown in answer["unreadable"])]
    for place, item in enumerate(rows, 1):
        for column, name in enumerate(HEADS):
            value = STATES[item["state"]][tongue] if name == "state" else item.get(name)
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            elif value is not None:
                sheet.write_string(place, column, value, text if name != "state" else None)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(HEADS) - 1)
    book.close()
    return file.getvalue()

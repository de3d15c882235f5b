"""The cards of a key as a file, for the agencies that issue them anew: numbers and agencies, no names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Flask

from backend.certificates.signing_keys import queries
from backend.database import will_write
from backend.sheets.writing import FORMULA_SIGNS

COLUMNS = {
    "number": ("证号", "Certificate number"),
    "agency_code": ("公安机关代码", "Agency code"),
    "agency_name": ("公安机关", "Agency"),
    "issued_on": ("发证日期", "Issued on"),
    "expires_on": ("有效期至", "Valid until"),
    "state": ("状态", "State"),
}
STATES = {
    "valid": ("有效", "Valid"),
    "suspended": ("暂停", "Suspended"),
    "revoked": ("已吊销", "Revoked"),
    "cancelled": ("已注销", "Cancelled"),
    "superseded": ("已换证", "Superseded"),
    "expired": ("已过期", "Expired"),
}
LANGUAGES = ("zh-CN", "en")
CHUNK = 1000
MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def stream(app: Flask, key_id: int, query: dict[str, Any], today: date) -> Iterator[bytes]:
    """The file as CSV, chunk by chunk; each is read for itself, so a slow download holds no request and no connection."""
    language = LANGUAGES.index(query["language"])
    yield (MARK + _line([words[language] for words in COLUMNS.values()])).encode()
    cursor: str | None = None
    while True:
        with app.app_context():
            will_write.set(False)
            page = queries.list_affected(queries.get_key(key_id), {**query, "cursor": cursor, "limit": CHUNK}, today)
        yield "".join(_line(_cells(row, language)) for row in page.items).encode()
        cursor = page.next_cursor
        if cursor is None:
            return


def _cells(row: dict[str, Any], language: int) -> list[str]:
    told = {**row, "state": STATES[row["state"]][language]}
    return [text_of(told[name]) for name in COLUMNS]


def text_of(value: Any) -> str:
    """A cell as text, also where a spreadsheet would take it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()

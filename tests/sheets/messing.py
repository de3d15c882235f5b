"""What the books of the corpus are made with: ways to write the cells of the usual columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.sheets.drafts import (
    USUAL,
    Book,
    Column,
)

BOOKS: list[Callable[[], Book]] = []
LOST = "!cell.number_lost_digits"


def messy(make: Callable[[], Book]) -> Callable[[], Book]:
    """Enter a book in the corpus."""
    BOOKS.append(make)
    return make


def wide(text: str) -> str:
    """Full-width digits and letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def changed(**columns: Column) -> list[Column]:
    """The usual columns with some of them otherwise."""
    return [columns.get(str(column.key), column) for column in USUAL]


def dated(write: Callable[[date], Any], becomes: Any = None, title: str = "入职日期") -> list[Column]:
    """The usual columns with the days written so."""
    return changed(started_on=Column(title, "started_on", lambda one: write(one.started_on), becomes))


def numbered(write: Callable[[str], Any], becomes: Any = None) -> list[Column]:
    """The usual columns with the identity numbers written so."""
    return changed(identity_number=Column("身份证号", "identity_number", lambda one: write(one.identity_number), becomes))

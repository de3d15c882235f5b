"""Days in every form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.sheets.drafts import (
    NAME,
    NUMBER,
    PEOPLE,
    STARTED,
    Book,
    moment,
    roster,
)
from tests.sheets.messing import dated, messy

for _number, (_write, _becomes) in enumerate((
    (lambda day: f"{day.year}-{day.month}-{day.day}", None),
    (lambda day: f"{day:%Y/%m/%d}", None),
    (lambda day: f"{day.year}.{day.month}.{day.day}", None),
    (lambda day: f"{day:%Y%m%d}", None),
    (lambda day: int(f"{day:%Y%m%d}"), None),
    (lambda day: f"{day.year}年{day.month}月{day.day}日", None),
    (lambda day: (day - date(1899, 12, 30)).days, None),
    (moment, None),
    (lambda day: f"{day.isoformat()} 08:30:00", None),
    (lambda day: f"{day.day}-{day:%b}-{day.year}", None),
    (lambda day: f"{day:%m/%d/%Y}", None),  # 28 October among them settles the column
    (lambda day: f"{day.year}年{day.month}月", "!cell.date_incomplete"),
    (lambda day: day.year, "!cell.date_incomplete"),
    (lambda day: f"{day:%y-%m-%d}", "!cell.date_ambiguous"),
    (lambda day: "待定", "!cell.date_format"),
    (lambda day: "2024-02-30", "!cell.date_format"),
    (lambda day: 36, "!cell.date_format"),
)):  # fmt: skip

    @messy
    def days(number: int = _number, write: Callable[[date], Any] = _write, becomes: Any = _becomes) -> Book:
        book = Book(f"days_{number}.xlsx")
        roster(book, dated(write, becomes))
        return book


@messy
def days_that_nothing_settles() -> Book:
    book = Book("ambiguous_days.xlsx")
    people = [replace(one, started_on=date(2024, 1 + place % 5, 6 + place % 6)) for place, one in enumerate(PEOPLE)]
    roster(book, dated(lambda day: f"{day.day}/{day.month}/{day.year}", "!cell.date_ambiguous"), people=people)
    return book


@messy
def days_of_both_orders() -> Book:
    book = Book("both_orders.xlsx")
    roster(book, [NAME, NUMBER, STARTED])
    for row, (cell, becomes) in enumerate(
        (("13/3/2024", date(2024, 3, 13)), ("3/13/2024", date(2024, 3, 13)), ("5/3/2024", "!cell.date_ambiguous"))
    ):
        book.main.rows[row + 2][2], book.truth[row + 2]["started_on"] = cell, becomes
    return book


@messy
def days_since_1904() -> Book:
    book = Book("since_1904.xlsx", options={"date_1904": True})
    roster(book)
    book.main.rows[3][5], book.truth[3]["started_on"] = 44000, "!cell.date_ambiguous"
    return book


@messy
def a_mix_of_days() -> Book:
    book = Book("mixed_days.xls")
    forms: list[Callable[[date], Any]] = [
        lambda day: day,
        lambda day: day.isoformat(),
        lambda day: f"{day:%Y.%m.%d}",
        lambda day: f"{day:%Y%m%d}",
    ]
    roster(book, dated(lambda day: forms[day.day % 4](day)))
    return book

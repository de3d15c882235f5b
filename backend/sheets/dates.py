"""Days as people write them into cells. What can be two days is none, unless the rest of its column says which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from backend.sheets.cells import Cell

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets since 1 March 1900 (their 29 February 1900 did not exist)."""
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Bare numbers taken for days: October 1954 to January 2119. Smaller ones are more likely ages, counts or years."""

_ISO = re.compile(r"(\d{4})\s*[-/.年、,]\s*(\d{1,2})\s*[-/.月、,]\s*(\d{1,2})\s*[日号]?")
_WHOLE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_INCOMPLETE = re.compile(r"\d{4}\s*(?:[-/.年]\s*(?:\d{1,2}\s*月?)?)?|\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|(?:19|20)\d{4}")
_CLOCK = re.compile(
    r"(?:\s*[T ]\s*|(?<=日)\s*)\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?\s*(?:Z|[+-]\d{2}:?\d{2}|[AP]M)?$", re.IGNORECASE
)
_DAY_OF_WEEK = re.compile(r"[\s,(]*(?:星期|周)[一二三四五六日天]\)?$")
_NAMED_MONTH = re.compile(r"(?:(\d{1,2})[\s-]*([a-z]{3,9})\.?|([a-z]{3,9})\.?[\s-]*(\d{1,2}))[\s,-]*(\d{4})", re.IGNORECASE)
_CHINESE = re.compile(r"([〇零○O一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?")
_MONTHS = {m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0}


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a column writes its days.

    order   `day_first` or `month_first` where a cell can only be read so and none can only be read the other way
    serials  whether bare numbers are days since 1899; not in files that count from 1904
    """

    order: str | None = None
    serials: bool = True


def order_of(cells: Iterable[Cell], serials: bool = True) -> DateOrder:
    """What a column's cells settle: 13/3/2024 among 5/3/2024 says that the day comes first."""
    seen = set()
    for cell in cells:
        found = _YEAR_LAST.fullmatch(_tidy(cell)) if isinstance(cell, str) else None
        if found:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                seen.add("day_first")
            elif second > 12 >= first:
                seen.add("month_first")
    return DateOrder(seen.pop() if len(seen) == 1 else None, serials)


def from_number(value: float, order: DateOrder) -> date | str:
    """The day that a bare number is, or why it is none."""
    if 19_000_101 <= value <= 21_991_231 and value == int(value):
        return _day(*map(int, (str(int(value))[:4], str(int(value))[4:6], str(int(value))[6:])))
    if FIRST_SERIAL <= value <= LAST_SERIAL:
        return EPOCH + timedelta(days=int(value)) if order.serials else "date_ambiguous"
    return "date_incomplete" if 1900 <= value < 2200 or 190_001 <= value <= 219_912 else "date_format"


def from_text(text: str, order: DateOrder) -> date | str:
    """The day that a text is, or why it is none."""
    plain = _tidy(text)
    found = _ISO.fullmatch(plain) or _WHOLE.fullmatch(plain)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(plain):
        return _year_last(int(found[1]), int(found[2]), int(found[3]), order.order)
    if found := _NAMED_MONTH.fullmatch(plain):
        month = _MONTHS.get((found[2] or found[3])[:3].lower())
        return _day(int(found[5]), month, int(found[1] or found[4])) if month else "date_format"
    if found := _CHINESE.fullmatch(plain):
        return _day(int("".join(str(_DIGITS[c]) for c in found[1])), _counted(found[2]), _counted(found[3]))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        return from_number(float(plain), order)
    if _SHORT_YEAR.fullmatch(plain):
        return "date_ambiguous"
    return "date_incomplete" if _INCOMPLETE.fullmatch(plain) else "date_format"


def _tidy(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().strip("'‘’`\"“”").strip().replace("—", "-").replace("–", "-")
    return _CLOCK.sub("", _DAY_OF_WEEK.sub("", plain)).strip()


def _year_last(first: int, second: int, year: int, order: str | None) -> date | str:
    if first > 12 or order == "day_first":
        return _day(year, second, first)
    if second > 12 or order == "month_first" or first == second:
        return _day(year, first, second)
    return "date_ambiguous"


def _counted(text: str) -> int:
    """A number below 100 in Chinese: 二十三."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) if ten else 0) * 10 + _DIGITS.get(ones, 0)


def _day(year: int, month: int, day: int) -> date | str:
    try:
        return date(year, month, day)
    except ValueError:
        return "date_format"

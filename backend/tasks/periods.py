"""Months, quarters and years of China's calendar, in which duties are counted. Plain values in and out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {"month": 1, "quarter": 3, "year": 12}
PERIODS = tuple(MONTHS)


class Period(NamedTuple):
    """From the first day to the last, both of it; `name` such as 2026-11, 2026-Q4, 2026."""

    name: str
    starts_on: date
    ends_on: date


def period_of(kind: str, day: date) -> Period:
    """The period of that kind to which a day belongs. Raises KeyError for an unknown kind."""
    months = MONTHS[kind]
    first = (day.month - 1) // months * months + 1
    starts_on = date(day.year, first, 1)
    return Period(_name(kind, starts_on), starts_on, _first_after(starts_on, months) - timedelta(days=1))


def period_before(kind: str, day: date) -> Period:
    """The one before the period of that day."""
    return period_of(kind, period_of(kind, day).starts_on - timedelta(days=1))


def _first_after(starts_on: date, months: int) -> date:
    later = starts_on.month - 1 + months
    return date(starts_on.year + later // 12, later % 12 + 1, 1)


def _name(kind: str, starts_on: date) -> str:
    if kind == "year":
        return str(starts_on.year)
    return f"{starts_on.year}-Q{(starts_on.month + 2) // 3}" if kind == "quarter" else f"{starts_on:%Y-%m}"

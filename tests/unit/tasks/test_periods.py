"""Months, quarters and years: no day is outside one, and none is in two."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend.tasks.periods import PERIODS, period_before, period_of


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("month", date(2028, 2, 29), ("2028-02", date(2028, 2, 1), date(2028, 2, 29))),
        ("month", date(2026, 12, 31), ("2026-12", date(2026, 12, 1), date(2026, 12, 31))),
        ("quarter", date(2026, 9, 30), ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))),
        ("quarter", date(2026, 10, 1), ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31))),
        ("year", date(2027, 1, 1), ("2027", date(2027, 1, 1), date(2027, 12, 31))),
    ],
)
def test_a_day_is_in_its_period(kind: str, day: date, expected: tuple[str, date, date]) -> None:
    assert tuple(period_of(kind, day)) == expected


@pytest.mark.parametrize("kind", PERIODS)
def test_periods_follow_each_other_without_a_gap(kind: str) -> None:
    day = date(2026, 1, 1)
    while day < date(2029, 1, 1):
        here = period_of(kind, day)
        assert here.starts_on <= day <= here.ends_on
        assert period_before(kind, day).ends_on + timedelta(days=1) == here.starts_on
        day += timedelta(days=1)

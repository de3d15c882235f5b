"""Working days by the published calendar: weekends that are worked, long holidays, and years nobody knows yet."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.working_days import Calendar, Reckoned, Unreadable, rows_of

DATA = Path(__file__).parents[3] / "backend" / "working_days" / "data"
SHIPPED = Calendar.of(row for file in sorted(DATA.glob("holidays_*.json")) for row in rows_of(json.loads(file.read_text())))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-23", 3, "2026-11-26"),  # an ordinary week
        ("2026-11-26", 3, "2026-12-01"),  # over a weekend
        ("2026-11-28", 1, "2026-11-30"),  # from a Saturday
        ("2026-10-08", 2, "2026-10-10"),  # the Saturday after the national holiday is worked
        ("2026-10-09", 3, "2026-10-13"),
        ("2026-09-18", 1, "2026-09-20"),  # so is the Sunday before it
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-02-13", 3, "2026-02-25"),  # spring festival: Saturday the 14th worked, then nine days off
        ("2025-12-31", 0, "2025-12-31"),
    ],
)
def test_holidays_are_off_and_some_weekend_days_are_worked(day: str, count: int, expected: str) -> None:
    assert SHIPPED.add(date.fromisoformat(day), count).day == date.fromisoformat(expected)


def test_a_year_without_its_calendar_goes_by_weekdays_and_says_so() -> None:
    assert SHIPPED.add(date(2026, 12, 30), 1) == Reckoned(date(2026, 12, 31), certain=True)
    assert SHIPPED.add(date(2028, 9, 29), 2) == Reckoned(date(2028, 10, 3), certain=False)


def test_a_year_of_which_only_the_law_is_known_takes_its_holidays_and_is_not_certain() -> None:
    assert SHIPPED.add(date(2026, 12, 31), 1) == Reckoned(date(2027, 1, 4), certain=False)
    assert SHIPPED.add(date(2027, 2, 4), 1) == Reckoned(date(2027, 2, 9), certain=False)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2025, 12, 1), date(2027, 12, 31)), st.integers(0, 12), st.integers(1, 12))
def test_days_are_counted_alike_at_a_stretch_and_in_parts(day: date, first: int, then: int) -> None:
    whole = SHIPPED.add(day, first + then).day
    assert whole == SHIPPED.add(SHIPPED.add(day, first).day, then).day
    worked = [day + timedelta(days=n) for n in range(1, (whole - day).days + 1) if SHIPPED.is_worked(day + timedelta(days=n))]
    assert len(worked) == first + then


@pytest.mark.parametrize(
    "values",
    [
        {"year": 2027, "source": "notice", "days": [{"day": "2026-01-01", "kind": "off", "name": "元旦"}]},
        {"year": 2027, "source": "notice", "days": [{"day": "2027-01-01", "kind": "off", "name": "元旦"}] * 2},
        {"year": 2027, "source": "hearsay", "days": [{"day": "2027-01-01", "kind": "off", "name": "元旦"}]},
        {"year": 2027, "source": "notice", "days": [{"day": "2027-01-01", "kind": "half", "name": "元旦"}]},
        {"year": 2027, "source": "notice", "days": [{"day": "1 January", "kind": "off", "name": "元旦"}]},
        {"days": []},
        [],
    ],
)
def test_a_file_that_is_none_is_refused(values: object) -> None:
    with pytest.raises(Unreadable):
        list(rows_of(values))

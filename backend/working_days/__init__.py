"""Working days (工作日) by the published calendar: weekends and holidays are off, some weekend days are worked instead.

The State Council gives the holidays and the days worked instead each autumn for the next year. For a year whose notice is not loaded
the weekdays count, less the holidays that the law itself names where those are loaded; the answer then says that it is not certain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import delete, select

from backend.extensions import db
from backend.working_days.models import DAY_KINDS, SOURCES, Holiday

SATURDAY = 5
LONGEST_BREAK = 20
"""Days; no holidays with their weekends have ever been as long."""


class Unreadable(ValueError):
    """A file of holidays cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A day that was reckoned, and whether every year on the way has its published calendar."""

    day: date
    certain: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked, as far as is known.

    exceptions  True: worked though it is a weekend; False: off though it is a weekday
    published   the years whose notice is loaded
    """

    exceptions: dict[date, bool]
    published: frozenset[int]

    @classmethod
    def of(cls, rows: Iterable[Any]) -> Calendar:
        """The calendar that these rows of `Holiday` make."""
        known = list(rows)
        published = frozenset(row.day.year for row in known if row.source == "notice")
        return cls({row.day: row.kind == "worked" for row in known}, published)

    def is_worked(self, day: date) -> bool:
        """Whether that day is a working day."""
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def add(self, day: date, count: int) -> Reckoned:
        """The `count`-th working day after that day; the day itself is not counted."""
        last, certain = day, day.year in self.published
        for _ in range(count):
            last += timedelta(days=1)
            while not self.is_worked(last):
                last += timedelta(days=1)
            certain = certain and last.year in self.published
        return Reckoned(last, certain)

    def back(self, day: date, count: int) -> Reckoned:
        """The `count`-th working day before that day; the day itself is not counted."""
        first, certain = day, day.year in self.published
        for _ in range(count):
            first -= timedelta(days=1)
            while not self.is_worked(first):
                first -= timedelta(days=1)
            certain = certain and first.year in self.published
        return Reckoned(first, certain)


def calendar(first: date, count: int) -> Calendar:
    """What is known of the days that `count` working days after `first` can touch; before it, where the count is negative."""
    reach = timedelta(days=2 * abs(count) + LONGEST_BREAK)
    years = range(first.year, (first + reach).year + 1) if count >= 0 else range((first - reach).year, first.year + 1)
    found = select(Holiday.day, Holiday.kind, Holiday.source).where(Holiday.day.between(date(years[0], 1, 1), date(years[-1], 12, 31)))
    return Calendar.of(db.session.execute(found))


def add(day: date, count: int) -> Reckoned:
    """The `count`-th working day after that day, and whether the calendar of each year on the way is known."""
    return calendar(day, count).add(day, count)


def back(day: date, count: int) -> Reckoned:
    """The `count`-th working day before that day, and whether the calendar of each year on the way is known."""
    return calendar(day, -count).back(day, count)


def load(values: Any) -> int:
    """Put a year's holidays in the place of what was loaded of it; returns how many days.

    values  {"year", "source", "days": [{"day", "kind", "name"}]} as in `data/holidays_2026.json`
    Raises Unreadable; nothing is changed then.
    """
    rows = list(rows_of(values))
    year = values["year"]
    db.session.execute(delete(Holiday).where(Holiday.day.between(date(year, 1, 1), date(year, 12, 31))))
    db.session.add_all(rows)
    db.session.flush()
    return len(rows)


def load_shipped(_now: object = None) -> None:
    """Load the years that came with this release and of which nothing better is loaded."""
    for file in sorted((files("backend.working_days") / "data").iterdir(), key=lambda file: file.name):
        if file.name.startswith("holidays_"):
            values = json.loads(file.read_text(encoding="utf-8"))
            first = db.session.scalars(select(Holiday.source).where(Holiday.day.between(*_bounds(values["year"]))).limit(1)).first()
            if first is None or (first == "statute" and values["source"] == "notice"):
                load(values)


def _bounds(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def rows_of(values: Any) -> Iterable[Holiday]:
    """The days of a file. Raises Unreadable."""
    try:
        year, source, days = int(values["year"]), values["source"], values["days"]
        seen: set[date] = set()
        for entry in days:
            day = date.fromisoformat(entry["day"])
            if day.year != year or day in seen:
                raise Unreadable(f"{day} is not of {year}, or stands there twice")
            if source not in SOURCES or entry["kind"] not in DAY_KINDS:
                raise Unreadable(f"{source}, {entry['kind']}: source is one of {SOURCES}, kind one of {DAY_KINDS}")
            seen.add(day)
            yield Holiday(day=day, kind=entry["kind"], name=str(entry["name"])[:20], source=source)
    except (KeyError, TypeError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(f"not a file of holidays: {error!r}") from error

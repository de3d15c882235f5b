"""The one place that knows what time it is, so that tests and replays can choose it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""Every date in a paper or on a card is a date in China; there is one time zone and no summer time."""


class Clock:
    """The system clock. Tests replace it with one they can set."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)


def china_date(instant: datetime) -> date:
    """The calendar date in China at `instant`."""
    return instant.astimezone(CHINA).date()

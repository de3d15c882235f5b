"""Days in China as instants, and days some time ago."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from backend.clock import CHINA


def at(day: date, minutes: int = 0) -> datetime:
    """Nine in the morning of a day in China, and some minutes."""
    return datetime.combine(day, time(9), CHINA) + timedelta(minutes=minutes)


def ago(today: date, days: int) -> date:
    """The day that was so many days ago; in so many days when negative."""
    return today - timedelta(days=days)

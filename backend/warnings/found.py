"""What a source finds, and how near its day is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from backend.warnings.models import LATER, SOON, TODAY


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong now; see `UnitWarning` for what the names mean.

    since  None where nobody can say: the day on which it was seen first is kept
    facts  plain JSON, no personal data
    """

    kind: str
    unit_id: UUID
    subject_id: UUID
    since: date | None = None
    due_on: date | None = None
    step: int | None = None
    urgency: int = SOON
    facts: dict[str, Any] = field(default_factory=dict)


def step_of(days_left: int, steps: Iterable[int]) -> int | None:
    """The smallest of the days that is not past yet; -1 when the day itself is past; None before the first of them.

    >>> [step_of(days, (60, 30, 7)) for days in (61, 60, 8, 7, 0, -1)]
    [None, 60, 30, 7, 7, -1]
    """
    if days_left < 0:
        return -1
    return min((step for step in steps if days_left <= step), default=None)


def urgency_of(step: int, steps: Iterable[int]) -> int:
    """The last of the days is for today, the first of several to be planned."""
    ordered = sorted(steps)
    if step <= ordered[0]:
        return TODAY
    return LATER if step == ordered[-1] else SOON

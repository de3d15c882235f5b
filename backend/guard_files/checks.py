"""Checks on site, as the guard file shows them. The rooms that know of checks stand below this one, so they join here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from backend.clock import CHINA
from backend.roster.models import Employment

MOST = 50
"""So many of the latest are shown."""


class Check(NamedTuple):
    """One check: of which kind, when, by which agency, and what came of it."""

    kind: str
    at: datetime
    agency_name: str
    outcome: str


Source = Callable[[UUID, datetime, datetime, int], Iterable[Check]]

sources: list[Source] = []
"""Asked for a guard, from an instant up to another one, and the most that are wanted: the latest ones."""


def of(employment: Employment) -> list[Check]:
    """The latest checks of a guard while he was employed there; before and afterwards they are another employer's matter."""
    begin = datetime.combine(employment.started_on, time.min, CHINA)
    end = datetime.combine(employment.ended_on, time.min, CHINA) if employment.ended_on else datetime.max.replace(tzinfo=UTC)
    found = [check for source in sources for check in source(employment.guard_id, begin, end, MOST)]
    return sorted(found, key=lambda check: check.at, reverse=True)[:MOST]


def shown(employment: Employment) -> dict[str, Any]:
    """The same, as it is answered."""
    return {"items": [check._asdict() for check in of(employment)]}

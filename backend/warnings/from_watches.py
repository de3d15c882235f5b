"""Warnings about lists of certificates that a unit watches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from backend.warnings.found import Found
from backend.warnings.models import SOON
from backend.watches import queries


def changed(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Lists in which a certificate is not any more what it was when the unit last took note; gone when it does so."""
    for one in queries.changed(unit_ids, today):
        yield Found("watched_changed", one.unit_id, one.watch_id, since=one.since, urgency=SOON, facts={"numbers": one.numbers})

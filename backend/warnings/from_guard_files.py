"""Warnings about what is missing in the files of the guards on a unit's roster."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from backend.guard_files import queries
from backend.warnings.found import Found
from backend.warnings.models import LATER


def without_contract(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Who works without a registered labour contract that covers today (Reg. art. 18)."""
    for one in queries.without_contract(unit_ids, today):
        yield Found("guard_without_contract", one.unit_id, one.employment_id, since=one.since, urgency=LATER)

"""Warnings about transfers that wait for the unit's answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from backend.clock import china_date
from backend.roster.transfers.queries import waiting_for
from backend.warnings.found import Found
from backend.warnings.models import SOON, TODAY

LAST_DAYS = 2


def waiting(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Proposals that these units have not answered, until they lapse."""
    for transfer in waiting_for(unit_ids):
        if transfer.lapses_on < today:
            continue
        left = (transfer.lapses_on - today).days
        step, urgency = (LAST_DAYS, TODAY) if left <= LAST_DAYS else (None, SOON)
        since = china_date(transfer.proposed_at)
        yield Found("transfer_waiting", transfer.answering_unit_id, transfer.id, since, transfer.lapses_on, step, urgency)

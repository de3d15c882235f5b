"""What became of the demo's rectification notices: answered, looked at again, extended, one with a penalty, the rest still open.

The notices themselves are made by the records, as everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.accounts.models import Account
from backend.demo import sketches
from backend.demo.ids import SEED
from backend.extensions import db
from backend.inspections.operations import keep_picture
from backend.permissions import Actor, Role
from backend.rectification import escalation, operations
from backend.rectification.models import PenaltyProvision, RectificationNotice
from backend.units.models import Unit

ANSWERS = ("已按通知书逐项改正，由负责人核对。", "已全部改正，并开会向全体队员讲明。")


class Corrections:
    """Goes through the notices, the oldest first, each ending in another way."""

    def __init__(self, officers: dict[str, tuple[Account, Account]], now: datetime) -> None:
        """officers: two of each city."""
        self._officers, self._now = officers, now
        self._rng = random.Random(f"{SEED}:corrections")  # noqa: S311 - made-up data

    def make(self, story_unit: UUID) -> None:
        """Let time pass over all notices; the story's company keeps its latest one open, for its manager to answer."""
        notices = list(db.session.scalars(select(RectificationNotice).order_by(RectificationNotice.issued_at, RectificationNotice.id)))
        kept = [notice for notice in notices if notice.unit_id == story_unit][-1:]
        ways: tuple[Callable[[RectificationNotice], Any], ...] = (self._closed, self._asked, self._extended, self._punished)
        for number, notice in enumerate(notice for notice in notices if notice not in kept):
            if number < len(ways):
                ways[number](notice)
        while escalation.climb(self._now):
            db.session.flush()

    def _answered(self, notice: RectificationNotice, photo: bool) -> datetime:
        at = notice.issued_at + timedelta(days=3, hours=2)
        manager = _manager_of(notice)
        photos = [keep_picture(sketches.log_book(self._rng), "answer_photo", manager, at).id] if photo else []
        operations.answer(notice, [item.id for item in notice.items], self._rng.choice(ANSWERS), photos, manager, at)
        return at

    def _closed(self, notice: RectificationNotice) -> None:
        at = self._answered(notice, photo=True)
        operations.close(notice, "documents", "材料齐全，照片清楚。", self._decides(notice), at + timedelta(days=1))

    def _asked(self, notice: RectificationNotice) -> None:
        at = self._answered(notice, photo=True)
        manager = _manager_of(notice)
        operations.request_recheck(notice, "已全部改正，请复查。", manager, at + timedelta(hours=1))

    def _extended(self, notice: RectificationNotice) -> None:
        at = notice.issued_at + timedelta(days=2)
        operations.extend(notice, notice.due_on + timedelta(days=14), "设备到货延迟，有采购合同为证。", 30, self._decides(notice), at)

    def _punished(self, notice: RectificationNotice) -> None:
        warning = db.session.scalars(select(PenaltyProvision).where(PenaltyProvision.code == "reg42.warning")).first()
        if warning is not None:
            at = notice.issued_at + timedelta(days=20)
            operations.propose_penalty(notice, warning.id, None, "逾期未改正，经催告仍未答复。", self._decides(notice), min(at, self._now))

    def _decides(self, notice: RectificationNotice) -> Actor:
        officer = self._officers[notice.agency_code[:4]][0]
        return Actor(officer.id, officer.name, Role(officer.role), officer.agency_code)


def _manager_of(notice: RectificationNotice) -> Actor:
    """The unit's manager; where the demo gave it none, its responsible person speaks through the officer's account."""
    account = db.session.scalars(select(Account).where(Account.unit_id == notice.unit_id).order_by(Account.user_name).limit(1)).first()
    unit = db.session.get_one(Unit, notice.unit_id)
    account_id, name = (account.id, account.name) if account else (notice.issued_by_id, unit.legal_representative)
    return Actor(account_id, name, Role.COMPANY_MANAGER, notice.agency_code, unit_id=notice.unit_id)

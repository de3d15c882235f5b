"""Two units agree that a guard goes from one to the other, or do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy import select

from backend.extensions import db
from backend.permissions import Actor, Role
from backend.roster.models import Employment
from backend.roster.transfers import carrying_out, operations
from backend.roster.transfers.models import OPEN_STATES, Transfer
from backend.roster.transfers.queries import lock_transfer
from tests.factories.guards import identity_number
from tests.property.roster_rules import NAMES, Roster, start_days, which
from tests.support.world import uscc

answers = st.sampled_from(("accept", "accept", "accept", "decline", "withdraw", "wait"))


class Transfers(Roster):
    """What both units of the roster's machine may agree on; what was agreed comes about as the days go by."""

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        """Days go by, and each of them the worker looks whose day has come."""
        for _ in range(days):
            self.now += timedelta(days=1)
            carrying_out.watch(self.now)

    @precondition(lambda self: self._open_employments())
    @rule(which_one=which, taking=st.booleans(), days=start_days, answer=answers)
    def propose_transfer(self, which_one: int, taking: bool, days: int, answer: str) -> None:
        """One of the two units proposes, and mostly the other one answers at once."""
        old = self._pick(self._open_employments(), which_one)
        to_unit = next(unit for unit in self.units if unit != old.unit_id)
        proposing, answering = (to_unit, old.unit_id) if taking else (old.unit_id, to_unit)
        number = self.guards.index(old.guard_id)
        values = {"uscc": uscc(900 + self.units.index(to_unit)), "effective_on": self.today + timedelta(days=days), "note": ""}
        person = {"identity_number": identity_number(number + 1), "name": NAMES[number], "position": "班长"}
        before = self._open_transfers()
        if taking:
            unit = self._unit_row(self.units.index(to_unit))
            done = self._try(lambda: operations.propose_taking(unit, values | person, self._manager(to_unit), self.now))
        else:
            done = self._try(lambda: operations.propose_sending(old, values, self._manager(old.unit_id), self.now))
        earliest = None if taking else carrying_out.earliest_day(old)
        possible = -30 <= days <= 30 and (earliest is None or values["effective_on"] >= earliest)
        assert done == (possible and all(one.guard_id != old.guard_id for one in before))
        new = [one for one in self._open_transfers() if one not in before]
        if new and answer != "wait":
            self._answer(new[0], answer, proposing, answering)

    @precondition(lambda self: self._open_transfers())
    @rule(which_one=which, answer=answers)
    def answer_transfer(self, which_one: int, answer: str) -> None:
        """Somebody answers later; perhaps what is agreed already, which is refused, or called off."""
        transfer = self._pick(self._open_transfers(), which_one)
        self._answer(transfer, answer, transfer.proposing_unit_id, transfer.answering_unit_id)

    @invariant()
    def a_transfer_leaves_no_day_between(self) -> None:
        """Whoever was transferred left one unit and came to the other on one day; whoever was not has nothing open that ended."""
        for one in db.session.scalars(select(Transfer).where(Transfer.guard_id.in_(self.guards))):
            old = db.session.get_one(Employment, one.employment_id)
            if one.state == "done":
                new = db.session.get_one(Employment, one.new_employment_id)
                assert (new.guard_id, new.unit_id, new.started_on) == (old.guard_id, one.to_unit_id, old.ended_on)
            assert one.state not in OPEN_STATES or old.ended_on is None

    def _answer(self, transfer: Transfer, answer: str, proposing: UUID, answering: UUID) -> None:
        locked, state, today = lock_transfer(transfer.id), transfer.state, self.today
        due = max(transfer.effective_on, carrying_out.earliest_day(db.session.get_one(Employment, transfer.employment_id))) <= today
        if answer == "accept":
            in_time = state == "proposed" and transfer.lapses_on >= today
            assert self._try(lambda: operations.accept(locked, None, self._manager(answering), self.now)) == in_time
        elif answer == "decline":
            assert self._try(lambda: operations.decline(locked, "", self._manager(answering), self.now)) == (state == "proposed")
        elif answer == "withdraw":
            called_off = self._try(lambda: operations.withdraw(locked, "", self._manager(proposing), self.now))
            assert called_off == (state == "proposed" or not due)

    def _open_transfers(self) -> Sequence[Transfer]:
        wanted = select(Transfer).where(Transfer.guard_id.in_(self.guards), Transfer.state.in_(OPEN_STATES))
        return db.session.scalars(wanted.order_by(Transfer.id)).all()

    def _manager(self, unit_id: UUID) -> Any:
        return Actor(self.account_id, "经理", Role.COMPANY_MANAGER, None, None, unit_id, (unit_id,))

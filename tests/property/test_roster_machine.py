"""Whatever managers and the police do in whatever order, the roster stays possible: hire, leave, transfer, post, revoke, import, undo.

Imports do what could be done by hand, and nothing more. With GANGWEI_TEST_EXAMPLES=400 it looks longer.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from sqlalchemy import func, select

from backend.errors import Problem
from backend.extensions import db
from backend.guards.models import Guard
from backend.imports import applying, undoing
from backend.imports.counting import NONE
from backend.imports.fields import ACTING
from backend.imports.judged_rows import Judging, habits_of, judge_rows
from backend.imports.models import Import, ImportRow
from backend.imports.rows import Kept
from backend.roster import operations, site_operations
from backend.roster.leaving import NEEDS_NOTE
from backend.roster.many import By
from backend.roster.models import Employment, Posting, Site
from backend.roster.transfers import carrying_out
from backend.sheets.cells import Cell
from backend.units.models import Unit
from tests.factories.guards import identity_number
from tests.property.roster_rules import NAMES, start_days, which
from tests.property.transfer_rules import Transfers
from tests.support.world import World

Facts = tuple[list[Any], list[Any]]


class Imports(Transfers):
    """The same two units and guards; now and then a file comes in, and now and then one is taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[UUID] = []

    def _site(self, unit_id: UUID, division: str) -> UUID:
        """Sites that a file can tell apart."""
        values = {"name": f"北门{division}", "address": "天河路", "division_code": division}
        return site_operations.open_site(db.session.get_one(Unit, unit_id), values, self.actor, self.now).id

    @rule(which_guard=which, which_unit=which, begins=st.none() | start_days, place=st.none() | which, ends=st.none() | start_days)
    def import_one(self, which_guard: int, which_unit: int, begins: int | None, place: int | None, ends: int | None) -> None:
        """A file with one row is applied. It comes to what the same would come to by hand, and is refused when that is."""
        guard_id, unit_id = self._pick(self.guards, which_guard), self._pick(self.units, which_unit)
        site = None if place is None else self._pick([one for one in self.sites if self._of(one) == unit_id], place)
        started_on, ended_on = (None if days is None else self.today + timedelta(days=days) for days in (begins, ends))
        carrying_out.watch(self.now)  # as its job does first
        by_hand = self._by_hand(guard_id, unit_id, started_on, site, ended_on)
        number = self.guards.index(guard_id)
        cells: dict[str, Cell] = {
            "name": NAMES[number], "identity_number": identity_number(number + 1), "started_on": started_on, "position": "队员",
            "site": db.session.get_one(Site, site).name if site else None, "ended_on": ended_on,
        }  # fmt: skip
        before = self._facts()
        row = self._apply(unit_id, cells)
        if by_hand is None:
            assert row.verdict == "refused"
            assert self._facts() == before
        else:
            assert (row.verdict in ACTING) == (by_hand != before)
            assert self._facts() == by_hand

    @precondition(lambda self: self.made)
    @rule(number=which)
    def undo_one(self, number: int) -> None:
        """An import is taken back: all of it, or nothing where something came after it."""
        import_ = db.session.get_one(Import, self.made.pop(number % len(self.made)))
        before = self._facts()
        undoing.undo_rows(import_, self._rows(import_), By(self.actor, self.now, {}))
        db.session.expire_all()
        (row,) = self._rows(import_)
        assert (row.undone_at is None) == (row.undo_problem is not None) == (self._facts() == before)

    def _by_hand(self, guard_id: UUID, unit_id: UUID, started_on: date | None, site: UUID | None, ended_on: date | None) -> Facts | None:
        """What the register would be had somebody done it in the app; None where he would have been refused."""
        nested = db.session.begin_nested()
        try:
            self._do(guard_id, unit_id, started_on, site, ended_on)
            db.session.flush()
            return self._facts()
        except Problem:
            return None
        finally:
            nested.rollback()
            db.session.expire_all()

    def _do(self, guard_id: UUID, unit_id: UUID, started_on: date | None, site: UUID | None, ended_on: date | None) -> None:
        open_one = next((row for row in self._history(guard_id) if row.ended_on is None), None)
        if ended_on is not None:
            if open_one is not None and open_one.unit_id == unit_id:
                operations.leave(open_one, ended_on, NEEDS_NOTE, self.actor, self.now, "名单导入，未注明原因")
            elif not any(row.unit_id == unit_id for row in self._history(guard_id)):
                raise operations.NotEmployedHere()
            return
        day = started_on or self.today
        if open_one is None or open_one.unit_id != unit_id:
            number = self.guards.index(guard_id)
            values = {"identity_number": identity_number(number + 1), "name": NAMES[number], "position": "队员", "started_on": day}
            open_one = operations.hire(db.session.get_one(Unit, unit_id), values, self.actor, self.now)
        else:
            day, open_one.position = self.today, "队员"  # what a file changes beside
        posted = [row for row in self._postings() if (row.employment_id, row.site_id, row.ended_on) == (open_one.id, site, None)]
        if site is not None and (not posted or db.session.get_one(Site, site).status != "active"):
            operations.post(self._site_row(site), open_one.id, day, self.actor, self.now)

    def _apply(self, unit_id: UUID, cells: dict[str, Cell]) -> ImportRow:
        mapping = {"sheet": 0, "header_row": 0, "columns": [], "checked_on": self.today.isoformat()}
        import_ = Import(
            unit_id=unit_id, account_id=self.account_id, file_name="x", size=1, digest=b"0" * 32, mode="add", state="applying",
            mapping=mapping, counts=dict(NONE), created_at=self.now,
        )  # fmt: skip
        db.session.add(import_)
        db.session.flush()
        (values,) = judge_rows(Judging(import_, self.today, habits_of(import_)), [(1, Kept(cells), False)])
        db.session.add(ImportRow(**values))
        db.session.flush()
        (row,) = self._rows(import_)
        if row.verdict in ACTING:
            applying.apply_rows(import_, [row], By(self.actor, self.now, {}))
            db.session.expire_all()
            self.made.append(import_.id)
        return self._rows(import_)[0]

    def _rows(self, import_: Import) -> list[ImportRow]:
        return list(db.session.scalars(select(ImportRow).where(ImportRow.import_id == import_.id)))

    def _of(self, site_id: UUID) -> UUID:
        return db.session.get_one(Site, site_id).unit_id

    def _facts(self) -> Facts:
        """What stands in the register, without ids that are drawn anew each time."""
        employments = select(Employment.guard_id, Employment.unit_id, Employment.position, Employment.started_on, Employment.ended_on)
        postings = select(Posting.guard_id, Posting.site_id, Posting.started_on, Posting.ended_on)
        people = {row.id: (row.unit_id, row.status) for row in db.session.execute(select(Guard.id, Guard.unit_id, Guard.status))}
        found = [sorted(map(repr, db.session.execute(each))) for each in (employments, postings)]
        assert db.session.scalar(select(func.count(Guard.id))) == len(people)
        return [*found[0], repr(sorted(people.items()))], found[1]


def test_no_order_of_acts_makes_a_roster_impossible(world: World, database: str) -> None:
    machine = type("RosterHere", (Imports,), {"app": world.app})
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    examples = int(os.environ.get("GANGWEI_TEST_EXAMPLES", "20"))
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=quiet, database=None)
    )

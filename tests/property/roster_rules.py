"""What managers and the police do with a roster, in whatever order, and what must hold whatever they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
from flask import Flask
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend.accounts.models import Account
from backend.clock import china_date
from backend.errors import Problem
from backend.extensions import db
from backend.guards import operations as guards
from backend.guards.models import Guard, GuardArea, state_on
from backend.guards.queries import lock_guard
from backend.permissions import Actor, Role
from backend.roster import operations, site_operations
from backend.roster.models import Employment, Posting, Site
from backend.roster.queries import get_site
from backend.units import operations as unit_operations
from backend.units.models import Unit, UnitArea
from tests.conftest import NOW
from tests.factories.guards import identity_number
from tests.support.world import DONGGUAN, FUTIAN, PROVINCE, TIANHE, YUEXIU, uscc

NAMES = ("陈志强", "王伟")
DIVISIONS = ("440106004", "440304", "440104")
STATES = ("valid", "valid", "valid", "suspended", "revoked")
start_days = st.sampled_from((-30, -10, -3, 0, 0, 0, 5, 30, 31))
end_days = st.sampled_from((-12, -3, -1, 0, 0, 0, 0, 1))
which = st.integers(0, 3)
seldom = st.sampled_from((False, False, False, False, False, True))


class Roster(RuleBasedStateMachine):
    """Two units with two sites each, two guards, one long transaction that is never committed."""

    app: Flask

    def __init__(self) -> None:
        super().__init__()
        self.context = self.app.app_context()
        self.context.push()
        self.now = NOW
        self.actor = Actor(UUID(int=1), "验证", Role.PROVINCE_OFFICER, PROVINCE, "44")
        self.units = [self._unit(number, code) for number, code in enumerate((TIANHE, YUEXIU))]
        self.sites = [self._site(unit, division) for unit in self.units for division in ("440106004", "440304")]
        self.guards = [self._guard(number, name) for number, name in enumerate(NAMES)]
        self.account_id = self._account()
        self.seen: set[UUID] = set()

    def teardown(self) -> None:
        """Leave nothing behind."""
        db.session.rollback()
        self.context.pop()

    @property
    def today(self) -> date:
        """Today in China."""
        return china_date(self.now)

    @initialize()
    def everybody_works(self) -> None:
        """Both guards are on a roster and one is posted, so that there is something to go wrong from the start."""
        for number in range(2):
            self.hire(number, number, -30)
        self.post(0, 0, -10, anyone=False, anywhere=False)

    # What people do

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        """Days go by."""
        self.now += timedelta(days=days)

    @rule(which_guard=which, state=st.sampled_from(STATES), lasts=st.sampled_from((None, None, None, 10, 0, -1)))
    def certificate_changes(self, which_guard: int, state: str, lasts: int | None) -> None:
        """The police issue, suspend, reinstate or revoke."""
        guard = lock_guard(self._pick(self.guards, which_guard))
        expires_on = None if lasts is None else self.today + timedelta(days=lasts)
        guards.set_certificate(guard, f"4401{which_guard}", state, expires_on)

    @rule(which_guard=which, which_unit=which, days=start_days)
    def hire(self, which_guard: int, which_unit: int, days: int) -> None:
        """A unit hires; it succeeds exactly when the guard is free on that day and it is not too far ahead."""
        guard, unit = db.session.get_one(Guard, self._pick(self.guards, which_guard)), self._unit_row(which_unit)
        started_on = self.today + timedelta(days=days)
        history = self._history(guard.id)
        free = all(row.ended_on is not None and row.ended_on <= started_on for row in history)
        number = identity_number(self.guards.index(guard.id) + 1)
        values = {"identity_number": number, "name": guard.name, "position": "队员", "started_on": started_on}
        done = self._try(lambda: operations.hire(unit, values, self.actor, self.now))
        assert done == (free and days <= 30)

    @precondition(lambda self: self._open_employments())
    @rule(which_one=which, days=end_days, hired_by=st.none() | which, back=start_days)
    def leave(self, which_one: int, days: int, hired_by: int | None, back: int) -> None:
        """A guard leaves, perhaps on a day that cannot be, and may begin anew on days that overlap."""
        employment = self._pick(self._open_employments(), which_one)
        ended_on = self.today + timedelta(days=days)
        done = self._try(lambda: operations.leave(employment, ended_on, "resigned", self.actor, self.now))
        assert not done or employment.started_on <= ended_on <= max(self.today, employment.started_on)
        if hired_by is not None:
            self.hire(self.guards.index(employment.guard_id), hired_by, back)

    @precondition(lambda self: self._employments())
    @rule(which_one=which, which_site=which, days=start_days, anyone=seldom, anywhere=seldom)
    def post(self, which_one: int, which_site: int, days: int, anyone: bool, anywhere: bool) -> None:
        """A guard is posted, mostly to a site of his unit; it succeeds exactly when all that the law and the dates demand is there."""
        employment = self._pick(self._employments() if anyone else self._open_employments() or self._employments(), which_one)
        own = [site_id for site_id in self.sites if anywhere or db.session.get_one(Site, site_id).unit_id == employment.unit_id]
        site, guard = self._site_row(self._pick(own, which_site)), db.session.get_one(Guard, employment.guard_id)
        started_on = max(self.today + timedelta(days=days), employment.started_on) if days < 0 else self.today + timedelta(days=days)
        valid = guard.certificate_state == "valid" and (guard.certificate_expires_on or date.max) >= self.today
        employed = employment.ended_on is None and employment.unit_id == site.unit_id and employment.started_on <= started_on <= self.today
        before = [row for row in self._postings() if (row.guard_id, row.site_id) == (guard.id, site.id)]
        free = all(row.ended_on is not None and (row.employment_id != employment.id or row.ended_on <= started_on) for row in before)
        done = self._try(lambda: operations.post(site, employment.id, started_on, self.actor, self.now))
        assert done == (valid and employed and free and site.status == "active")

    @precondition(lambda self: self._postings())
    @rule(which_one=which, days=end_days, again=st.booleans(), back=start_days)
    def unpost(self, which_one: int, days: int, again: bool, back: int) -> None:
        """A posting ends, perhaps one that has ended already, and may begin anew at its site on days that overlap."""
        posting = self._pick(self._postings(), which_one)
        was_open, ended_on = posting.ended_on is None, self.today + timedelta(days=days)
        done = self._try(lambda: operations.end_posting(posting, ended_on, self.actor, self.now))
        assert done == (was_open and posting.started_on <= ended_on <= self.today)
        if again:
            employments = [row.id for row in self._employments()]
            place = self.sites.index(posting.site_id)
            self.post(employments.index(posting.employment_id), place, back, anyone=True, anywhere=True)

    @rule(what=st.sampled_from(("site moves", "site moves", "site closes", "unit moves")), number=which, place=which)
    def places_change(self, what: str, number: int, place: int) -> None:
        """A site lies elsewhere, or is closed for good; another agency becomes responsible for a unit."""
        if what == "unit moves":
            code, unit = self._pick((TIANHE, YUEXIU, FUTIAN), place), self._unit_row(number)
            assert self._try(lambda: unit_operations.change_unit(unit, {"agency_code": code}, self.actor, self.now))
            return
        site = self._site_row(self._pick(self.sites, number))
        was_open, division = site.status == "active", self._pick(DIVISIONS, place)
        if what == "site moves":
            done = self._try(lambda: site_operations.change_site(site, {"division_code": division}, self.actor, self.now))
        else:
            done = self._try(lambda: site_operations.close_site(site, "终止", self.actor, self.now))
        assert done == was_open

    # What must hold whatever they did

    @invariant()
    def nobody_has_two_employers_at_once(self) -> None:
        """Employments of a guard follow one another."""
        for guard_id in self.guards:
            history = self._history(guard_id)
            assert all(row.ended_on is None or row.ended_on >= row.started_on for row in history)
            assert all(early.ended_on is not None and early.ended_on <= late.started_on for early, late in pairwise(history))

    @invariant()
    def postings_lie_within_employments_and_never_overlap(self) -> None:
        """At one site a guard is posted once at a time, and only while employed by its unit."""
        by_place = defaultdict(list)
        for posting in self._postings():
            employment = db.session.get_one(Employment, posting.employment_id)
            assert employment.unit_id == db.session.get_one(Site, posting.site_id).unit_id
            assert employment.started_on <= posting.started_on
            assert employment.ended_on is None or (posting.ended_on is not None and posting.ended_on <= employment.ended_on)
            by_place[posting.guard_id, posting.site_id].append(posting)
        for rows in by_place.values():
            assert all(early.ended_on is not None and early.ended_on <= late.started_on for early, late in pairwise(rows))

    @invariant()
    def nobody_is_posted_without_a_valid_certificate(self) -> None:
        """Whatever brought a posting about since the last look: the guard's certificate is valid today."""
        for posting in self._postings():
            if posting.id not in self.seen:
                guard = db.session.get_one(Guard, posting.guard_id)
                assert state_on(guard.certificate_state, guard.certificate_expires_on, self.today) == "valid"
                self.seen.add(posting.id)

    @invariant()
    def guards_and_rosters_agree(self) -> None:
        """The employer noted on a guard, and from where he is seen, follow from the roster."""
        for guard_id in self.guards:
            guard = db.session.get_one(Guard, guard_id)
            employers = [row.unit_id for row in self._history(guard_id) if row.ended_on is None]
            assert [guard.unit_id] == (employers or [None])
            seen_from = set(db.session.scalars(select(GuardArea.agency_code).where(GuardArea.guard_id == guard_id)))
            places = [
                db.session.get_one(Site, row.site_id) for row in self._postings() if row.guard_id == guard_id and row.ended_on is None
            ]
            employer = [db.session.get_one(Unit, unit_id).agency_code for unit_id in employers]
            assert seen_from == {DONGGUAN, *employer, *(site.agency_code for site in places)}

    @invariant()
    def units_are_seen_where_they_work(self) -> None:
        """A unit's areas are its own agency's and those of its active sites."""
        for number, unit_id in enumerate(self.units):
            sites = db.session.scalars(select(Site).where(Site.unit_id == unit_id, Site.status == "active"))
            seen_from = set(db.session.scalars(select(UnitArea.agency_code).where(UnitArea.unit_id == unit_id)))
            assert seen_from == {self._unit_row(number).agency_code, *(site.agency_code for site in sites)}

    # How the machine works

    def _try(self, act: Callable[[], Any]) -> bool:
        """Do it; what is refused, by the rules or by a constraint of the database, leaves no trace."""
        try:
            with db.session.begin_nested():
                act()
        except (Problem, IntegrityError):  # HTTP tells the latter as the constraint's own problem
            return False
        return True

    def _history(self, guard_id: UUID) -> list[Employment]:
        statement = select(Employment).where(Employment.guard_id == guard_id)
        return list(db.session.scalars(statement.order_by(Employment.started_on, Employment.ended_on.is_(None), Employment.ended_on)))

    def _employments(self) -> list[Employment]:
        return list(db.session.scalars(select(Employment).where(Employment.guard_id.in_(self.guards)).order_by(Employment.id)))

    def _open_employments(self) -> list[Employment]:
        return [row for row in self._employments() if row.ended_on is None]

    def _postings(self) -> list[Posting]:
        order = (Posting.started_on, Posting.ended_on.is_(None), Posting.ended_on)
        return list(db.session.scalars(select(Posting).where(Posting.guard_id.in_(self.guards)).order_by(*order)))

    def _pick(self, rows: Sequence[Any], number: int) -> Any:
        return rows[number % len(rows)]

    def _unit_row(self, number: int) -> Unit:
        return db.session.get_one(Unit, self._pick(self.units, number))

    def _site_row(self, site_id: UUID) -> Site:
        return get_site(self.actor, site_id, lock=True)

    def _unit(self, number: int, code: str) -> UUID:
        values = {
            "kind": "security_company", "name": f"平安{number}", "uscc": uscc(900 + number), "legal_representative": "陈立",
            "address": "天河路1号", "division_code": code[:6], "agency_code": code, "ownership": "private", "services": ["01"],
        }  # fmt: skip
        return unit_operations.register_unit(values, None, self.actor, self.now).id

    def _site(self, unit_id: UUID, division: str) -> UUID:
        values = {"name": "北门", "address": "天河路", "division_code": division}
        return site_operations.open_site(db.session.get_one(Unit, unit_id), values, self.actor, self.now).id

    def _guard(self, number: int, name: str) -> UUID:
        values = {
            "name": name, "identity_number": identity_number(number + 1), "phone": "13812345678", "education": "bachelor",
            "address": "天河", "agency_code": DONGGUAN,
        }  # fmt: skip
        guard = guards.register_guard(values, self.actor, self.now)
        guards.set_certificate(guard, f"4401{number}", "valid", None)
        return guard.id

    def _account(self) -> UUID:
        account = Account(
            user_name="machine", name="经理", role="company_manager", status="active", must_change_password=False, unit_id=self.units[0],
            password_hash="x", created_at=self.now,
        )  # fmt: skip
        db.session.add(account)
        db.session.flush()
        return account.id

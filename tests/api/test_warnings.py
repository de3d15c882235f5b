"""What a unit is warned of: found from what the register holds, told once, set aside for a while, gone with its cause."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from backend.contracts.models import ServiceContract, SitePost, SiteTerms
from backend.extensions import db
from backend.guards.models import Guard
from backend.jobs import worker
from backend.jobs.models import Job
from backend.roster.models import Client
from backend.warnings import upkeep, work
from backend.warnings.models import UnitWarning, WarningMark
from tests.conftest import SettableClock
from tests.factories.certificates import act, candidate, certificate, new_photo, number_of, today
from tests.factories.guard_files import contract, under_contract
from tests.factories.notices import notice_of, wrong_visit
from tests.factories.roster import day, hired, posted, site
from tests.factories.transfers import Two
from tests.support.world import TIANHE, Browser, World


class Company:
    """A company with a manager, and what its guards' certificates are."""

    def __init__(self, world: World) -> None:
        self.world, self.unit = world, world.unit(TIANHE)
        self.manager = world.manager(self.unit)

    def guard(self, name: str = "陈志强", *, at: str | None = None, photo: bool = True, **more: Any) -> tuple[UUID, UUID]:
        """Somebody on the roster, posted if a site is given; the guard and his certificate."""
        guard = candidate(self.world, name=name)
        card = certificate(self.world, guard, **more)
        entry = hired(
            self.manager, self.unit, {"certificate_number": number_of(self.world, card), "name": name, "started_on": day(self.world, 90)}
        )
        under_contract(self.manager, entry)
        if at:
            posted(self.world, self.manager, at, entry)
        return guard, card

    def site(self) -> str:
        """One of its sites."""
        return str(site(self.manager, self.unit)["id"])

    def shown(self, **query: Any) -> list[dict[str, Any]]:
        """What the manager sees."""
        answer = self.manager.get("/warnings", query_string=query)
        assert answer.status_code == 200, answer.text
        return list(answer.json["items"])


@pytest.fixture
def company(world: World) -> Company:
    """A company in Tianhe."""
    return Company(world)


def sweep(world: World) -> None:
    """What a worker does every few seconds."""
    with world.session():
        worker.sweep(world.clock.now())


def look(world: World) -> None:
    """What the daily job does."""
    with world.session():
        upkeep.look(upkeep.units_after(None, 1000), world.clock.now())


def kinds(shown: list[dict[str, Any]]) -> list[str]:
    """Of which kinds these warnings are."""
    return [one["kind"] for one in shown]


class TestCertificates:
    @pytest.mark.usefixtures("database")
    @pytest.mark.parametrize(("what", "kind"), [("revoke", "revoked"), ("suspend", "suspended"), ("cancel", "cancelled")])
    def test_what_is_done_with_a_certificate_reaches_the_employer_with_the_next_sweep(
        self, company: Company, world: World, what: str, kind: str
    ) -> None:
        guard, card = company.guard(at=company.site())
        act(world, card, what, days=3)
        assert company.shown() == []
        sweep(world)
        (shown,) = company.shown()
        assert (shown["kind"], shown["state"], shown["urgency"], shown["sites"]) == (f"certificate_{kind}", "open", 1, 1)
        assert (shown["subject_type"], shown["subject_id"], shown["subject_name"]) == ("guard", str(guard), "陈志强")
        assert (shown["subject_number"], shown["since"]) == (number_of(world, card), str(today(world) - timedelta(days=3)))
        assert world.manager(world.unit(TIANHE)).get("/warnings").json["items"] == []

    def test_a_guard_who_stands_nowhere_is_less_urgent(self, company: Company, world: World) -> None:
        _, card = company.guard()
        act(world, card, "suspend")
        sweep(world)
        assert [(one["urgency"], one["sites"]) for one in company.shown()] == [(2, 0)]

    def test_a_suspension_that_ends_is_put_right_by_itself(self, company: Company, world: World) -> None:
        _, card = company.guard()
        act(world, card, "suspend")
        sweep(world)
        act(world, card, "reinstate", days=0)
        sweep(world)
        assert company.shown() == []
        (done,) = company.shown(state="done")
        assert done["kind"] == "certificate_suspended"
        assert datetime.fromisoformat(done["done_at"]) == world.clock.now()

    def test_no_mark_is_left_and_none_is_lost(self, company: Company, world: World, app: Flask) -> None:
        _, card = company.guard()
        act(world, card, "suspend")
        with app.app_context():
            assert db.session.scalar(select(func.count(WarningMark.id))) > 0
        sweep(world)
        with app.app_context():
            assert db.session.scalar(select(func.count(WarningMark.id))) == 0

    @pytest.mark.parametrize(("left", "urgency"), [(60, 3), (31, 3), (30, 2), (7, 1), (0, 1)])
    def test_an_end_is_told_of_60_30_and_7_days_before(self, company: Company, world: World, left: int, urgency: int) -> None:
        company.guard(expires_on=today(world) + timedelta(days=left))
        look(world)
        (shown,) = company.shown()
        assert (shown["kind"], shown["due_on"], shown["urgency"]) == (
            "certificate_expiring", str(today(world) + timedelta(days=left)), urgency,
        )  # fmt: skip

    def test_61_days_before_nothing_is_said(self, company: Company, world: World) -> None:
        company.guard(expires_on=today(world) + timedelta(days=61))
        look(world)
        assert company.shown() == []

    def test_after_its_last_day_it_has_expired(self, company: Company, world: World, clock: SettableClock) -> None:
        company.guard(expires_on=today(world), at=company.site())
        look(world)
        clock.forward(days=1)
        look(world)
        company.manager = world.manager(company.unit)
        (shown,) = company.shown()
        assert (shown["kind"], shown["since"], shown["urgency"]) == ("certificate_expired", str(today(world)), 1)
        assert kinds(company.shown(state="done")) == ["certificate_expiring"]


def test_a_missing_photo_is_told_until_there_is_one(company: Company, world: World) -> None:
    guard = candidate(world, name="李明", photo=False)
    number = guard_number(world, guard)
    entry = hired(company.manager, company.unit, {"identity_number": number, "name": "李明", "started_on": day(world, 5)})
    under_contract(company.manager, entry)
    look(world)
    (shown,) = company.shown()
    assert (shown["kind"], shown["subject_name"], shown["subject_number"]) == ("guard_without_photo", "李明", None)
    assert (shown["urgency"], shown["since"]) == (3, day(world, 5))
    new_photo(world, guard)
    look(world)
    assert company.shown() == []


@pytest.mark.usefixtures("database")
def test_a_missing_labour_contract_is_told_until_one_covers_today(company: Company, world: World) -> None:
    guard = candidate(world, name="李明")
    number = number_of(world, certificate(world, guard))
    entry = hired(company.manager, company.unit, {"certificate_number": number, "name": "李明", "started_on": day(world, 40)})
    job = entry["employment_id"]
    look(world)
    (shown,) = company.shown()
    assert (shown["kind"], shown["urgency"], shown["since"]) == ("guard_without_contract", 3, day(world, 40))
    assert (shown["subject_type"], shown["subject_id"]) == ("employment", job)
    assert (shown["subject_name"], shown["subject_number"]) == ("李明", number)
    written = company.manager.post(f"/employments/{job}/labour-contracts", contract(starts_on=day(world, 40), ends_on=day(world, 2)))
    assert written.status_code == 201, written.text
    look(world)
    assert [one["since"] for one in company.shown()] == [day(world, 1)]
    under_contract(company.manager, entry)
    look(world)
    assert company.shown() == []


def guard_number(world: World, guard_id: UUID) -> str:
    """The whole identity number, for who hires by it."""
    with world.app.app_context():
        return db.session.get_one(Guard, guard_id).plain_identity_number


class TestNotices:
    @pytest.mark.parametrize(("days", "urgency"), [(7, 3), (1, 1), (8, None)])
    def test_a_notice_without_an_answer_is_told_of_before_its_day(
        self, company: Company, world: World, days: int, urgency: int | None
    ) -> None:
        notice = self._notice(company, world, days)
        look(world)
        assert [(one["kind"], one["urgency"], one["subject_number"]) for one in company.shown()] == (
            [("notice_due", urgency, notice["number"])] if urgency else []
        )

    def test_an_answer_puts_it_right_within_a_minute(self, company: Company, world: World) -> None:
        notice = self._notice(company, world, 3)
        sweep(world)
        assert kinds(company.shown()) == ["notice_due"]
        body = {"item_ids": [one["id"] for one in notice["items"]], "text": "已整改", "media_ids": []}
        answer = company.manager.post(f"/notices/{notice['id']}/answers", body)
        assert answer.status_code == 200, answer.text
        sweep(world)
        assert company.shown() == []

    def _notice(self, company: Company, world: World, days: int) -> dict[str, Any]:
        officer, colleague = world.officer(TIANHE), world.officer_name(TIANHE)
        due = str(today(world) + timedelta(days=days))
        record = officer.post("/inspections", wrong_visit(world, officer, colleague, company.unit, due))
        assert record.status_code == 201, record.text
        return notice_of(officer, record.json["id"])


class TestKept:
    def test_looking_again_changes_nothing_and_tells_nothing_anew(self, company: Company, world: World, clock: SettableClock) -> None:
        company.guard(expires_on=today(world) + timedelta(days=20))
        look(world)
        before = company.shown()
        clock.forward(minutes=1)
        look(world)
        assert company.shown() == before
        assert self._told_now(world) == 0

    def test_the_next_step_is_told_anew(self, company: Company, world: World, clock: SettableClock) -> None:
        company.guard(expires_on=today(world) + timedelta(days=31))
        look(world)
        assert self._told_now(world) == 1
        clock.forward(days=1)
        look(world)
        assert self._told_now(world) == 1

    def test_what_comes_back_is_the_same_warning_open_again(self, company: Company, world: World) -> None:
        _, card = company.guard()
        for what in ("suspend", "reinstate", "suspend"):
            act(world, card, what, days=0)
            sweep(world)
        assert (len(company.shown()), company.shown(state="done")) == (1, [])

    def test_what_was_put_right_is_forgotten_after_a_month(self, company: Company, world: World, clock: SettableClock) -> None:
        _, card = company.guard()
        act(world, card, "suspend")
        sweep(world)
        act(world, card, "reinstate", days=0)
        sweep(world)
        clock.forward(days=31)
        with world.session():
            upkeep.forget_done(clock.now() - timedelta(days=30))
        assert world.manager(company.unit).get("/warnings?state=done").json["items"] == []

    def _told_now(self, world: World) -> int:
        with world.app.app_context():
            return db.session.scalar(select(func.count(UnitWarning.id)).where(UnitWarning.told_at == world.clock.now())) or 0


class TestSettingAside:
    @pytest.fixture
    def shown(self, company: Company, world: World) -> dict[str, Any]:
        """A warning that is open."""
        company.guard(expires_on=today(world) + timedelta(days=40))
        look(world)
        return company.shown()[0]

    def mute(self, company: Company, shown: dict[str, Any], until: date) -> Any:
        """Until that day."""
        return company.manager.post(f"/warnings/{shown['id']}/muting", {"until": str(until)})

    def test_it_is_out_of_the_list_until_its_day(self, company: Company, shown: dict[str, Any], world: World, clock: SettableClock) -> None:
        until = today(world) + timedelta(days=5)
        assert self.mute(company, shown, until).json["muted_until"] == str(until)
        assert company.shown() == []
        (muted,) = company.shown(state="muted")
        assert muted["muted_by_name"].startswith("警官")
        assert company.manager.get("/warnings/count").json["muted"] == 1
        clock.forward(days=4)
        look(world)
        company.manager = world.manager(company.unit)
        assert company.shown() == []
        clock.forward(days=1)
        look(world)
        company.manager = world.manager(company.unit)
        assert (kinds(company.shown()), company.shown(state="muted")) == (["certificate_expiring"], [])

    def test_it_is_back_before_when_it_becomes_more_urgent(
        self, company: Company, shown: dict[str, Any], world: World, clock: SettableClock
    ) -> None:
        self.mute(company, shown, today(world) + timedelta(days=30))
        clock.forward(days=10)
        look(world)
        company.manager = world.manager(company.unit)
        assert [one["urgency"] for one in company.shown()] == [2]

    def test_it_can_be_taken_up_again(self, company: Company, shown: dict[str, Any], world: World) -> None:
        self.mute(company, shown, today(world) + timedelta(days=5))
        assert company.manager.post(f"/warnings/{shown['id']}/unmuting").json["state"] == "open"
        assert len(company.shown()) == 1

    @pytest.mark.parametrize("days", [0, -1, 91])
    def test_only_days_from_tomorrow_on_for_a_quarter(self, company: Company, shown: dict[str, Any], world: World, days: int) -> None:
        answer = self.mute(company, shown, today(world) + timedelta(days=days))
        assert (answer.status_code, answer.json["code"]) == (422, "warning.end_out_of_range")
        assert answer.json["earliest"] == str(today(world) + timedelta(days=1))

    def test_what_was_put_right_cannot_be_set_aside(self, company: Company, world: World) -> None:
        _, card = company.guard()
        act(world, card, "suspend")
        sweep(world)
        (shown,) = company.shown()
        act(world, card, "reinstate", days=0)
        sweep(world)
        answer = self.mute(company, shown, today(world) + timedelta(days=5))
        assert (answer.status_code, answer.json["code"]) == (409, "warning.not_open")


class TestWhoSees:
    def test_a_company_sees_its_branchs_warnings_and_a_branch_its_own(self, company: Company, world: World) -> None:
        branch = world.unit(TIANHE, kind="branch", parent_unit_id=company.unit)
        _, card = company.guard()
        at_branch = Company.__new__(Company)
        at_branch.world, at_branch.unit, at_branch.manager = world, branch, world.manager(branch)
        _, other = at_branch.guard("王强")
        for one in (card, other):
            act(world, one, "suspend")
        sweep(world)
        company.manager = world.manager(company.unit)
        assert sorted(one["subject_name"] for one in company.shown()) == ["王强", "陈志强"]
        assert [one["subject_name"] for one in company.shown(unit_id=str(branch))] == ["王强"]
        assert [one["subject_name"] for one in at_branch.shown()] == ["王强"]
        counted = company.manager.get("/warnings/count").json
        assert (counted["open"], counted["today"], counted["kinds"]) == (2, 0, [{"kind": "certificate_suspended", "open": 2}])

    def test_officers_have_lists_of_their_own(self, world: World) -> None:
        assert world.officer().get("/warnings").status_code == 403

    def test_the_most_urgent_stand_first_page_by_page(self, company: Company, world: World) -> None:
        for number, left in enumerate((50, 5, 20)):
            company.guard(f"王{number}", expires_on=today(world) + timedelta(days=left))
        look(world)
        first = company.manager.get("/warnings?limit=2").json
        rest = company.manager.get(f"/warnings?limit=2&cursor={first['next_cursor']}").json
        assert [one["subject_name"] for one in first["items"] + rest["items"]] == ["王1", "王2", "王0"]
        assert rest["next_cursor"] is None


class TestWhenUnitsAreLookedAt:
    def test_what_a_manager_does_leads_to_a_new_look(self, company: Company, world: World) -> None:
        """The guard leaves: nobody but the audit says so, and the warning is gone."""
        _, card = company.guard()
        act(world, card, "suspend")
        with world.session():
            worker.tidy(world.clock.now())
        sweep(world)
        (entry,) = company.manager.post(f"/units/{company.unit}/roster/search").json["items"]
        left = company.manager.post(
            f"/employments/{entry['employment_id']}/leaving", {"ended_on": str(today(world)), "leaving_reason": "resigned"}
        )
        assert left.status_code == 200, left.text
        with world.session():
            worker.tidy(world.clock.now())
        sweep(world)
        assert company.shown() == []

    def test_the_daily_job_is_asked_for_once_a_day_before_work_begins(self, world: World, clock: SettableClock) -> None:
        for hour, expected in ((21, 1), (22, 1), (23, 2), (23, 2), (25, 2), (47, 3)):
            clock.moment = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(hours=hour)
            with world.session():
                work.watch(clock.now())
            with world.app.app_context():
                assert db.session.scalar(select(func.count(Job.id)).where(Job.kind == "warnings.daily")) == expected

    def test_the_operators_command_looks_at_all(self, company: Company, world: World, app: Flask) -> None:
        company.guard(expires_on=today(world) + timedelta(days=5))
        result = app.test_cli_runner().invoke(args=["warnings", "look"])
        assert (result.exit_code, result.output) == (0, "1 units looked at\n")
        assert kinds(company.shown()) == ["certificate_expiring"]


def test_the_count_says_as_of_when(company: Company, world: World) -> None:
    manager: Browser = company.manager
    assert manager.get("/warnings/count").json == {"open": 0, "today": 0, "muted": 0, "kinds": [], "looked_at": None}
    look(world)
    assert datetime.fromisoformat(manager.get("/warnings/count").json["looked_at"]) == world.clock.now()


class TestSitesAndContracts:
    def contract(self, company: Company, world: World, ends_in: int, site_id: str | None = None) -> None:
        """A signed contract that ends in so many days, under which guards stand at the site."""
        now = world.clock.now()
        with world.session():
            client = Client(unit_id=company.unit, name="正佳集团", created_at=now)
            db.session.add(client)
            db.session.flush()
            contract = ServiceContract(
                unit_id=company.unit, client_id=client.id, number="HT-1", services=["01"], starts_on=today(world) - timedelta(days=300),
                ends_on=today(world) + timedelta(days=ends_in), signed_on=today(world) - timedelta(days=301), state="signed",
                checklist="2016", keep_until=today(world) + timedelta(days=ends_in + 730), created_at=now, updated_at=now,
            )  # fmt: skip
            db.session.add(contract)
            db.session.flush()
            if site_id:
                db.session.add(SiteTerms(site_id=UUID(site_id), contract_id=contract.id, updated_at=now))

    @pytest.mark.parametrize(("ends_in", "expected"), [(31, []), (30, [("HT-1", 3)]), (7, [("HT-1", 1)]), (0, [("HT-1", 1)]), (-1, [])])
    def test_a_contract_is_told_of_before_it_ends(
        self, company: Company, world: World, ends_in: int, expected: list[tuple[str, int]]
    ) -> None:
        self.contract(company, world, ends_in)
        look(world)
        assert [(one["subject_number"], one["urgency"]) for one in company.shown(kind="contract_ending")] == expected

    def test_guards_who_stand_under_one_that_has_ended_are_told_of(self, company: Company, world: World) -> None:
        at = company.site()
        self.contract(company, world, -1, at)
        look(world)
        assert company.shown() == []
        company.guard(at=at)
        look(world)
        (shown,) = company.shown()
        assert (shown["kind"], shown["subject_number"], shown["sites"], shown["since"]) == ("contract_ended", "HT-1", 1, str(today(world)))

    @pytest.mark.usefixtures("database")
    def test_a_site_that_is_short_is_told_of_until_it_is_not(self, company: Company, world: World, clock: SettableClock) -> None:
        at = company.site()
        with world.session():
            db.session.add(
                SitePost(site_id=UUID(at), place=1, shift="早班", begins=time(8), ends=time(20), weekdays=[1, 2, 3, 4, 5, 6, 7], needed=2)
            )
        look(world)
        (shown,) = company.shown()
        assert (shown["kind"], shown["subject_name"], shown["urgency"]) == ("shortfall", "正佳广场北门", 1)
        assert (shown["needed"], shown["able"], shown["short"], shown["since"]) == (2, 0, 2, str(today(world)))
        company.guard(at=at)
        clock.forward(minutes=10)
        look(world)
        assert [(one["urgency"], one["able"], one["short"]) for one in company.shown()] == [(2, 1, 1)]
        company.guard("王强", at=at)
        look(world)
        assert company.shown() == []


def test_a_transfer_is_told_to_who_must_answer_it_and_names_no_certificate(world: World) -> None:
    two = Two(world)
    assert two.send().status_code == 201
    with world.session():
        worker.tidy(world.clock.now())
    sweep(world)
    (shown,) = two.taker.get("/warnings?kind=transfer_waiting").json["items"]
    assert (shown["subject_name"], shown["subject_number"], shown["urgency"]) == ("陈志强", None, 2)
    assert two.giver.get("/warnings?kind=transfer_waiting").json["items"] == []
    assert two.taker.post(f"/transfers/{shown['subject_id']}/refusal", {"note": "暂不需要"}).status_code == 200
    work_on(world)
    assert two.taker.get("/warnings?kind=transfer_waiting").json["items"] == []
    two.send()
    work_on(world)
    assert len(two.taker.get("/warnings?kind=transfer_waiting").json["items"]) == 1
    left = two.giver.post(f"/employments/{two.entry['employment_id']}/leaving", {"ended_on": day(world), "leaving_reason": "resigned"})
    assert left.status_code == 200, left.text
    work_on(world)
    assert two.taker.get("/warnings?kind=transfer_waiting").json["items"] == []


def work_on(world: World) -> None:
    """What a worker does in half a minute."""
    with world.session():
        worker.tidy(world.clock.now())
    sweep(world)

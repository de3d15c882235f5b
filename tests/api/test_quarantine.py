"""Records whose officer or place changed before they arrived: none is lost, and nobody gets in by a date."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from backend.audit.operations import verify
from backend.devices.models import DeviceRecord
from backend.extensions import db
from backend.inspections.models import Inspection, MediaFile
from backend.inspections.quarantine.models import QuarantinedCommand
from backend.jobs import worker
from tests.conftest import SettableClock
from tests.factories.devices import SigningPhone
from tests.factories.inspections import account_id, picture, send_picture, visit
from tests.support.world import GUANGZHOU, SHENZHEN, TIANHE, YUEXIU, Browser, World

DAY = timedelta(days=1)


@pytest.fixture
def supervisor(world: World) -> Browser:
    """A city officer."""
    return world.officer(GUANGZHOU)


@pytest.fixture
def unit(world: World) -> UUID:
    """A company of the district."""
    return world.unit()


class Officer:
    """An officer of the district with his phone, and what he may be done to."""

    def __init__(self, world: World, agency: str = TIANHE) -> None:
        self.world, self.name = world, world.officer_name(agency)
        self.browser, self.colleague = world.browser(self.name), world.officer_name(TIANHE)
        self.phone = SigningPhone(self.browser)
        self.id = self.phone.account_id

    def record(self, unit: UUID, ago: timedelta = timedelta(), **change: Any) -> dict[str, Any]:
        """What the phone holds of a visit that ended so long ago by its clock."""
        moment = self.world.clock.now() - ago
        times = {"started_at": (moment - timedelta(minutes=20)).isoformat(), "finished_at": moment.isoformat()}
        body = visit(self.world, self.browser, self.colleague, unit, device_id=str(self.phone.id), **times)
        return {**body, "device_sequence": self.phone.number(), **change}

    def send(self, body: dict[str, Any], **more: Any) -> Any:
        """Send it, signed."""
        return self.phone.post("/inspections", body, sequence=body["device_sequence"], **more)

    def transfer(self, agency: str) -> None:
        """Give him another agency of the same level."""
        admin = self.world.administrator()
        etag = admin.get(f"/accounts/{self.id}").headers["ETag"]
        answer = admin.patch(f"/accounts/{self.id}", {"agency_code": agency}, etag)
        assert answer.status_code == 200, answer.text

    def back(self) -> None:
        """Sign in again, after hours without a sign."""
        assert self.browser.sign_in(self.name).status_code == 200


def disable(world: World, account: str) -> None:
    """End an account."""
    assert world.administrator().post(f"/accounts/{account}/disablement", {"reason": "离职"}).status_code == 200


@pytest.fixture
def officer(world: World) -> Officer:
    """Somebody on the way."""
    return Officer(world)


def outcome(answer: Any) -> tuple[int, str | None]:
    return answer.status_code, (answer.json or {}).get("reason") or (answer.json or {}).get("code")


def recorded(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Inspection)) or 0


def decide(supervisor: Browser, key: Any, how: str = "acceptance") -> Any:
    return supervisor.post(f"/quarantine/{key}/{how}", {"note": "已电话核实"})


class TestOfficers:
    def test_a_transferred_officers_record_waits_and_is_recorded_as_of_its_day(
        self, world: World, app: Flask, clock: SettableClock, officer: Officer, unit: UUID, supervisor: Browser
    ) -> None:
        photo = send_picture(officer.browser).json["id"]
        body = officer.record(unit, photos=[{"media_id": photo, "caption": "门口", "item_id": None}])
        clock.forward(hours=1)
        officer.transfer(YUEXIU)
        clock.forward(hours=1)
        key, came = uuid4(), clock.now()
        answer = officer.send(body, key=key)
        assert answer.json == {"id": str(key), "state": "quarantined", "reason": "rights_lost", "received_at": came.isoformat()}
        assert answer.status_code == 202
        assert officer.send(body, key=key).json == answer.json
        assert officer.send(body, key=uuid4()).json == answer.json, "a late duplicate of a restored phone"
        assert recorded(app) == 0
        shown = supervisor.get(f"/quarantine/{key}").json
        assert shown["record"] == body
        assert [grant["agency_name"] for grant in shown["officer"]] == ["广州市公安局天河分局", "广州市公安局越秀分局"]
        assert supervisor.get(f"/quarantine/{key}/media/{photo}").mimetype == "image/jpeg"
        clock.forward(hours=1)
        decided = decide(supervisor, key)
        assert (decided.status_code, decided.json["state"], decided.json["inspection_id"]) == (200, "accepted", body["id"]), decided.text
        row = supervisor.get(f"/inspections/{body['id']}").json
        assert (row["finished_at"], row["received_at"]) == (body["finished_at"], came.isoformat())
        assert row["number"].startswith("440106"), "numbered where he acted"
        assert row["signed"] is True
        assert supervisor.get(f"/inspections/{body['id']}/media/{photo}").status_code == 200
        assert officer.send(body, key=uuid4()).json["receipt"] == row["receipt"]
        with app.app_context():
            assert verify() == []

    def test_he_cannot_act_now_by_saying_that_it_was_then(self, officer: Officer, clock: SettableClock, unit: UUID, app: Flask) -> None:
        body = officer.record(unit)
        clock.forward(hours=1)
        officer.transfer(YUEXIU)
        clock.forward(days=10)
        officer.back()
        moment = clock.now().isoformat()
        assert outcome(officer.send({**body, "started_at": moment, "finished_at": moment})) == (404, "not_found")
        assert outcome(officer.send(body)) == (202, "rights_lost"), "backdated or true: a supervisor's to decide, never taken at once"
        assert recorded(app) == 0
        assert officer.browser.get(f"/units/{unit}").status_code == 404

    def test_what_was_done_before_the_right_was_given_waits_however_it_is_dated(
        self, world: World, clock: SettableClock, unit: UUID, app: Flask
    ) -> None:
        officer = Officer(world, YUEXIU)
        known = world.browser(officer.colleague)
        template = visit(world, known, officer.name, unit)
        early = {**template, "officer_ids": [officer.id, account_id(world, officer.colleague)], "device_id": str(officer.phone.id)}
        clock.forward(days=1)
        officer.transfer(TIANHE)
        clock.forward(days=1)
        officer.back()
        assert outcome(officer.send({**early, "device_sequence": 1})) == (202, "rights_doubtful")
        # The number says that it was before another act of the phone, which came before the transfer.
        now = clock.now()
        officer.phone.check(world, number="44012026000123", sequence=9, checked_at=now.isoformat())
        with app.app_context():
            db.session.execute(update(DeviceRecord).where(DeviceRecord.sequence == 9).values(at=now - 2 * DAY))
            db.session.commit()
        dated = {"id": str(uuid4()), "started_at": now.isoformat(), "finished_at": now.isoformat(), "device_sequence": 8}
        assert outcome(officer.send({**early, **dated})) == (202, "rights_doubtful")
        assert outcome(officer.send({**early, **dated, "id": str(uuid4()), "device_sequence": 10})) == (201, None)

    def test_a_wrong_clock_alone_keeps_nothing_waiting(self, officer: Officer, unit: UUID) -> None:
        for ago in (365 * DAY, -365 * DAY):
            assert outcome(officer.send(officer.record(unit, ago))) == (201, None)

    def test_a_clock_a_year_late_does_not_bring_a_right_back(self, officer: Officer, clock: SettableClock, unit: UUID) -> None:
        clock.forward(hours=1)
        body = officer.record(unit, 365 * DAY)
        officer.transfer(YUEXIU)
        clock.forward(days=1)
        officer.back()
        slow = str(int((clock.now() - 365 * DAY).timestamp() * 1000))
        assert outcome(officer.send(body, X_Device_Time=slow)) == (202, "rights_lost")

    def test_an_officer_never_of_that_area_is_refused_like_for_a_unit_that_is_not_there(self, world: World, unit: UUID) -> None:
        stranger = Officer(world, SHENZHEN)
        body = visit(world, world.officer(TIANHE), stranger.name, unit)
        own = {"officer_ids": [stranger.id, account_id(world, stranger.colleague)], "device_id": str(stranger.phone.id)}
        there = stranger.send({**body, **own, "device_sequence": 1})
        nowhere = stranger.send({**body, **own, "unit_id": str(uuid4()), "device_sequence": 1})
        assert (there.status_code, there.data) == (nowhere.status_code, nowhere.data) == (404, there.data)

    def test_a_colleague_who_was_disabled_before_the_visit_is_asked_about_after_it_not(
        self, world: World, officer: Officer, clock: SettableClock, unit: UUID
    ) -> None:
        before = officer.record(unit)
        clock.forward(hours=1)
        disable(world, account_id(world, officer.colleague))
        clock.forward(hours=1)
        assert outcome(officer.send(before)) == (201, None)
        assert outcome(officer.send(officer.record(unit))) == (202, "colleague")


class TestPlaces:
    def test_a_unit_that_moved_away_after_the_visit(
        self, world: World, officer: Officer, clock: SettableClock, unit: UUID, supervisor: Browser
    ) -> None:
        body = officer.record(unit)
        clock.forward(hours=1)
        etag = supervisor.get(f"/units/{unit}").headers["ETag"]
        assert supervisor.patch(f"/units/{unit}", {"agency_code": YUEXIU}, etag).status_code == 200
        clock.forward(hours=1)
        key = uuid4()
        assert outcome(officer.send(body, key=key)) == (202, "place_moved")
        assert decide(supervisor, key).json["state"] == "accepted"
        late = {**body, "id": str(uuid4()), "device_sequence": 5}
        assert outcome(officer.send({**late, "started_at": clock.now().isoformat(), "finished_at": clock.now().isoformat()}))[0] == 404

    def test_a_site_that_was_closed_since_is_no_reason_to_wait(self, world: World, officer: Officer, unit: UUID, app: Flask) -> None:
        manager = world.manager(unit)
        site = manager.post(f"/units/{unit}/sites", {"name": "银行", "address": "路1号", "division_code": "440106"}).json["id"]
        body = officer.record(unit, site_id=site)
        assert manager.post(f"/sites/{site}/closure", {"reason": "合同到期"}).status_code == 200
        assert outcome(officer.send(body)) == (201, None)

    def test_a_guard_whom_the_register_does_not_know_is_kept_by_name(
        self, officer: Officer, unit: UUID, supervisor: Browser, app: Flask
    ) -> None:
        guard = {"guard_id": str(uuid4()), "certificate_number": "粤A1", "name": "甲", "presence": "present", "verification_id": None}
        body, key = officer.record(unit, guards=[{**guard, "reason": None, "note": ""}]), uuid4()
        assert outcome(officer.send(body, key=key)) == (202, "guard_unknown")
        assert decide(supervisor, key).status_code == 200
        row = supervisor.get(f"/inspections/{body['id']}").json["guards"][0]
        assert (row["guard_id"], row["name"], row["certificate_number"]) == (None, "甲", "粤A1")


class TestDeciding:
    def waiting(self, officer: Officer, unit: UUID, **change: Any) -> tuple[UUID, dict[str, Any]]:
        photo, key = send_picture(officer.browser, data=picture()).json["id"], uuid4()
        photos = [{"media_id": photo, "caption": "", "item_id": None}]
        assert officer.send(officer.record(unit, photos=photos)).status_code == 201
        body = officer.record(unit, photos=photos, **change)
        assert outcome(officer.send(body, key=key)) == (202, "media_used")
        return key, body

    def test_it_is_decided_once_by_somebody_else_within_reach(
        self, world: World, officer: Officer, unit: UUID, supervisor: Browser, clock: SettableClock
    ) -> None:
        key, _ = self.waiting(officer, unit)
        assert decide(officer.browser, key).json["code"] == "quarantine.own_record"
        assert decide(world.browser(officer.colleague), key).json["code"] == "quarantine.own_record"
        assert decide(world.officer(SHENZHEN), key).status_code == 404
        assert [row["id"] for row in supervisor.get("/quarantine").json["items"]] == [str(key)]
        assert decide(supervisor, key, "rejection").json["state"] == "rejected"
        assert decide(supervisor, key).json["code"] == "quarantine.already_decided"
        assert supervisor.get("/quarantine").json["items"] == []
        row = supervisor.get("/quarantine?state=decided").json["items"][0]
        assert (row["id"], row["state"], row["note"]) == (str(key), "rejected", "已电话核实")

    def test_what_was_rejected_is_forgotten_after_a_while_but_not_who_decided(
        self, officer: Officer, unit: UUID, supervisor: Browser, app: Flask, clock: SettableClock
    ) -> None:
        key, body = self.waiting(officer, unit)
        decide(supervisor, key, "rejection")
        for days, kept in ((179, True), (2, False)):
            clock.forward(days=days)
            with app.app_context():
                worker.tidy(clock.now())
                db.session.commit()
                command = db.session.get_one(QuarantinedCommand, key)
                assert ((command.body is not None), command.note) == (kept, "已电话核实")
        with app.app_context():
            assert db.session.get(MediaFile, UUID(body["photos"][0]["media_id"])), "the first record still names it"

    def test_what_the_register_cannot_take_stays_with_the_reason(self, officer: Officer, unit: UUID, supervisor: Browser) -> None:
        key, body = self.waiting(officer, unit)
        other = officer.record(unit, id=body["id"])
        assert officer.send(other).status_code == 201
        answer = decide(supervisor, key)
        assert (answer.status_code, answer.json["code"], answer.json["problem"]) == (
            409,
            "quarantine.not_recordable",
            "inspection.already_recorded",
        )
        assert supervisor.get(f"/quarantine/{key}").json["state"] == "quarantined"

    def test_what_waits_is_sealed(self, officer: Officer, unit: UUID, app: Flask) -> None:
        key, _ = self.waiting(officer, unit, findings="甲乙丙丁")
        with app.app_context():
            body = db.session.get_one(QuarantinedCommand, key).body
        assert body is not None
        assert "甲乙丙丁".encode() not in body
        assert json.dumps("甲乙丙丁").encode() not in body


class TestConflicts:
    def both(self, world: World, officer: Officer, unit: UUID, **change: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """One visit, recorded by each of its two officers on his own phone."""
        first = officer.record(unit)
        colleague = Officer.__new__(Officer)
        colleague.world, colleague.name, colleague.colleague = world, officer.colleague, officer.name
        colleague.browser = world.browser(officer.colleague)
        colleague.phone = SigningPhone(colleague.browser)
        second = colleague.record(unit, timedelta(minutes=5), **change)
        assert officer.send(first).status_code == colleague.send(second).status_code == 201
        return first, second

    def test_two_records_of_one_visit_are_kept_side_by_side_until_one_holds(
        self, world: World, officer: Officer, unit: UUID, supervisor: Browser
    ) -> None:
        first, second = self.both(world, officer, unit)
        found = supervisor.get("/conflicts").json["items"]
        assert [(row["kind"], row["first"]["id"], row["second"]["id"]) for row in found] == [("visit", first["id"], second["id"])]
        decision = {"resolution": "superseded", "superseded_id": second["id"], "reason": "内容相同"}
        wrong = supervisor.post(f"/conflicts/{found[0]['id']}/settlement", {**decision, "superseded_id": str(uuid4())})
        assert wrong.json["errors"][0]["field"] == "superseded_id"
        assert officer.browser.post(f"/conflicts/{found[0]['id']}/settlement", decision).json["code"] == "quarantine.own_record"
        settled = supervisor.post(f"/conflicts/{found[0]['id']}/settlement", decision)
        assert (settled.status_code, settled.json["resolution"]) == (200, "superseded"), settled.text
        assert supervisor.post(f"/conflicts/{found[0]['id']}/settlement", decision).json["code"] == "record_conflict.already_settled"
        assert supervisor.get(f"/inspections/{second['id']}").json["superseded_by_id"] == first["id"]
        assert supervisor.get(f"/inspections/{first['id']}").json["superseded_by_id"] is None
        assert supervisor.get("/conflicts").json["items"] == []

    def test_visits_one_after_the_other_or_elsewhere_are_no_conflict(
        self, world: World, officer: Officer, unit: UUID, supervisor: Browser
    ) -> None:
        self.both(world, officer, unit, started_at="2026-01-01T00:00:00Z", finished_at="2026-01-01T01:00:00Z")
        self.both(world, officer, unit, unit_id=str(world.unit()))
        assert supervisor.get("/conflicts").json["items"] == []

    def test_one_number_for_two_records_is_settled_in_the_quarantine(self, officer: Officer, unit: UUID, supervisor: Browser) -> None:
        first, second, key = officer.record(unit), officer.record(unit), uuid4()
        assert officer.send(first).status_code == 201
        assert outcome(officer.send({**second, "device_sequence": first["device_sequence"]}, key=key)) == (202, "number_used")
        conflict = supervisor.get("/conflicts").json["items"][0]
        assert (conflict["kind"], conflict["first"]["id"], conflict["command_id"]) == ("number", first["id"], str(key))
        decision = {"resolution": "both_stand", "superseded_id": None, "reason": "x"}
        assert supervisor.post(f"/conflicts/{conflict['id']}/settlement", decision).json["code"] == "record_conflict.in_quarantine"
        assert supervisor.get(f"/quarantine/{key}").json["other_id"] == first["id"]
        assert decide(supervisor, key).status_code == 200
        assert supervisor.get("/conflicts?state=settled").json["items"][0]["resolution"] == "both_stand"
        assert supervisor.get(f"/inspections/{second['id']}").status_code == 200

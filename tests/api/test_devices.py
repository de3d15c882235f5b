"""Devices: enrolled once, numbering and signing what is done with them; gaps and repeats are noticed, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from backend import tracing
from backend.accounts.models import Account
from backend.audit.models import AuditEvent
from backend.devices.models import DeviceRecord
from backend.extensions import db
from backend.verifications.models import Verification
from tests.conftest import SettableClock
from tests.factories.devices import SigningPhone
from tests.factories.inspections import visit
from tests.support.world import SHENZHEN, SHIPAI, TIANHE, Browser, World

NUMBER = "44012026000123"


@pytest.fixture
def officer(world: World) -> Browser:
    """An officer of the district."""
    return world.officer(TIANHE)


@pytest.fixture
def phone(officer: Browser) -> SigningPhone:
    """His phone, enrolled."""
    return SigningPhone(officer)


def gaps(officer: Browser, phone: SigningPhone) -> list[tuple[int, int]]:
    response = officer.get(f"/devices/{phone.id}/gaps")
    assert response.status_code == 200, response.text
    return [(gap["first"], gap["last"]) for gap in response.json["items"]]


def own(officer: Browser) -> list[dict]:
    return officer.get("/own/devices").json["items"]


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


@pytest.fixture
def required(app: Flask) -> Iterator[None]:
    """Only registered devices may record."""
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, device_required=1)
    yield
    app.extensions["settings"] = settings


class TestEnrolment:
    def test_a_phone_is_enrolled_once_and_shown_with_its_name(self, officer: Browser, phone: SigningPhone) -> None:
        again = phone.enrol(name="别的名字")
        assert again.status_code == 201
        assert [(device["id"], device["name"], device["state"]) for device in own(officer)] == [(str(phone.id), "执勤手机", "active")]

    def test_a_challenge_is_answered_soon_in_its_session_and_by_the_key_itself(
        self, world: World, officer: Browser, phone: SigningPhone, clock: SettableClock
    ) -> None:
        other = SigningPhone(officer, enrol=False)
        challenge = officer.get("/own/devices/challenge").json["challenge"]
        forged = phone.sign("\n".join(("gangwei-device-1", phone.account_id, str(other.id), challenge)))
        values = {"id": str(other.id), "public_key": other.public_key, "name": "x"}
        assert code(officer.post("/own/devices", {**values, "signature": forged})) == (422, "device.signature_invalid")
        good = other.sign("\n".join(("gangwei-device-1", phone.account_id, str(other.id), challenge)))
        elsewhere = world.browser(officer.get("/session").json["account"]["user_name"])
        assert code(elsewhere.post("/own/devices", {**values, "signature": good})) == (422, "device.signature_invalid")
        clock.forward(minutes=11)
        assert code(officer.post("/own/devices", {**values, "signature": good})) == (422, "device.signature_invalid")
        clock.forward(minutes=-6)
        assert officer.post("/own/devices", {**values, "signature": good}).status_code == 201
        assert officer.post("/own/devices", {**values, "signature": good}).status_code == 201
        assert len(own(officer)) == 2

    def test_an_enrolment_touches_no_cookie(self, officer: Browser) -> None:
        """The app enrols by itself: its late answer would bring back a session that was ended meanwhile."""
        assert "Set-Cookie" not in officer.get("/own/devices/challenge").headers
        assert "Set-Cookie" not in SigningPhone(officer, enrol=False).enrol().headers

    def test_nobody_takes_over_anothers_device(self, world: World, phone: SigningPhone) -> None:
        thief = SigningPhone(world.officer(TIANHE), enrol=False)
        thief.id = phone.id
        assert code(thief.enrol()) == (409, "device.id_taken")
        thief.id, thief.key = uuid4(), phone.key
        assert code(thief.enrol()) == (409, "device.id_taken")

    def test_a_key_that_is_no_point_is_refused_by_name(self, officer: Browser) -> None:
        response = SigningPhone(officer, enrol=False).enrol(public_key="A" * 87)
        assert response.status_code == 422
        assert response.json["errors"][0]["field"] == "public_key"

    def test_an_account_has_so_many_devices_at_most_and_those_that_never_signed_make_room(
        self, world: World, officer: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("backend.devices.operations.AT_MOST", 2)
        first, unused = SigningPhone(officer), SigningPhone(officer)
        assert first.check(world, number=NUMBER).status_code == 201
        second = SigningPhone(officer)
        assert {device["id"] for device in own(officer)} == {str(first.id), str(second.id)}
        assert code(unused.check(world, number=NUMBER)) == (403, "device.unknown")
        assert second.check(world, number=NUMBER).status_code == 201
        assert code(unused.enrol()) == (409, "device.too_many")
        officer.post(f"/own/devices/{first.id}/revocation", {"reason": "旧手机"})
        assert unused.enrol().status_code == 201


class TestSigned:
    def test_a_signed_check_says_so_and_an_unsigned_one_too(self, world: World, officer: Browser, phone: SigningPhone) -> None:
        signed = phone.check(world, number=NUMBER)
        assert signed.status_code == 201, signed.text
        assert signed.json["signed"] is True
        values = {"device_id": str(uuid4()), "checked_at": world.clock.now().isoformat(), "mode": "online", "number": NUMBER}
        assert officer.post("/verifications", values).json["signed"] is False
        assert officer.get(f"/verifications/{signed.json['id']}").json == signed.json
        assert own(officer)[0] | {"last_sequence": 1, "missing": 0} == own(officer)[0]

    def test_an_inspection_is_signed_and_counted_in_the_same_row_of_numbers(self, world: World, phone: SigningPhone) -> None:
        officer, unit = phone.browser, world.unit()
        phone.check(world, number=NUMBER)
        record = visit(world, officer, world.officer_name(TIANHE), unit, device_id=str(phone.id), device_sequence=2)
        response = phone.post("/inspections", record)
        assert response.status_code == 201, response.text
        assert response.json["signed"] is True
        assert gaps(officer, phone) == []
        assert own(officer)[0]["last_sequence"] == 2

    def test_a_repeat_is_answered_as_a_repeat(self, world: World, app: Flask, phone: SigningPhone) -> None:
        key, moment = uuid4(), world.clock.now().isoformat()
        first = phone.check(world, number=NUMBER, key=key, sequence=1, checked_at=moment)
        again = phone.check(world, number=NUMBER, key=key, sequence=1, checked_at=moment)
        assert (again.status_code, again.json) == (201, first.json)
        assert again.headers["Idempotency-Replayed"] == "true"
        with app.app_context():
            assert db.session.scalar(select(func.count()).select_from(Verification)) == 1
            assert db.session.scalar(select(func.count()).select_from(DeviceRecord)) == 1

    def test_one_number_is_never_two_records(self, world: World, app: Flask, phone: SigningPhone) -> None:
        phone.check(world, number=NUMBER, sequence=1)
        assert code(phone.check(world, number=NUMBER, sequence=1)) == (409, "device.sequence_used")
        record = visit(world, phone.browser, world.officer_name(TIANHE), world.unit(), device_id=str(phone.id), device_sequence=1)
        waiting = phone.post("/inspections", record, sequence=1)
        assert (waiting.status_code, waiting.json["reason"]) == (202, "number_used")
        with app.app_context():
            assert db.session.scalar(select(func.count()).select_from(Verification)) == 1
        assert phone.browser.get("/inspections").json["items"] == []

    @pytest.mark.parametrize("what", ["body", "number", "key", "device", "path", "nonsense", "half", "huge"])
    def test_a_signature_for_something_else_is_refused_and_nothing_kept(
        self, world: World, app: Flask, phone: SigningPhone, what: str
    ) -> None:
        now, key = world.clock.now().isoformat(), uuid4()
        body = f'{{"number": "{NUMBER}", "device_id": "{phone.id}", "checked_at": "{now}", "mode": "online"}}'.encode()
        headers = phone.headers("/verifications", body, key, 1)
        if what == "path":
            headers = phone.headers("/inspections", body, key, 1)
        elif what == "device":
            headers["X-Device-Signature"] = SigningPhone(phone.browser).headers("/verifications", body, key, 1)["X-Device-Signature"]
        elif what == "nonsense":
            headers["X-Device-Signature"] = "!" * 86
        elif what == "half":
            del headers["X-Sequence"]
        else:
            headers |= {"number": {"X-Sequence": "2"}, "huge": {"X-Sequence": "9" * 400}}.get(what, {})
        body = body.replace(b"online", b"offline") if what == "body" else body
        sent_key = uuid4() if what == "key" else key
        response = phone.browser.send("POST", "/verifications", data=body, content_type="application/json", key=sent_key, headers=headers)
        assert code(response) == (422, "device.signature_invalid")
        with app.app_context():
            assert db.session.scalar(select(func.count()).select_from(Verification)) == 0

    def test_a_record_names_the_device_and_number_that_signed_it(self, world: World, phone: SigningPhone) -> None:
        response = phone.check(world, number=NUMBER, device_id=str(uuid4()))
        assert (response.status_code, response.json["errors"][0]["field"]) == (422, "device_id")
        record = visit(world, phone.browser, world.officer_name(TIANHE), world.unit(), device_id=str(phone.id), device_sequence=7)
        response = phone.post("/inspections", record)
        assert (response.status_code, response.json["errors"][0]["field"]) == (422, "device_sequence")

    def test_a_device_of_another_account_is_not_known(self, world: World, phone: SigningPhone) -> None:
        phone.browser = world.officer(TIANHE)
        assert code(phone.check(world, number=NUMBER)) == (403, "device.unknown")

    def test_where_devices_are_required_the_unsigned_is_refused(self, world: World, required: None, phone: SigningPhone) -> None:
        values = {"device_id": str(phone.id), "checked_at": world.clock.now().isoformat(), "mode": "online", "number": NUMBER}
        assert code(phone.browser.post("/verifications", values)) == (403, "device.required")
        assert code(phone.browser.post("/inspections", visit(world, phone.browser, world.officer_name(TIANHE), world.unit()))) == (
            403,
            "device.required",
        )
        assert phone.check(world, number=NUMBER).status_code == 201

    def test_a_signed_check_asks_the_database_for_its_device_and_for_nothing_else(self, world: World, phone: SigningPhone) -> None:
        values = {"device_id": str(phone.id), "checked_at": world.clock.now().isoformat(), "mode": "online", "number": NUMBER}
        phone.browser.post("/verifications", values)
        unsigned = tracing.current.statements
        phone.check(world, number=NUMBER)
        writes = {"sqlite": 2, "postgresql": 0}[phone.browser.client.application.extensions["settings"].database_url.split(":")[0]]
        assert tracing.current.statements == unsigned + 1 + writes


class TestGaps:
    def test_a_number_that_is_missing_is_named_with_its_phone_and_officer(self, world: World, phone: SigningPhone) -> None:
        chief = world.officer(TIANHE)
        for number in (1, 2, 5, 9):
            phone.check(world, number=NUMBER, sequence=number)
        listed = chief.get("/devices?finding=gaps").json["items"]
        assert [(device["id"], device["missing"], device["agency_code"]) for device in listed] == [(str(phone.id), 5, TIANHE)]
        assert listed[0]["account_name"] == chief.get(f"/devices/{phone.id}").json["account_name"]
        assert gaps(chief, phone) == [(3, 4), (6, 8)]

    def test_what_comes_late_closes_its_gap(self, world: World, phone: SigningPhone) -> None:
        for number in (43, 42):
            phone.check(world, number=NUMBER, sequence=number)
        assert gaps(phone.browser, phone) == [(1, 41)]
        for number in range(1, 42, 2):
            phone.check(world, number=NUMBER, sequence=number)
        assert gaps(phone.browser, phone) == [(number, number) for number in range(2, 41, 2)]
        for number in range(2, 42, 2):
            phone.check(world, number=NUMBER, sequence=number)
        assert gaps(phone.browser, phone) == []
        assert phone.browser.get("/devices?finding=gaps").json["items"] == []

    def test_a_record_set_aside_on_the_phone_is_no_gap(self, world: World, phone: SigningPhone) -> None:
        phone.check(world, number=NUMBER, sequence=2)
        path = f"/own/devices/{phone.id}/voids"
        assert code(phone.browser.post(path, {"sequence": 1})) == (403, "device.required")
        assert phone.post(path, {"sequence": 3}, sequence=1).status_code == 422
        assert phone.post(path, {"sequence": 1}, sequence=1).status_code == 201
        answer = phone.browser.get(f"/devices/{phone.id}/gaps").json
        assert (answer["items"], answer["voided"]) == ([], [1])
        assert code(phone.post(path, {"sequence": 2}, sequence=2)) == (409, "device.sequence_used")

    def test_a_phone_that_says_nothing_for_two_weeks_is_silent(self, world: World, clock, phone: SigningPhone) -> None:
        account = str(phone.account_id)
        clock.forward(days=13)
        chief = world.officer(TIANHE)
        assert chief.get("/devices?finding=silent").json["items"] == []
        clock.forward(days=2)
        chief = world.officer(TIANHE)
        listed = chief.get("/devices?finding=silent").json["items"]
        assert [(device["account_id"], device["state"]) for device in listed] == [(account, "silent")]

    def test_a_list_of_devices_asks_as_often_for_one_as_for_many(self, world: World, app: Flask, phone: SigningPhone) -> None:
        chief = world.officer(TIANHE)
        for _ in range(3):
            SigningPhone(world.officer(SHIPAI))
        asked: list[str] = []
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda *parts: asked.append(parts[2]))
            chief.get("/devices?limit=1")
            few, asked[:] = len(asked), []
            assert len(chief.get("/devices?limit=100").json["items"]) == 4
            assert len(asked) == few


class TestRevocation:
    def test_a_revoked_device_keeps_what_it_signed_and_signs_no_more(self, world: World, phone: SigningPhone) -> None:
        key, moment = uuid4(), world.clock.now().isoformat()
        kept = phone.check(world, number=NUMBER, sequence=1, key=key, checked_at=moment)
        response = phone.browser.post(f"/own/devices/{phone.id}/revocation", {"reason": "手机坏了"})
        assert (response.status_code, response.json["state"]) == (200, "revoked")
        assert code(phone.check(world, number=NUMBER, sequence=2)) == (403, "device.revoked")
        assert phone.browser.get(f"/verifications/{kept.json['id']}").json["signed"] is True
        assert phone.check(world, number=NUMBER, sequence=1, key=key, checked_at=moment).json == kept.json
        assert code(phone.browser.post(f"/own/devices/{phone.id}/revocation", {"reason": "又"})) == (409, "device.already_revoked")

    def test_who_manages_accounts_revokes_a_lost_phone_and_signs_its_officer_out(
        self, world: World, app: Flask, phone: SigningPhone
    ) -> None:
        chief = world.officer(TIANHE)
        assert chief.post(f"/devices/{phone.id}/revocation", {"reason": "遗失"}).status_code == 200
        assert phone.browser.get("/own/devices").status_code == 401
        with app.app_context():
            last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
            assert (last.action, last.subject_type, last.subject_id) == ("revoke", "device", str(phone.id))
            assert last.after == {"name": "执勤手机", "reason": "遗失"}

    def test_a_mightier_colleagues_phone_is_not_revoked(self, world: World, app: Flask) -> None:
        phone = SigningPhone(world.officer(TIANHE))
        with app.app_context():
            db.session.get(Account, UUID(phone.account_id)).role = "city_officer"
            db.session.commit()
        assert code(world.officer(TIANHE).post(f"/devices/{phone.id}/revocation", {"reason": "遗失"})) == (403, "permission.denied")

    def test_devices_of_other_areas_do_not_exist(self, world: World, phone: SigningPhone) -> None:
        stranger = world.officer(SHENZHEN)
        for answer in (
            stranger.get(f"/devices/{phone.id}"),
            stranger.get(f"/devices/{phone.id}/gaps"),
            stranger.post(f"/devices/{phone.id}/revocation", {"reason": "x"}),
            stranger.post(f"/own/devices/{phone.id}/revocation", {"reason": "x"}),
            stranger.put(f"/own/devices/{phone.id}/name", json={"name": "x"}),
        ):
            assert code(answer) == (404, "not_found")
        assert stranger.get("/devices").json["items"] == []

    def test_a_device_is_renamed(self, officer: Browser, phone: SigningPhone) -> None:
        assert officer.put(f"/own/devices/{phone.id}/name", json={"name": "备用"}).json["name"] == "备用"
        assert own(officer)[0]["name"] == "备用"

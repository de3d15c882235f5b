"""Checks on the spot: each verdict for its reason, what is shown, what is kept, and who may look again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from backend.certificates import credential
from backend.extensions import db
from backend.verifications.verdicts import TONES
from tests.factories.certificates import (
    act,
    candidate,
    card_url,
    certificate,
    days_ago,
    new_photo,
    number_of,
    portrait,
    replace,
    signed,
    today,
)
from tests.factories.verifications import check, hire, leave, post, site
from tests.support.world import FUTIAN, GUANGZHOU, SHENZHEN, SHIPAI, TIANHE, Browser, World

ORIGIN = "https://gw.example.cn"


@dataclass
class Posted:
    """A guard with a good certificate, hired by a unit and posted to its site."""

    guard_id: UUID
    certificate_id: UUID
    number: str
    code: str
    unit_id: UUID
    site_id: str
    employment_id: str
    manager: Browser


@pytest.fixture
def officer(world: World) -> Browser:
    """An officer of the district where the sites are."""
    return world.officer(TIANHE)


@pytest.fixture
def posted(world: World) -> Posted:
    """All in order."""
    guard_id = candidate(world)
    certificate_id = certificate(world, guard_id)
    number, unit_id = number_of(world, certificate_id), world.unit()
    manager = world.manager(unit_id)
    site_id, employment_id = site(manager, unit_id), hire(manager, world, unit_id, number)
    post(manager, world, site_id, employment_id)
    return Posted(guard_id, certificate_id, number, card_url(world, certificate_id), unit_id, site_id, employment_id, manager)


def verdict(response) -> tuple[str, str]:
    assert response.status_code == 201, response.text
    return response.json["reason"], response.json["tone"]


class TestWhoBelongsHere:
    def test_a_posted_guard_is_valid_and_shown(self, world: World, officer: Browser, posted: Posted) -> None:
        response = check(officer, world, code=posted.code, site_id=posted.site_id)
        assert verdict(response) == ("valid", "valid")
        shown = response.json
        assert shown["site_relation"] == "on_roster"
        assert shown["site"] == {"id": posted.site_id, "name": "天河城"}
        assert shown["certificate"] == {
            "number": posted.number,
            "state": "valid",
            "state_since": str(days_ago(world, 100)),
            "state_reason": None,
            "issued_on": str(days_ago(world, 100)),
            "expires_on": None,
            "agency_name": "广州市公安局",
        }
        assert shown["person"]["name"] == "陈志强"
        assert shown["person"]["sex"] == "male"
        assert shown["person"]["has_photo"] is True
        assert shown["employer"]["unit_id"] == str(posted.unit_id)
        assert shown["employer"]["since"] == str(days_ago(world, 50))
        assert [place["site_id"] for place in shown["postings"]] == [posted.site_id]
        assert shown["left"] is None

    def test_what_is_told_at_once_is_what_is_shown_later(self, world: World, officer: Browser, posted: Posted) -> None:
        for presented in ({"code": posted.code, "site_id": posted.site_id}, {"code": "https://example.org/"}):
            told = check(officer, world, **presented)
            assert told.status_code == 201
            assert officer.get(f"/verifications/{told.json['id']}").json == told.json

    def test_a_check_after_a_pause_is_answered_and_keeps_the_session_awake(self, world: World, officer: Browser, posted: Posted) -> None:
        for _ in range(3):
            world.clock.forward(hours=3)
            assert check(officer, world, code=posted.code, site_id=posted.site_id).status_code == 201

    def test_the_answer_holds_no_whole_number_and_no_birth_date(self, world: World, officer: Browser, posted: Posted) -> None:
        response = check(officer, world, code=posted.code)
        assert "19900517" not in response.text
        assert "birth" not in response.text
        assert response.json["person"]["identity_number_masked"].count("*") >= 12

    def test_a_colleague_of_another_site(self, world: World, officer: Browser, posted: Posted) -> None:
        other = site(posted.manager, posted.unit_id, "正佳广场")
        response = check(officer, world, code=posted.code, site_id=other)
        assert verdict(response) == ("other_site", "check")
        assert response.json["site_relation"] == "other_site"

    def test_a_guard_of_another_unit(self, world: World, officer: Browser, posted: Posted) -> None:
        unit_id = world.unit()
        other = site(world.manager(unit_id), unit_id)
        response = check(officer, world, code=posted.code, site_id=other)
        assert verdict(response) == ("other_unit", "check")
        assert response.json["employer"]["unit_id"] == str(posted.unit_id)
        assert response.json["left"] is None

    def test_a_guard_who_left_with_the_day(self, world: World, officer: Browser, posted: Posted) -> None:
        leave(posted.manager, world, posted.employment_id, days=3)
        for place in ({"site_id": posted.site_id}, {}):
            response = check(officer, world, code=posted.code, **place)
            assert verdict(response) == ("left_unit", "check")
            assert response.json["left"]["ended_on"] == str(days_ago(world, 3))
            assert response.json["employer"] is None
            assert response.json["postings"] == []

    def test_who_left_here_and_works_elsewhere_is_told_both(self, world: World, officer: Browser, posted: Posted) -> None:
        leave(posted.manager, world, posted.employment_id, days=3)
        unit_id = world.unit()
        hire(world.manager(unit_id), world, unit_id, posted.number, days=2)
        response = check(officer, world, code=posted.code, site_id=posted.site_id)
        assert verdict(response) == ("other_unit", "check")
        assert response.json["employer"]["unit_id"] == str(unit_id)
        assert response.json["left"]["ended_on"] == str(days_ago(world, 3))

    def test_a_guard_of_nobody(self, world: World, officer: Browser, posted: Posted) -> None:
        code = card_url(world, certificate(world, candidate(world)))
        response = check(officer, world, code=code, site_id=posted.site_id)
        assert verdict(response) == ("nobody", "check")
        assert response.json["site_relation"] == "nobody"

    def test_without_a_site_an_employed_guard_is_valid(self, world: World, officer: Browser, posted: Posted) -> None:
        response = check(officer, world, code=posted.code)
        assert verdict(response) == ("valid", "valid")
        assert response.json["site_relation"] is None
        assert response.json["site"] is None


class TestStateOfTheCertificate:
    @pytest.mark.parametrize(("what", "reason"), [("suspend", "suspended"), ("revoke", "revoked"), ("cancel", "cancelled")])
    def test_goes_before_where_he_belongs(self, world: World, officer: Browser, posted: Posted, what: str, reason: str) -> None:
        act(world, posted.certificate_id, what, days=7)
        response = check(officer, world, code=posted.code, site_id=posted.site_id)
        assert verdict(response) == (reason, "not_valid")
        assert response.json["certificate"]["state_since"] == str(days_ago(world, 7))
        assert response.json["certificate"]["state_reason"] == "测试所需"
        assert response.json["site_relation"] == "on_roster"

    def test_an_expired_one_is_not_valid_from_the_day_after(self, world: World, officer: Browser) -> None:
        code = card_url(world, certificate(world, candidate(world), expires_on=today(world)))
        assert verdict(check(officer, world, code=code)) == ("nobody", "check")
        world.clock.forward(hours=15)  # midnight in China
        officer = world.officer(TIANHE)
        assert verdict(check(officer, world, code=code)) == ("expired", "not_valid")

    def test_a_replaced_card_is_not_valid_and_the_new_one_is(self, world: World, officer: Browser, posted: Posted) -> None:
        new = replace(world, posted.certificate_id)
        assert verdict(check(officer, world, code=posted.code)) == ("superseded", "not_valid")
        assert verdict(check(officer, world, code=card_url(world, new))) == ("valid", "valid")

    def test_a_wrong_clock_is_told_before_the_photo_and_after_the_state(self, world: World, officer: Browser, posted: Posted) -> None:
        late = (world.clock.now() - timedelta(seconds=301)).isoformat()
        early = (world.clock.now() + timedelta(seconds=301)).isoformat()
        new_photo(world, posted.guard_id)
        for wrong in (late, early):
            assert verdict(check(officer, world, code=posted.code, checked_at=wrong)) == ("clock_wrong", "check")
        nearly = (world.clock.now() - timedelta(seconds=299)).isoformat()
        assert verdict(check(officer, world, code=posted.code, checked_at=nearly)) == ("photo_changed", "check")
        act(world, posted.certificate_id, "revoke")
        assert verdict(check(officer, world, code=posted.code, checked_at=late)) == ("revoked", "not_valid")

    def test_another_photo_on_file_than_on_the_card(self, world: World, officer: Browser, posted: Posted) -> None:
        new_photo(world, posted.guard_id)
        assert verdict(check(officer, world, code=posted.code, site_id=posted.site_id)) == ("photo_changed", "check")

    def test_no_photo_on_file(self, world: World, officer: Browser, posted: Posted, app: Flask) -> None:
        with world.session():
            db.session.execute(db.text("UPDATE guards SET photo_media = NULL, photo_digest = NULL"))
        response = check(officer, world, code=posted.code)
        assert verdict(response) == ("no_photo", "check")
        assert response.json["person"]["has_photo"] is False


class TestCodes:
    @pytest.mark.parametrize(
        "code",
        ["https://evil.example/c/123", "WIFI:S:Café;T:WPA;P:x;;", ORIGIN + "/c/", ORIGIN + "/c/007", "你好\nworld\t☃", "0"],
    )
    def test_a_foreign_code_is_named_and_kept(self, world: World, officer: Browser, code: str, app: Flask) -> None:
        response = check(officer, world, code=code)
        assert verdict(response) == ("not_a_card", "cannot_verify")
        assert_nothing_told(response.json)
        with app.app_context():
            assert db.session.execute(db.text("SELECT entered FROM verifications")).scalar_one() == code

    def test_a_forged_card_tells_nothing(self, world: World, officer: Browser, posted: Posted) -> None:
        fields = credential.decode(credential.parse_scanned(posted.code, ORIGIN)).fields
        forged = credential.card_url(ORIGIN, credential.sign(fields, 1, credential.generate_key()))
        response = check(officer, world, code=forged)
        assert verdict(response) == ("forged", "not_valid")
        assert_nothing_told(response.json)

    def test_an_altered_card_is_forged(self, world: World, officer: Browser, posted: Posted) -> None:
        payload = bytearray(credential.parse_scanned(posted.code, ORIGIN))
        payload[10] ^= 1  # a digit of the number
        response = check(officer, world, code=credential.card_url(ORIGIN, bytes(payload)))
        assert verdict(response) == ("forged", "not_valid")

    def test_a_card_of_an_unknown_key(self, world: World, officer: Browser, posted: Posted) -> None:
        fields = credential.decode(credential.parse_scanned(posted.code, ORIGIN)).fields
        other = credential.card_url(ORIGIN, credential.sign(fields, 99, credential.generate_key()))
        response = check(officer, world, code=other)
        assert verdict(response) == ("unknown_key", "cannot_verify")
        assert_nothing_told(response.json)

    def test_no_card_of_a_revoked_key_is_believed(self, world: World, officer: Browser, posted: Posted) -> None:
        world.app.test_cli_runner().invoke(args=["keys", "revoke", "1", "--reason", "泄露", "--yes"])
        assert verdict(check(officer, world, code=posted.code)) == ("revoked_key", "cannot_verify")

    def test_a_broken_card(self, world: World, officer: Browser, posted: Posted) -> None:
        payload = credential.parse_scanned(posted.code, ORIGIN)
        cut = credential.card_url(ORIGIN, payload[:60])
        assert verdict(check(officer, world, code=cut)) == ("malformed", "cannot_verify")

    def test_a_signed_card_that_no_register_knows(self, world: World, officer: Browser, posted: Posted) -> None:
        fields = credential.decode(credential.parse_scanned(posted.code, ORIGIN)).fields
        for other in (changed(fields, number="44012026999999"), changed(fields, name="陈自强")):
            code = credential.card_url(ORIGIN, signed(world, other))
            assert verdict(check(officer, world, code=code)) == ("unregistered", "check")

    def test_the_other_spelling_of_a_signature_is_the_same_card(self, world: World, officer: Browser, posted: Posted) -> None:
        order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
        payload = credential.parse_scanned(posted.code, ORIGIN)
        mirrored = payload[:-32] + (order - int.from_bytes(payload[-32:], "big")).to_bytes(32, "big")
        code = credential.card_url(ORIGIN, mirrored)
        assert verdict(check(officer, world, code=code, site_id=posted.site_id)) == ("valid", "valid")

    @pytest.mark.parametrize("typed", ["{}", "４４０１ {}", "{} "])
    def test_a_typed_number_is_answered_like_the_card(self, world: World, officer: Browser, posted: Posted, typed: str) -> None:
        number = typed.format(posted.number) if typed != "４４０１ {}" else "４４０１ " + posted.number[4:]
        assert verdict(check(officer, world, number=number, site_id=posted.site_id)) == ("valid", "valid")

    def test_an_unknown_number(self, world: World, officer: Browser) -> None:
        response = check(officer, world, number="4401 2026 999999")
        assert verdict(response) == ("unknown_number", "cannot_verify")
        assert_nothing_told(response.json)


class TestKeeping:
    def test_a_presented_card_is_answered_wherever_the_guard_is(self, world: World, posted: Posted) -> None:
        assert verdict(check(world.officer(FUTIAN), world, code=posted.code)) == ("valid", "valid")

    def test_a_check_without_network_keeps_what_the_phone_said(self, world: World, officer: Browser, posted: Posted) -> None:
        act(world, posted.certificate_id, "suspend", days=1)
        then = (world.clock.now() - timedelta(days=2)).isoformat()
        response = check(officer, world, code=posted.code, mode="offline", checked_at=then, phone_reason="status_unknown")
        assert verdict(response) == ("suspended", "not_valid")
        assert (response.json["phone_reason"], response.json["mode"]) == ("status_unknown", "offline")
        assert response.json["checked_at"] < response.json["received_at"]

    def test_one_cannot_have_checked_tomorrow(self, world: World, officer: Browser, posted: Posted) -> None:
        then = (world.clock.now() + timedelta(hours=1)).isoformat()
        response = check(officer, world, code=posted.code, mode="offline", checked_at=then)
        assert verdict(response) == ("clock_wrong", "check")

    def test_the_same_check_sent_twice_is_kept_once(self, world: World, officer: Browser, posted: Posted) -> None:
        key, fixed = uuid4(), {"code": posted.code, "device_id": str(uuid4())}
        first, second = (check(officer, world, key=key, **fixed) for _ in range(2))
        assert first.json == second.json
        assert second.headers["Idempotency-Replayed"] == "true"
        assert len(officer.get("/verifications").json["items"]) == 1

    def test_an_answer_stays_as_it_was_given(self, world: World, officer: Browser, posted: Posted) -> None:
        made = check(officer, world, code=posted.code, site_id=posted.site_id).json
        act(world, posted.certificate_id, "revoke")
        leave(posted.manager, world, posted.employment_id)
        assert officer.get(f"/verifications/{made['id']}").json == made

    def test_one_sees_ones_own_the_newest_first(self, world: World, officer: Browser, posted: Posted) -> None:
        made = []
        for _ in range(3):
            made.append(check(officer, world, code=posted.code).json["id"])
            world.clock.forward(seconds=5)
        check(world.officer(TIANHE), world, code=posted.code)
        first = officer.get("/verifications?limit=2").json
        rest = officer.get(f"/verifications?limit=2&cursor={first['next_cursor']}").json
        assert [row["id"] for row in first["items"] + rest["items"]] == made[::-1]

    def test_superiors_see_it_and_others_do_not(self, world: World, posted: Posted) -> None:
        made = check(world.officer(SHIPAI), world, code=posted.code).json["id"]
        for agency in (TIANHE, GUANGZHOU):
            assert world.officer(agency).get(f"/verifications/{made}").status_code == 200
        assert world.officer(SHENZHEN).get(f"/verifications/{made}").status_code == 404
        assert world.officer(GUANGZHOU).get(f"/verifications/{uuid4()}").status_code == 404

    def test_where_the_phone_was_is_kept(self, world: World, officer: Browser, posted: Posted, app: Flask) -> None:
        position = {"latitude": 23.13, "longitude": 113.32, "accuracy_m": 8.5}
        inspection_id = str(uuid4())
        check(officer, world, code=posted.code, position=position, inspection_id=inspection_id)
        with app.app_context():
            row = db.session.execute(db.text("SELECT latitude, longitude, accuracy_m, entered FROM verifications")).one()
        assert tuple(row) == (23.13, 113.32, 8.5, None)


class TestPhoto:
    def test_the_checking_officer_compares_it_for_a_day(self, world: World, posted: Posted) -> None:
        name = world.officer_name(FUTIAN)
        elsewhere = world.browser(name)
        made = check(elsewhere, world, code=posted.code).json["id"]
        photo = elsewhere.get(f"/verifications/{made}/photo")
        assert (photo.status_code, photo.mimetype) == (200, "image/jpeg")
        assert photo.data[:2] == portrait()[:2]
        world.clock.forward(hours=25)
        assert world.browser(name).get(f"/verifications/{made}/photo").status_code == 404

    def test_later_it_needs_the_guard_within_reach(self, world: World, posted: Posted) -> None:
        made = check(world.officer(SHIPAI), world, code=posted.code).json["id"]
        world.clock.forward(days=3)
        assert world.officer(TIANHE).get(f"/verifications/{made}/photo").status_code == 200

    def test_there_is_none_for_a_foreign_code(self, world: World, officer: Browser) -> None:
        made = check(officer, world, code="hello").json["id"]
        assert officer.get(f"/verifications/{made}/photo").status_code == 404


class TestBadInput:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("number", "44012026000001"),  # besides the code
            ("code", None),
            ("code", ""),
            ("code", "9" * 2001),
            ("code", "a\u0000b"),
            ("site_id", "天河"),
            ("site_id", "0193d1f0-0000-7000-8000-000000000000"),
            ("device_id", None),
            ("checked_at", "2026-11-23T09:00:00"),
            ("checked_at", "9999-12-31T23:59:59-12:00"),
            ("checked_at", "0001-01-01T00:00:00+14:00"),
            ("mode", "later"),
            ("phone_reason", "fine"),
            ("position", {"latitude": 91, "longitude": 0, "accuracy_m": 1}),
            ("position", {"latitude": 1}),
            ("tone", "valid"),
        ],
    )
    def test_is_refused_by_name(self, world: World, officer: Browser, field: str, value: object) -> None:
        refused = check(officer, world, **{"code": "x", field: value})
        assert (refused.status_code, refused.json["code"]) == (422, "validation")
        assert refused.json["errors"][0]["field"].startswith(field)
        assert officer.get("/verifications").json["items"] == []

    def test_a_site_outside_the_reach_is_an_unknown_one(self, world: World, posted: Posted) -> None:
        refused = check(world.officer(FUTIAN), world, code=posted.code, site_id=posted.site_id)
        assert refused.json["errors"][0]["field"] == "site_id"

    def test_managers_do_not_check(self, world: World, posted: Posted) -> None:
        assert check(posted.manager, world, code=posted.code).status_code == 403


class TestHotPath:
    def test_a_check_asks_the_register_in_a_few_statements(
        self, world: World, officer: Browser, posted: Posted, statements: list[str]
    ) -> None:
        check(officer, world, code=posted.code, site_id=posted.site_id)
        statements.clear()
        check(officer, world, code=posted.code, site_id=posted.site_id)
        about = [text for text in statements if " certificates" in text or " postings" in text or " employments" in text]
        assert len([text for text in about if text.startswith("SELECT")]) <= 3
        assert len(statements) <= 14, "\n".join(statements)


def test_every_reason_has_its_tone() -> None:
    assert set(TONES.values()) == {"valid", "check", "not_valid", "cannot_verify"}
    assert [reason for reason, tone in TONES.items() if tone == "valid"] == ["valid"]


def assert_nothing_told(shown: dict[str, object]) -> None:
    assert [shown[name] for name in ("certificate", "person", "employer", "left", "site_relation")] == [None] * 5
    assert shown["postings"] == []


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)

"""Records of a phone that cannot send, handed in by somebody else: judged as if their own phone had sent them."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from backend.devices.models import Device, DeviceRecord
from backend.extensions import db
from backend.inspections.handing_in.models import HandInKey
from backend.inspections.models import Inspection, MediaFile
from backend.inspections.quarantine.models import QuarantinedCommand
from backend.verifications.models import Verification
from tests.api.test_quarantine import Officer, decide, disable
from tests.conftest import SettableClock
from tests.factories.handing_in import line, seal
from tests.factories.inspections import picture
from tests.support.world import GUANGZHOU, SHENZHEN, Browser, World

NUMBER = "44012026000123"


@pytest.fixture
def officer(world: World) -> Officer:
    """Whose phone cannot send."""
    return Officer(world)


@pytest.fixture
def bearer(world: World) -> Browser:
    """Somebody who brings the file, with no reach there."""
    return world.officer(SHENZHEN)


@pytest.fixture
def unit(world: World) -> UUID:
    """A company of the district."""
    return world.unit()


def bring(bearer: Browser, whole: bytes) -> Any:
    """Send a line in two parts, and hand it in."""
    upload, half = uuid4(), len(whole) // 2
    about = {"kind": "handed_in", "size": len(whole), "sha256": sha256(whole).hexdigest()}
    for begin, data in ((0, whole[:half]), (half, whole[half:])):
        query = {**about, "offset": begin}
        answer = bearer.put(f"/uploads/{upload}", query_string=query, data=data, content_type="application/octet-stream")
        assert answer.status_code == 200, answer.text
    return bearer.post("/handed-in", {"upload_id": str(upload)})


def hand_in(bearer: Browser, inner: dict[str, Any]) -> Any:
    answer = bring(bearer, seal(bearer.get("/hand-in-key").json, inner))
    assert answer.status_code == 200, answer.text
    return answer.json


def counts(app: Flask) -> tuple[int, ...]:
    tables = (Inspection, QuarantinedCommand, MediaFile, DeviceRecord)
    with app.app_context():
        return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def visit_of(officer: Officer, unit: UUID, **change: Any) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A record with a picture that was never sent."""
    photo = str(uuid4())
    return officer.record(unit, photos=[{"media_id": photo, "caption": "", "item_id": None}], **change), {photo: picture()}


def line_of(officer: Officer, body: dict[str, Any], pictures: dict[str, bytes], **change: Any) -> dict[str, Any]:
    return line(officer.phone, "/inspections", body, body["device_sequence"], pictures=pictures, **change)


def test_a_record_with_its_pictures_is_recorded_as_its_officers(
    world: World, app: Flask, officer: Officer, bearer: Browser, unit: UUID
) -> None:
    body, pictures = visit_of(officer, unit)
    key = uuid4()
    told = hand_in(bearer, line_of(officer, body, pictures, key=key))
    assert (told["outcome"], told["kind"], told["record_id"], told["key"]) == ("recorded", "inspection", body["id"], str(key))
    assert counts(app) == (1, 0, 1, 1)
    row = world.officer(GUANGZHOU).get(f"/inspections/{body['id']}").json
    assert (row["signed"], row["officer_names"][0]) == (True, officer.browser.get("/session").json["account"]["name"])
    assert bearer.get(f"/inspections/{body['id']}").status_code == 404, "who brings it may not read it"
    assert hand_in(bearer, line_of(officer, body, pictures, key=key))["outcome"] == "repeated"
    own = officer.send(body, key=key)
    assert (own.status_code, own.json["receipt"], own.headers["Idempotency-Replayed"]) == (201, row["receipt"], "true")
    assert officer.send(body, key=uuid4()).status_code == 200
    assert counts(app) == (1, 0, 1, 1)


def test_what_its_own_phone_sent_meanwhile_is_a_repeat(app: Flask, officer: Officer, bearer: Browser, unit: UUID) -> None:
    body, key = officer.record(unit), uuid4()
    assert officer.send(body, key=key).status_code == 201
    assert hand_in(bearer, line_of(officer, body, {}, key=key))["outcome"] == "repeated"
    assert counts(app) == (1, 0, 0, 1)


def test_a_disabled_officers_records_wait_and_those_of_before_are_recorded_in_the_end(
    world: World, app: Flask, clock: SettableClock, officer: Officer, bearer: Browser, unit: UUID
) -> None:
    body, pictures = visit_of(officer, unit)
    check = {"device_id": str(officer.phone.id), "checked_at": clock.now().isoformat(), "mode": "offline", "number": NUMBER}
    clock.forward(minutes=10)
    disable(world, officer.id)
    clock.forward(minutes=10)
    key, other = uuid4(), uuid4()
    told = hand_in(bearer, line_of(officer, body, pictures, key=key))
    assert (told["outcome"], told["reason"]) == ("quarantined", "rights_lost")
    told = hand_in(bearer, line(officer.phone, "/verifications", check, 7, key=other))
    assert (told["outcome"], told["kind"], told["reason"]) == ("quarantined", "verification", "rights_lost")
    after = {**body, "id": str(uuid4()), "started_at": clock.now().isoformat(), "finished_at": clock.now().isoformat(), "photos": []}
    told = hand_in(bearer, line_of(officer, {**after, "device_sequence": 8}, {}))
    assert (told["outcome"], told["problem"]) == ("refused", "not_found"), "he had no right any more"
    supervisor = world.officer(GUANGZHOU)
    assert {decide(supervisor, one).status_code for one in (key, other)} == {200}
    with app.app_context():
        verification = db.session.scalars(select(Verification)).one()
        assert (str(verification.account_id), verification.device_sequence) == (officer.id, 7)
    row = supervisor.get(f"/inspections/{body['id']}").json
    assert row["number"].startswith("440106")
    assert len(row["photos"]) == 1


def test_what_no_device_signed_or_a_revoked_one_is_a_supervisors_matter(
    world: World, app: Flask, officer: Officer, bearer: Browser, unit: UUID
) -> None:
    body = officer.record(unit)
    assert hand_in(bearer, line_of(officer, body, {}, signed=False))["reason"] == "unsigned"
    with app.app_context():
        db.session.get_one(Device, officer.phone.id).revoked_at = world.clock.now()
        db.session.commit()
    assert hand_in(bearer, line_of(officer, officer.record(unit), {}))["reason"] == "device_revoked"
    assert counts(app)[:2] == (0, 2)


def test_a_void_and_a_check_are_taken_too(app: Flask, clock: SettableClock, officer: Officer, bearer: Browser) -> None:
    check = {"device_id": str(officer.phone.id), "checked_at": clock.now().isoformat(), "mode": "offline", "number": NUMBER}
    assert hand_in(bearer, line(officer.phone, "/verifications", check, 1))["outcome"] == "recorded"
    assert hand_in(bearer, line(officer.phone, f"/own/devices/{officer.phone.id}/voids", {"sequence": 2}, 2))["outcome"] == "recorded"
    assert officer.browser.get(f"/devices/{officer.phone.id}/gaps").json == {"items": [], "voided": [2]}
    assert hand_in(bearer, line(officer.phone, "/verifications", check, 1))["reason"] == "number_used"


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ({"body": "{}"}, "device.signature_invalid"),
        ({"sequence": 99}, "device.signature_invalid"),
        ({"key": "0193b7c0-0000-7000-8000-00000000000a"}, "device.signature_invalid"),
        ({"device": None}, "device.signature_invalid"),
        ({"path": "/api/verifications"}, "device.signature_invalid"),
        ({"account_id": str(uuid4()), "device": None, "sequence": None, "signature": None}, "handed_in.unknown_officer"),
    ],
)
def test_a_line_that_was_altered_is_refused_and_changes_nothing(
    app: Flask, officer: Officer, bearer: Browser, unit: UUID, what: dict[str, Any], problem: str
) -> None:
    told = hand_in(bearer, {**line_of(officer, *visit_of(officer, unit)), **what})
    assert (told["outcome"], told["problem"]) == ("refused", problem)
    assert counts(app) == (0, 0, 0, 0)


def test_a_refused_record_says_why_by_field(app: Flask, officer: Officer, bearer: Browser, unit: UUID) -> None:
    body, pictures = visit_of(officer, unit, result="perfect")
    told = hand_in(bearer, line_of(officer, body, pictures))
    assert (told["problem"], told["errors"][0]["field"]) == ("validation", "result")
    assert counts(app) == (0, 0, 0, 0)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.same_on_all("nothing is asked of the database but the key")
@given(st.data())
def test_whatever_is_wrong_with_a_line_it_is_unreadable(app: Flask, bearer: Browser, data: st.DataObject) -> None:
    outer = json.loads(seal(bearer.get("/hand-in-key").json, {"method": "POST"}))
    name = data.draw(st.sampled_from(sorted(outer)))
    outer[name] = data.draw(st.one_of(st.none(), st.integers(), st.text(max_size=90), st.lists(st.integers(), max_size=2)))
    whole = data.draw(st.sampled_from([json.dumps(outer).encode(), b"{}", b"[]", b"1", b"\xff", b"[" * 5000]))
    answer = bring(bearer, whole)
    assert (answer.status_code, answer.json["code"]) == (422, "handed_in.unreadable")


def test_old_files_are_read_with_the_key_of_their_year(
    world: World, app: Flask, clock: SettableClock, officer: Officer, bearer: Browser, unit: UUID
) -> None:
    key = bearer.get("/hand-in-key").json
    assert bearer.get("/hand-in-key").json == key
    body = officer.record(unit)
    clock.forward(days=60)
    late = world.officer(SHENZHEN)
    assert late.get("/hand-in-key").json["year"] == key["year"] + 1
    answer = bring(late, seal(key, line_of(officer, body, {})))
    assert answer.json["outcome"] == "recorded"
    with app.app_context():
        sealed = db.session.scalars(select(HandInKey.private_key)).all()
        assert len(sealed) == 2
        assert all(len(one) > 32 + 16 for one in sealed), "kept sealed"


def test_an_upload_is_handed_in_once_by_who_sent_it(world: World, officer: Officer, bearer: Browser, unit: UUID) -> None:
    whole, upload = seal(bearer.get("/hand-in-key").json, line_of(officer, officer.record(unit), {})), uuid4()
    about = {"kind": "handed_in", "size": len(whole), "sha256": sha256(whole).hexdigest(), "offset": 0}
    bearer.put(f"/uploads/{upload}", query_string=about, data=whole[:9], content_type="application/octet-stream")
    incomplete = bearer.post("/handed-in", {"upload_id": str(upload)})
    assert (incomplete.status_code, incomplete.json["code"], incomplete.json["offset"]) == (409, "upload.incomplete", 9)
    bearer.put(f"/uploads/{upload}", query_string=about, data=whole, content_type="application/octet-stream")
    assert officer.browser.post("/handed-in", {"upload_id": str(upload)}).status_code == 404
    assert bearer.post("/handed-in", {"upload_id": str(upload)}).json["outcome"] == "recorded"
    assert bearer.post("/handed-in", {"upload_id": str(upload)}).status_code == 404


@pytest.mark.usefixtures("database")  # what is refused or repeated is undone by savepoints
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_in_any_order_by_any_way_and_however_often_each_record_is_kept_once(
    app: Flask, officer: Officer, bearer: Browser, unit: UUID, data: st.DataObject
) -> None:
    """The same five records come from their phone and in files, at random: each is recorded once, and no number is missing."""
    sent = data.draw(st.lists(st.tuples(st.sampled_from(range(5)), st.booleans()), min_size=4, max_size=9))
    before, first = counts(app), officer.phone.sequence
    records = [(officer.record(unit, timedelta(hours=5 - index)), uuid4()) for index in range(5)]
    for index, by_itself in [*sent, *((index, True) for index in range(5))]:
        body, key = records[index]
        if by_itself:
            answer = officer.send(body, key=key)
            assert (answer.status_code, answer.json["id"]) == (201, body["id"])
        else:
            assert hand_in(bearer, line_of(officer, body, {}, key=key))["outcome"] in ("recorded", "repeated")
    after = counts(app)
    assert (after[0] - before[0], after[1] - before[1], after[3] - before[3]) == (5, 0, 5)
    own = next(row for row in officer.browser.get("/own/devices").json["items"] if row["id"] == str(officer.phone.id))
    assert (own["last_sequence"], own["missing"]) == (first + 5, 0)

"""A visit's second officer confirms it with a device of his own: on site, later, before the record or after it, once."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from backend.extensions import db
from backend.inspections.confirmations.models import InspectionConfirmation
from tests.factories.devices import SigningPhone
from tests.factories.inspections import visit
from tests.factories.roster import site
from tests.support.world import TIANHE, Browser, World


@pytest.fixture
def officer(world: World) -> Browser:
    """Who writes the record."""
    return world.officer(TIANHE)


@pytest.fixture
def colleague(world: World) -> str:
    """User name of the second officer."""
    return world.officer_name(TIANHE)


@pytest.fixture
def phone(world: World, colleague: str) -> SigningPhone:
    """The second officer's phone."""
    return SigningPhone(world.browser(colleague))


@pytest.fixture
def body(world: World, officer: Browser, colleague: str) -> dict[str, Any]:
    """A visit of the two, as it will be sent."""
    return visit(world, officer, colleague, world.unit(TIANHE))


def signed(world: World, phone: SigningPhone, body: dict[str, Any], *, ago_s: float = 0, **other: Any) -> dict[str, Any]:
    """What the phone says of the visit, written by docs/visit.md; `other` is said, but not what was signed."""
    at_ms = round((world.clock.now().timestamp() - ago_s) * 1000)
    text = "\n".join((
        "gangwei-visit-1", body["id"], body["unit_id"], body["site_id"] or "-", phone.account_id, str(phone.id), str(at_ms),
    ))  # fmt: skip
    return {"device_id": str(phone.id), "at_ms": at_ms, "signature": phone.sign(text), **other}


def confirm(phone: SigningPhone, body: dict[str, Any], said: dict[str, Any], **other: Any) -> Any:
    """Send it from the second officer's own phone."""
    place = {"unit_id": body["unit_id"], "site_id": body["site_id"]}
    return phone.browser.send("PUT", f"/own/confirmations/{body['id']}", json={**place, **said, **other})


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def standing(officer: Browser, body: dict[str, Any]) -> list[str]:
    """How the officers stand for the record, the author first."""
    shown = officer.get(f"/inspections/{body['id']}").json["officers"]
    return sorted((row["confirmation"] for row in shown), key=lambda word: word != "author")


def kept(world: World) -> int:
    with world.session():
        return db.session.scalar(select(func.count()).select_from(InspectionConfirmation)) or 0


def test_confirmed_on_site_it_comes_with_the_record(world: World, officer: Browser, phone: SigningPhone, body: dict[str, Any]) -> None:
    said = {**signed(world, phone, body, ago_s=600), "account_id": phone.account_id}
    assert officer.post("/inspections", {**body, "confirmations": [said]}).status_code == 201
    assert standing(officer, body) == ["author", "on_site"]
    assert phone.browser.get("/own/confirmations").json["items"] == []


def test_the_colleagues_own_phone_may_be_first_or_last_and_may_repeat_itself(
    world: World, officer: Browser, phone: SigningPhone, body: dict[str, Any]
) -> None:
    said = signed(world, phone, body, ago_s=60)
    first = confirm(phone, body, said)
    world.clock.forward(minutes=20)
    officer.post("/inspections", {**body, "confirmations": [{**said, "account_id": phone.account_id}]})
    again, another = confirm(phone, body, said), confirm(phone, body, signed(world, phone, body))
    assert [first.status_code, again.status_code, another.status_code] == [200, 200, 200]
    assert first.json == again.json == another.json
    assert standing(officer, body) == ["author", "on_site"]
    assert kept(world) == 1


def test_who_was_picked_from_the_list_confirms_later(world: World, officer: Browser, phone: SigningPhone, body: dict[str, Any]) -> None:
    officer.post("/inspections", body)
    assert standing(officer, body) == ["author", "not_yet"]
    [waiting] = phone.browser.get("/own/confirmations").json["items"]
    assert (waiting["inspection_id"], waiting["unit_id"], waiting["site_id"]) == (body["id"], body["unit_id"], None)
    assert officer.get("/own/confirmations").json["items"] == []
    world.clock.forward(minutes=10)
    assert confirm(phone, body, signed(world, phone, body)).status_code == 200
    assert standing(officer, body) == ["author", "later"]
    assert phone.browser.get("/own/confirmations").json["items"] == []


def _of_other_visit(world: World, phone: SigningPhone, body: dict[str, Any]) -> dict[str, Any]:
    return signed(world, phone, {**body, "id": str(uuid4())})


def _of_other_place(world: World, phone: SigningPhone, body: dict[str, Any]) -> dict[str, Any]:
    return signed(world, phone, {**body, "site_id": str(uuid4())})


def _of_strange_device(world: World, phone: SigningPhone, body: dict[str, Any]) -> dict[str, Any]:
    return signed(world, SigningPhone(phone.browser, enrol=False), body)


def _changed_afterwards(world: World, phone: SigningPhone, body: dict[str, Any]) -> dict[str, Any]:
    said = signed(world, phone, body)
    return {**said, "at_ms": said["at_ms"] - 1}


def _too_old(world: World, phone: SigningPhone, body: dict[str, Any]) -> dict[str, Any]:
    return signed(world, phone, body, ago_s=86_401)


def _of_tomorrow(world: World, phone: SigningPhone, body: dict[str, Any]) -> dict[str, Any]:
    return signed(world, phone, body, ago_s=-86_400)


REFUSED = [
    (_of_other_visit, (422, "confirmation.signature")),
    (_of_other_place, (422, "confirmation.signature")),
    (_changed_afterwards, (422, "confirmation.signature")),
    (_of_strange_device, (403, "device.unknown")),
    (_too_old, (422, "confirmation.time")),
    (_of_tomorrow, (422, "confirmation.time")),
]


@pytest.mark.parametrize(("make", "answer"), REFUSED)
@pytest.mark.same_on_all("signatures and times are judged in Python")
def test_what_does_not_fit_costs_no_record_and_confirms_none(
    world: World, officer: Browser, phone: SigningPhone, body: dict[str, Any], make: Any, answer: tuple[int, str]
) -> None:
    said = make(world, phone, body)
    recorded = officer.post("/inspections", {**body, "confirmations": [{**said, "account_id": phone.account_id}]})
    assert recorded.status_code == 201
    assert standing(officer, body) == ["author", "invalid"]
    assert code(confirm(phone, body, said)) == answer
    assert confirm(phone, body, signed(world, phone, body)).status_code == 200
    assert standing(officer, body) == ["author", "on_site"]


def test_nobody_confirms_for_somebody_else(world: World, officer: Browser, phone: SigningPhone, body: dict[str, Any]) -> None:
    own = SigningPhone(officer)
    forged = {**signed(world, own, body), "account_id": phone.account_id}
    officer.post("/inspections", {**body, "confirmations": [forged]})
    assert standing(officer, body) == ["author", "invalid"]
    third = SigningPhone(world.officer(TIANHE))
    assert code(confirm(third, body, signed(world, third, body))) == (404, "not_found")
    assert code(confirm(own, body, signed(world, own, body))) == (404, "not_found")


def test_a_confirmation_of_another_place_than_the_record_names_does_not_count(
    world: World, officer: Browser, phone: SigningPhone, body: dict[str, Any]
) -> None:
    unit = UUID(body["unit_id"])
    elsewhere = {**body, "site_id": site(world.manager(unit), unit)["id"]}
    assert confirm(phone, elsewhere, signed(world, phone, elsewhere)).status_code == 200
    officer.post("/inspections", body)
    assert standing(officer, body) == ["author", "invalid"]
    assert code(confirm(phone, elsewhere, signed(world, phone, elsewhere))) == (409, "confirmation.place")


def test_a_revoked_device_confirms_nothing(world: World, officer: Browser, phone: SigningPhone, body: dict[str, Any]) -> None:
    said = signed(world, phone, body)
    phone.browser.post(f"/own/devices/{phone.id}/revocation", {"reason": "遗失"})
    assert code(confirm(phone, body, said)) == (403, "device.unknown")
    officer.post("/inspections", {**body, "confirmations": [{**said, "account_id": phone.account_id}]})
    assert standing(officer, body) == ["author", "invalid"]

"""The electronic card: a code from the employer, once; afterwards the phone learns how this one card stands, and nothing else."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace as replace_settings
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from backend.audit.models import AuditEvent
from backend.cards.electronic.codes import ALPHABET
from backend.cards.models import CardCode
from backend.extensions import db
from backend.guards.models import Guard
from tests.factories.certificates import act, candidate, card_url, certificate, number_of, portrait, replace
from tests.support.world import Browser, World

KEY, OTHER_KEY = "k" * 43, "o" * 43
FACES = {"code", "number", "expires_at", "link", "qr"}


class Story:
    """A guard with a certificate, his manager, and what the holder types."""

    def __init__(self, world: World) -> None:
        self.world, self.unit = world, world.unit()
        self.guard = candidate(world, unit_id=self.unit)
        self.certificate = certificate(world, self.guard)
        self.number = number_of(world, self.certificate)
        self.manager = world.manager(self.unit)
        with world.app.app_context():
            guard = db.session.get(Guard, self.guard)
            assert guard
            self.identity_number = guard.plain_identity_number
        self.phone = world.browser()

    def code(self) -> dict[str, Any]:
        made = self.manager.post(f"/guards/{self.guard}/card-codes")
        assert made.status_code == 201, made.text
        return dict(made.json)

    def take(self, code: str, **other: str) -> Any:
        body = {"number": self.number, "identity_number": self.identity_number, "code": code, "key": KEY, **other}
        return self.phone.post("/card", body)


@contextmanager
def statements_of(app: Flask) -> Iterator[list[str]]:
    """What the database is asked inside."""
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        ran.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


def test_the_holder_takes_the_card_onto_his_phone_and_sees_how_it_stands(story: Story) -> None:
    made = story.code()
    assert set(made) == FACES
    assert len(made["code"]) == 10
    assert set(made["code"]) <= set(ALPHABET)
    assert not set("0O1ILU") & set(ALPHABET)
    assert made["link"] == f"https://gw.example.cn/card#n={story.number}&c={made['code']}"
    typed = " ".join(made["code"].lower())
    card = story.take(typed, identity_number=f"{story.identity_number[:6]} {story.identity_number[6:]}")
    assert card.status_code == 200, card.text
    assert (card.json["name"], card.json["number"], card.json["state"]) == ("陈志强", story.number, "valid")
    assert card.json["url"] == card_url(story.world, story.certificate)
    assert b64decode(card.json["photo"])[:2] == portrait()[:2]
    state = story.phone.post("/card/state", {"key": KEY}).json
    assert {name: card.json[name] for name in state} == state
    act(story.world, story.certificate, "suspend")
    assert story.phone.post("/card/state", {"key": KEY}).json["state"] == "suspended"


def test_a_code_works_once_and_for_a_lost_answer_on_the_same_phone_only(story: Story) -> None:
    code = story.code()["code"]
    assert story.take(code).status_code == 200
    assert story.take(code).status_code == 200, "the first answer may have been lost"
    assert story.take(code, key=OTHER_KEY).json["code"] == "card.no_match"


def test_a_newer_code_voids_the_one_before_and_each_ends_after_a_day(app: Flask, story: Story) -> None:
    former, latest = story.code()["code"], story.code()["code"]
    assert story.take(former).json["code"] == "card.no_match"
    app.extensions["clock"].forward(hours=24)
    assert story.take(latest).json["code"] == "card.no_match"


def test_whichever_answer_is_wrong_the_refusal_is_the_same(app: Flask, story: Story) -> None:
    code = story.code()["code"]
    nobody = candidate(story.world)
    with story.world.app.app_context():
        guard = db.session.get(Guard, nobody)
        assert guard
        foreign = guard.plain_identity_number
    wrong, asked = [], []
    for guess, other in (
        ("2345678923", {}),
        (code, {"number": "44019999000001"}),
        (code, {"identity_number": foreign}),
        (code, {"identity_number": "no identity number at all"}),
    ):
        with statements_of(app) as ran:
            wrong.append(story.take(guess, **other))
        asked.append(ran)
    assert asked[0]
    assert all(ran == asked[0] for ran in asked), "the same questions to the database, so it takes the same time"
    assert {(answer.status_code, answer.json["code"], tuple(sorted(answer.json))) for answer in wrong} == {
        (404, "card.no_match", tuple(sorted(wrong[0].json)))
    }
    assert story.take(code).status_code == 200


def test_tries_are_counted_about_the_pair_of_numbers_whether_it_exists_or_not(app: Flask, story: Story) -> None:
    app.extensions["settings"] = replace_settings(app.extensions["settings"], card_tries_per_day=10)
    code = story.code()["code"]
    stranger = {"identity_number": "11010519491231002X"}
    for tries in (stranger, {}):
        for _ in range(10):
            assert story.take("2345678923", **tries).status_code == 404
        refused = story.take("2345678923", **tries)
        assert (refused.status_code, refused.json["code"]) == (429, "card.too_many")
        assert refused.json["retry_after_s"] > 0
    assert story.take(code).status_code == 429, "also the right code waits now"
    app.extensions["clock"].forward(hours=24)
    assert story.take(code).status_code == 404, "it may be tried again, and has ended meanwhile"
    story.manager = story.world.manager(story.unit)
    assert story.take(story.code()["code"]).status_code == 200


def test_only_the_employer_makes_codes_and_only_for_a_card_that_is_valid(story: Story) -> None:
    world, path = story.world, f"/guards/{story.guard}/card-codes"
    assert world.officer().post(path).status_code == 403
    assert world.manager(world.unit()).post(path).status_code == 404
    act(world, story.certificate, "suspend")
    assert story.manager.post(path).json["code"] == "card.no_certificate"


def test_a_card_that_was_removed_opens_nothing_by_whomever(story: Story) -> None:
    phones = f"/guards/{story.guard}/electronic-cards"
    assert story.manager.get(phones).json == {"code_until": None, "items": []}
    story.code()
    assert story.manager.get(phones).json["code_until"]
    story.take(story.code()["code"])
    [held] = story.manager.get(phones).json["items"]
    assert story.manager.delete(f"/electronic-cards/{held['id']}").status_code == 204
    assert story.phone.post("/card/state", {"key": KEY}).json["code"] == "card.no_match"
    story.take(story.code()["code"], key=OTHER_KEY)
    assert story.phone.post("/card/removal", {"key": OTHER_KEY}).status_code == 204
    assert story.phone.post("/card/state", {"key": OTHER_KEY}).status_code == 404
    assert story.manager.get(phones).json["items"] == []


def test_a_replaced_certificate_says_so_on_the_phone(story: Story) -> None:
    story.take(story.code()["code"])
    replace(story.world, story.certificate)
    assert story.phone.post("/card/state", {"key": KEY}).json["state"] == "superseded"


def test_codes_are_kept_as_hashes_and_each_step_is_written_down(story: Story) -> None:
    code = story.code()["code"]
    story.take(code)
    with story.world.app.app_context():
        rows = db.session.scalars(select(CardCode)).all()
        assert all(code.encode() not in bytes(row.code_index) and len(row.code_index) == 16 for row in rows)
        events = db.session.scalars(select(AuditEvent).where(AuditEvent.subject_id == str(story.guard)).order_by(AuditEvent.seq)).all()
        assert [event.action for event in events][-2:] == ["make_card_code", "take_electronic_card"]
        assert code not in str([(event.before, event.after) for event in events])


def test_the_holder_sees_nothing_else(story: Story) -> None:
    story.take(story.code()["code"])
    phone: Browser = story.phone
    for path in ("/guards", f"/guards/{story.guard}", f"/certificates/{story.certificate}", "/card-batches"):
        assert phone.get(path).status_code in (401, 404, 405)

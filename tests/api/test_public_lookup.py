"""What anybody may ask about a certificate, and what nobody learns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace as changed

import pytest
from flask import Flask
from flask_smorest import Blueprint
from sqlalchemy import event

from backend.certificates import credential
from backend.counters import FILE
from backend.extensions import db
from backend.http import endpoint
from backend.permissions import SIGNED_IN
from backend.public_lookup.schemas import LookupInput, LookupSchema
from tests.factories.certificates import act, candidate, card_url, certificate, days_ago, number_of, replace, signed, today
from tests.support.world import Browser, World

ANSWERED = {
    "result", "number", "name", "state", "state_since", "issued_on", "expires_on", "agency_name", "as_of",
}  # fmt: skip


@pytest.fixture
def anybody(world: World) -> Browser:
    """A browser of somebody who has no account."""
    return world.browser()


def ask(browser: Browser, **question: object):
    return browser.post("/lookup", question)


def kept_subjects(app: Flask) -> list[bytes]:
    """What the counters keep of those who asked and were asked about."""
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            return [bytes(row) for row in db.session.scalars(db.text("SELECT subject FROM lookup_counters"))]
        with closing(sqlite3.connect(app.extensions["settings"].data_dir / FILE)) as counters:
            return [row[0] for row in counters.execute("SELECT subject FROM counters")]


def digits(world: World, certificate_id: object) -> str:
    return card_url(world, certificate_id).rsplit("/", 1)[1]


def test_the_answer_has_the_form_that_is_documented(world: World, anybody: Browser) -> None:
    """It is written out by hand for speed; `LookupSchema` is what the OpenAPI document says."""
    number = number_of(world, certificate(world, candidate(world, name="陈志强")))
    for name in ("陈志强", "陈志"):
        answer = ask(anybody, number=number, name=name).json
        assert LookupSchema().dump(LookupSchema().load(answer)) == answer


def test_a_route_that_asks_nobody_who_he_is_can_only_be_public() -> None:
    with pytest.raises(ValueError, match="public"):
        endpoint(Blueprint("x", "x"), "POST", "/x", permission=SIGNED_IN, body=LookupInput, plain=True)(lambda actor, body: {})


class TestByNumberAndName:
    def test_a_good_certificate_is_found(self, world: World, anybody: Browser) -> None:
        certificate_id = certificate(world, candidate(world, name="陈志强"))
        answer = ask(anybody, number=number_of(world, certificate_id), name="陈志强")
        assert answer.status_code == 200, answer.text
        assert answer.json == {
            "result": "found",
            "number": number_of(world, certificate_id),
            "name": "陈志强",
            "state": "valid",
            "state_since": str(days_ago(world, 100)),
            "issued_on": str(days_ago(world, 100)),
            "expires_on": None,
            "agency_name": "广州市公安局",
            "as_of": answer.json["as_of"],
        }

    @pytest.mark.parametrize(("what", "state"), [("suspend", "suspended"), ("revoke", "revoked"), ("cancel", "cancelled")])
    def test_each_state_is_told_with_its_date_and_without_its_reason(self, world: World, anybody: Browser, what: str, state: str) -> None:
        certificate_id = certificate(world, candidate(world))
        act(world, certificate_id, what, days=7)
        answer = ask(anybody, number=number_of(world, certificate_id), name="陈志强")
        assert (answer.json["state"], answer.json["state_since"]) == (state, str(days_ago(world, 7)))
        assert "测试所需" not in answer.text
        assert set(answer.json) == ANSWERED

    def test_an_expired_one_has_been_so_since_the_day_after(self, world: World, anybody: Browser) -> None:
        certificate_id = certificate(world, candidate(world), expires_on=days_ago(world, 2))
        answer = ask(anybody, number=number_of(world, certificate_id), name="陈志强").json
        assert (answer["state"], answer["state_since"]) == ("expired", str(days_ago(world, 1)))

    @pytest.mark.parametrize("typed", ["4401 2026 000001", "４４０１２０２６０００００１", " 44012026000001 "])
    def test_the_number_may_be_typed_in_any_grouping(self, world: World, anybody: Browser, typed: str) -> None:
        certificate(world, candidate(world))
        assert ask(anybody, number=typed, name=" 陈志强 ").json["result"] == "found"

    @pytest.mark.parametrize("typed", ["买买提·吐尔逊", "买买提•吐尔逊", "买买提・吐尔逊", "买买提 · 吐尔逊"])
    def test_the_dot_in_a_name_may_be_any(self, world: World, anybody: Browser, typed: str) -> None:
        certificate_id = certificate(world, candidate(world, name="买买提·吐尔逊"))
        assert ask(anybody, number=number_of(world, certificate_id), name=typed).json["result"] == "found"

    def test_a_rare_name_works(self, world: World, anybody: Browser) -> None:
        certificate_id = certificate(world, candidate(world, name="𠀾𬭊"))
        assert ask(anybody, number=number_of(world, certificate_id), name="𠀾𬭊").json["name"] == "𠀾𬭊"

    def test_a_wrong_name_and_an_unknown_number_are_answered_alike(self, world: World, anybody: Browser) -> None:
        certificate_id = certificate(world, candidate(world))
        wrong = ask(anybody, number=number_of(world, certificate_id), name="陈志")
        unknown = ask(anybody, number="44012026999999", name="陈志强")
        assert wrong.json == {**dict.fromkeys(ANSWERED), "result": "no_match"}
        assert wrong.data == unknown.data
        assert wrong.headers["Content-Length"] == unknown.headers["Content-Length"]

    def test_no_match_takes_the_same_queries(self, world: World, anybody: Browser, statements: list[str]) -> None:
        number = number_of(world, certificate(world, candidate(world)))
        ask(anybody, number=number, name="别人")
        counts = []
        for question in ({"number": number, "name": "陈志"}, {"number": "44012026999998", "name": "陈志"}):
            ask(anybody, **{**question, "name": "热身"})  # the first question of the hour makes a counter
            statements.clear()
            ask(anybody, **question)
            counts.append(list(statements))
        assert counts[0] == counts[1]


class TestByCard:
    def test_a_presented_card_is_found(self, world: World, anybody: Browser) -> None:
        certificate_id = certificate(world, candidate(world))
        answer = ask(anybody, credential=digits(world, certificate_id)).json
        assert (answer["result"], answer["state"], answer["name"]) == ("found", "valid", "陈志强")

    def test_a_replaced_card_says_so(self, world: World, anybody: Browser) -> None:
        old = certificate(world, candidate(world))
        code = digits(world, old)
        replace(world, old, days=5)
        answer = ask(anybody, credential=code).json
        assert (answer["state"], answer["state_since"]) == ("superseded", str(days_ago(world, 5)))

    def test_a_forged_card_is_not_found(self, world: World, anybody: Browser, app: Flask) -> None:
        certificate_id = certificate(world, candidate(world))
        with app.app_context():
            fields = credential.decode(credential.from_digits(digits(world, certificate_id))).fields
        forged = credential.to_digits(credential.sign(fields, 1, credential.generate_key()))
        assert ask(anybody, credential=forged).json["result"] == "no_match"

    def test_a_signed_card_that_differs_from_the_register_is_not_found(self, world: World, anybody: Browser) -> None:
        certificate_id = certificate(world, candidate(world))
        fields = credential.decode(credential.from_digits(digits(world, certificate_id))).fields
        other = signed(world, changed(fields, name="陈自强"))
        assert ask(anybody, credential=credential.to_digits(other)).json["result"] == "no_match"

    @pytest.mark.parametrize("code", ["0", "12", "-1", "1e9", "７７", "9" * 600, "https://evil.example/c/1", "☃"])
    def test_whatever_else_is_not_found(self, anybody: Browser, code: str) -> None:
        answer = ask(anybody, credential=code)
        assert (answer.status_code, answer.json["result"]) == (200, "no_match")


class TestQuotas:
    @pytest.fixture
    def few(self, app: Flask) -> Flask:
        """An installation that answers three questions a minute, and five an hour about one certificate."""
        app.extensions["settings"] = changed(app.extensions["settings"], lookup_per_minute=3, lookup_per_subject_per_hour=5)
        return app

    def test_one_address_asks_only_so_often_a_minute(self, few: Flask, world: World, anybody: Browser) -> None:
        codes = [ask(anybody, number=f"4401{n}", name="陈志强").status_code for n in range(5)]
        assert codes == [200, 200, 200, 429, 429]
        refused = ask(anybody, number="44019", name="陈志强")
        assert refused.json["code"] == "lookup.too_many"
        assert 1 <= refused.json["retry_after_s"] <= 60
        assert refused.headers["Retry-After"] == str(refused.json["retry_after_s"])
        world.clock.forward(seconds=refused.json["retry_after_s"])
        assert ask(anybody, number="44019", name="陈志强").status_code == 200

    def test_about_one_number_all_addresses_together_ask_only_so_often_an_hour(self, few: Flask, world: World, anybody: Browser) -> None:
        def ask_from(address: str) -> int:
            question = {"number": "44012026000001", "name": "猜"}
            return anybody.post("/lookup", question, environ_base={"REMOTE_ADDR": address}).status_code

        assert [ask_from(f"203.0.113.{n}") for n in range(6)] == [200] * 5 + [429]
        world.clock.forward(hours=1)
        assert ask_from("203.0.113.99") == 200

    def test_a_household_counts_as_one_address(self, few: Flask, anybody: Browser) -> None:
        def ask_from(address: str) -> int:
            return anybody.post("/lookup", {"number": address, "name": "猜"}, environ_base={"REMOTE_ADDR": address}).status_code

        assert [ask_from(f"2001:db8:0:1::{n}") for n in range(4)] == [200, 200, 200, 429]
        assert ask_from("2001:db8:0:2::1") == 200

    def test_counters_are_forgotten_and_hold_no_address(self, few: Flask, world: World, anybody: Browser) -> None:
        for n in range(20):
            ask(anybody, number=f"4401{n}", name="陈志强")
            world.clock.forward(hours=2)
        subjects = kept_subjects(few)
        assert 1 <= len(subjects) <= 8
        assert not any(b"127.0.0.1" in subject or b"4401" in subject for subject in subjects)


class TestBadQuestions:
    @pytest.mark.parametrize(
        "question",
        [
            {},
            {"number": "44012026000001"},
            {"name": "陈志强"},
            {"number": "44012026000001", "name": "陈志强", "credential": "1"},
            {"number": "44012026000001", "name": "陈志强", "identity_number": "1"},
            {"number": 44012026000001, "name": "陈志强"},
            {"number": "44012026000001", "name": "陈\u0000志强"},
            {"credential": ["1"]},
        ],
    )
    def test_are_refused_by_name(self, anybody: Browser, question: dict[str, object]) -> None:
        refused = ask(anybody, **question)
        assert (refused.status_code, refused.json["code"]) == (422, "validation")
        assert refused.json["errors"]

    def test_no_token_is_needed_but_json_is(self, world: World) -> None:
        stranger = Browser(world.app)
        assert ask(stranger, number="1", name="陈志强").status_code == 200
        assert stranger.send("POST", "/lookup", data={"number": "1", "name": "陈志强"}).status_code == 415


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


def test_what_is_answered_is_of_now(world: World) -> None:
    certificate_id = certificate(world, candidate(world), expires_on=today(world))
    question = {"number": number_of(world, certificate_id), "name": "陈志强"}
    assert ask(world.browser(), **question).json["state"] == "valid"
    world.clock.forward(days=1)
    assert ask(world.browser(), **question).json["state"] == "expired"

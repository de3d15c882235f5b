"""Cards that seem to exist twice: who is told, and of what nobody is told."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text

from backend.alerts import finding, work
from backend.audit.models import AuditEvent
from backend.extensions import db
from tests.conftest import NOW, SettableClock
from tests.factories.certificates import card_url, number_of, replace
from tests.factories.street import CANTON, HARMLESS, SHENZHEN_GATE, Story, Street, a_street
from tests.support.world import GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, Browser, World


@pytest.fixture
def street(world: World, clock: SettableClock) -> Street:
    """A good card."""
    return a_street(world, clock)


def test_a_card_in_two_cities_within_minutes_is_told_to_who_issued_it(street: Street, world: World, clock: SettableClock) -> None:
    first = street.scan(0, CANTON)
    clock.forward(minutes=20)
    second = street.scan(1, SHENZHEN_GATE)
    assert len(street.look()) == 1
    city = world.officer(GUANGZHOU)
    assert city.get("/alerts/count").json == {"open": 1}
    (shown,) = city.get("/alerts").json["items"]
    assert (shown["kind"], shown["state"], shown["certificate_number"]) == ("distance", "open", number_of(world, street.card))
    assert (shown["first"]["id"], shown["second"]["id"]) == (first["id"], second["id"])
    assert 104_000 < shown["distance_m"] < 106_000
    assert (shown["seconds"], round(shown["speed_kmh"])) == (1200, round(shown["distance_m"] / 1200 * 3.6))
    assert shown["rule"] == {"speed_kmh": 150, "tolerance_m": 2000, "tolerance_s": 300}
    assert shown["second"]["position"] == SHENZHEN_GATE
    assert shown["second"]["agency_name"] == "深圳市公安局"
    assert city.get(f"/alerts/{shown['id']}").json == shown
    other = world.officer(SHENZHEN)
    assert other.get("/alerts").json["items"] == []
    assert other.get(f"/alerts/{shown['id']}").status_code == 404
    assert world.officer(PROVINCE).get("/alerts/count").json == {"open": 1}
    assert world.officer(SHIPAI).get("/alerts").status_code == 403


def test_no_pair_is_told_twice_however_often_one_looks(street: Street, clock: SettableClock) -> None:
    for _ in range(2):
        street.scan(0, CANTON)
        street.scan(1, SHENZHEN_GATE)
        clock.forward(minutes=1)
    alerts = street.look()
    pairs = [(alert.first_id, alert.second_id) for alert in alerts]
    assert len(pairs) == len(set(pairs)) == 3
    assert len(street.look()) == 3
    with street.world.session():
        db.session.execute(text("UPDATE alert_cursors SET last_id = :zero"), {"zero": "0" * 32})
    assert len(street.look()) == 3


@pytest.mark.same_on_all("the judgement is made here, of rows that other tests read on each database")
@pytest.mark.parametrize("story", HARMLESS, ids=lambda story: story.__name__.strip("_"))
def test_nobody_is_told_of_what_has_an_innocent_reason(street: Street, story: Story) -> None:
    story(street)
    assert street.look() == []


def test_an_offline_check_counts_at_its_own_time_by_our_clock(street: Street) -> None:
    """It arrives a day later from a phone whose clock is two days ahead, and still says when it was made."""
    street.scan(0, CANTON)
    made = street.world.clock.now()
    street.clock.forward(hours=24)
    street.scan(1, SHENZHEN_GATE, ago=24 * 60 - 10, clock_error=2880)
    (alert,) = street.look()
    assert (alert.first_at, alert.second_at) == (made, made + timedelta(minutes=10))
    assert alert.seconds == 600


class TestReplaced:
    @pytest.fixture
    def replaced(self, street: Street) -> Street:
        """The card was replaced; `code` is the old one's, `new` the new one's."""
        street.clock.forward(days=1)
        new = replace(street.world, street.card, days=0)
        street.clock.forward(days=1)
        street.new = card_url(street.world, new)  # type: ignore[attr-defined]
        return street

    def test_the_old_card_shown_after_the_new_one_was_is_told(self, replaced: Street, world: World) -> None:
        replaced.scan(0, None, code=replaced.new)
        replaced.clock.forward(hours=8)
        old = replaced.scan(1, None)
        assert old["reason"] == "superseded"
        (alert,) = replaced.look()
        assert (alert.kind, alert.certificate_id, str(alert.second_id)) == ("superseded", replaced.card, old["id"])
        (shown,) = world.officer(GUANGZHOU).get("/alerts").json["items"]
        assert (shown["distance_m"], shown["speed_kmh"], shown["first"]["reason"]) == (None, None, "nobody")

    def test_it_is_told_too_when_the_new_ones_check_arrives_later(self, replaced: Street) -> None:
        replaced.clock.forward(hours=5)
        replaced.scan(1, None)
        replaced.clock.forward(hours=1)
        replaced.scan(0, None, code=replaced.new, ago=240)
        (alert,) = replaced.look()
        assert alert.kind == "superseded"
        assert alert.seconds == 3 * 3600

    def test_the_old_card_may_be_shown_until_the_new_one_is_in_hand(self, replaced: Street) -> None:
        replaced.scan(1, None)
        replaced.clock.forward(hours=2)
        replaced.scan(0, None, code=replaced.new)
        replaced.scan(1, None, ago=60)  # without network, before the new one was shown; it arrives only now
        assert replaced.look() == []


class TestSettling:
    def test_an_alert_is_settled_once_with_a_reason(self, street: Street, world: World, app: Flask) -> None:
        street.scan(0, CANTON)
        street.scan(1, SHENZHEN_GATE)
        (alert,) = street.look()
        city: Browser = world.officer(GUANGZHOU)
        path = f"/alerts/{alert.id}/settlement"
        assert city.post(path, {"outcome": "misuse", "reason": ""}).status_code == 422
        assert world.officer(PROVINCE).post(path, {"outcome": "misuse", "reason": "复制"}).status_code == 403
        answer = city.post(path, {"outcome": "misuse", "reason": "复制的证件,已收缴"})
        assert (answer.status_code, answer.json["state"], answer.json["outcome"]) == (200, "settled", "misuse")
        again = city.post(path, {"outcome": "harmless", "reason": "x"})
        assert (again.status_code, again.json["code"]) == (409, "alert.already_settled")
        assert city.get("/alerts/count").json == {"open": 0}
        assert city.get("/alerts").json["items"] == []
        assert [item["id"] for item in city.get("/alerts?state=settled").json["items"]] == [str(alert.id)]
        with app.app_context():
            last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
            assert (last.action, last.subject_type) == ("settle", "alert")


class TestLooking:
    def test_a_check_that_is_a_moment_old_waits_for_its_neighbours(self, street: Street) -> None:
        street.scan(0, CANTON)
        street.scan(1, SHENZHEN_GATE)
        assert street.look(minutes=0) == []
        assert len(street.look()) == 1

    def test_a_worker_looks_now_and_then_and_leaves_the_rest_to_a_job(
        self, street: Street, app: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(finding, "A_FEW", 2)
        for _ in range(3):
            street.scan(0, CANTON)
            street.scan(1, SHENZHEN_GATE)
        street.clock.forward(minutes=2)
        with street.world.session():
            for _ in range(2):  # a second sweep asks for no second job
                work.watch(street.clock.now())
        with app.app_context():
            kinds = list(db.session.execute(text("SELECT kind, state FROM jobs")))
            assert [tuple(row) for row in kinds] == [("alerts.clones", "waiting")]

    def test_each_check_is_compared_by_index_however_many_there_are(self, street: Street, app: Flask, database: str) -> None:
        with app.app_context():
            if database == "postgresql":
                db.session.execute(text("SET LOCAL enable_seqscan = off"))
            named = {"certificate_id": uuid4(), "id": uuid4(), "account_id": uuid4(), "at": NOW, "until": NOW}
            for statement in finding.NEAR.values():
                compiled = statement.params(named).compile(db.engine, compile_kwargs={"literal_binds": True})
                explain = "EXPLAIN QUERY PLAN " if database == "sqlite" else "EXPLAIN "
                plan = " ".join(str(line) for line in db.session.connection().exec_driver_sql(explain + str(compiled)))
                assert "ix_verifications_certificate_id_checked_at" in plan, plan
                assert "TEMP B-TREE" not in plan
                assert "Sort" not in plan

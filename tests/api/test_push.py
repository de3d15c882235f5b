"""Web Push: a browser hears that there is something new, how many, and nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from backend.accounts.models import Account
from backend.extensions import db
from backend.jobs import worker
from backend.jobs.models import Job
from backend.warnings import upkeep
from backend.warnings.push.models import PushMessage, PushSubscription
from tests.conftest import SettableClock
from tests.factories.certificates import act, candidate, certificate, number_of
from tests.factories.guard_files import under_contract
from tests.factories.jobs import do
from tests.factories.push import PushService, SubscribedBrowser, push_service
from tests.factories.roster import day, hired
from tests.support.world import TIANHE, Browser, World


@pytest.fixture
def service(app: Flask) -> Iterator[PushService]:
    """A push service that the settings allow."""
    with push_service() as service:
        app.extensions["settings"] = replace(
            app.extensions["settings"], push_services=(service.origin,), push_contact="mailto:duty@example.cn"
        )
        yield service


@pytest.fixture
def unit(world: World) -> UUID:
    """A company in Tianhe."""
    return world.unit(TIANHE)


@pytest.fixture
def manager(world: World, unit: UUID) -> Browser:
    """Its manager."""
    return world.manager(unit)


def employ(world: World, manager: Browser, unit: UUID, name: str = "陈志强") -> UUID:
    """The certificate of somebody on the roster, with a labour contract."""
    card = certificate(world, candidate(world, name=name))
    under_contract(manager, employ_without_contract(world, manager, unit, card, name))
    return card


def employ_without_contract(world: World, manager: Browser, unit: UUID, card: UUID, name: str) -> dict[str, Any]:
    """Somebody's entry in the roster."""
    return hired(manager, unit, {"certificate_number": number_of(world, card), "name": name, "started_on": day(world, 50)})


def upkeep_of(world: World) -> None:
    """What the daily job does."""
    with world.session():
        upkeep.look(upkeep.units_after(None, 1000), world.clock.now())


def work(world: World) -> None:
    """What a worker does in ten seconds: it looks, and then sends."""
    for _ in range(2):
        with world.session():
            worker.sweep(world.clock.now())
    with world.app.app_context():
        waiting = db.session.scalars(select(Job.id).where(Job.kind == "warnings.push", Job.state == "waiting")).all()
    for job_id in waiting:
        do(world, job_id)


def left(world: World, table: type) -> int:
    with world.app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.usefixtures("database")
def test_a_revocation_reaches_the_managers_browser_and_names_nobody(
    world: World, service: PushService, manager: Browser, unit: UUID
) -> None:
    browser = SubscribedBrowser(service)
    card = employ(world, manager, unit)
    shown = manager.post("/own/push", browser.subscription())
    assert shown.status_code == 201, shown.text
    employ_without_contract(world, manager, unit, certificate(world, candidate(world, name="王强")), "王强")
    upkeep_of(world)
    work(world)
    assert service.received == [], "what is missing in the unit's own files rings no bell"
    act(world, card, "revoke")
    work(world)
    ((path, headers, body),) = service.received
    assert (path, browser.read(body)) == ("/p/one", {"warnings": 1, "language": "zh-CN"})
    assert (headers["Content-Encoding"], headers["TTL"], headers["Topic"]) == ("aes128gcm", "86400", "warnings")
    assert headers["Authorization"].startswith("vapid t=")
    assert headers["Authorization"].endswith(", k=" + shown.json["key"])
    work(world)
    assert len(service.received) == 1
    assert left(world, PushMessage) == 0
    assert manager.get("/own/push").json["browsers"][0]["last_sent_at"] is not None


def test_two_at_once_are_one_message_and_a_branchs_reach_the_company(
    world: World, service: PushService, manager: Browser, unit: UUID
) -> None:
    branch = world.unit(TIANHE, kind="branch", parent_unit_id=unit)
    cards = [employ(world, manager, unit), employ(world, world.manager(branch), branch, "王强")]
    at_branch, browser = SubscribedBrowser(service, "branch"), SubscribedBrowser(service)
    manager.post("/own/push", browser.subscription("en"))
    world.manager(branch).post("/own/push", at_branch.subscription())
    for card in cards:
        act(world, card, "suspend")
    work(world)
    told = {path: body for path, _, body in service.received}
    assert browser.read(told["/p/one"]) == {"warnings": 2, "language": "en"}
    assert at_branch.read(told["/p/branch"])["warnings"] == 1


def test_what_the_service_could_not_take_is_tried_again_and_in_the_end_given_up(
    world: World, service: PushService, manager: Browser, unit: UUID, clock: SettableClock
) -> None:
    card = employ(world, manager, unit)
    manager.post("/own/push", SubscribedBrowser(service).subscription())
    act(world, card, "revoke")
    service.answers = [503, 429]
    for pause in (0, 20, 10, 120):
        clock.forward(seconds=pause)
        work(world)
    assert len(service.received) == 3
    assert left(world, PushMessage) == 0
    act(world, employ(world, manager, unit, "王强"), "revoke", days=0)
    service.answers = [500, 500]
    work(world)
    clock.forward(hours=25)
    work(world)
    assert (len(service.received), left(world, PushMessage), left(world, PushSubscription)) == (5, 0, 1)


def test_a_browser_that_is_no_more_is_forgotten(world: World, service: PushService, manager: Browser, unit: UUID) -> None:
    card = employ(world, manager, unit)
    for status, what in ((404, "suspend"), (410, "reinstate"), (410, "revoke")):
        manager.post("/own/push", SubscribedBrowser(service).subscription())
        act(world, card, what, days=0)
        service.answers = [status]
        work(world)
        assert left(world, PushSubscription) == (what == "reinstate"), "nothing is new where a certificate is good again"
        assert left(world, PushMessage) == 0


def test_nobody_is_told_who_may_not_see_it_any_more(world: World, service: PushService, manager: Browser, unit: UUID) -> None:
    card = employ(world, manager, unit)
    manager.post("/own/push", SubscribedBrowser(service).subscription())
    with world.session():
        db.session.execute(update(Account).where(Account.unit_id == unit).values(status="disabled"))
    act(world, card, "revoke")
    work(world)
    assert service.received == []


class TestSubscribing:
    def test_a_browser_belongs_to_who_subscribed_last_and_each_can_take_it_off(
        self, world: World, service: PushService, manager: Browser, unit: UUID
    ) -> None:
        browser, colleague = SubscribedBrowser(service), world.manager(unit)
        first = manager.post("/own/push", browser.subscription()).json["browsers"]
        assert len(first) == 1
        with world.app.app_context():
            assert browser.endpoint.encode() not in db.session.scalars(select(PushSubscription)).one().sealed
        assert colleague.post("/own/push", browser.subscription()).status_code == 201
        assert manager.get("/own/push").json["browsers"] == []
        (kept,) = colleague.get("/own/push").json["browsers"]
        assert manager.post("/own/push/removal", {"id": kept["id"]}).json["browsers"] == []
        assert colleague.get("/own/push").json["browsers"] == [kept]
        assert colleague.post("/own/push/removal", {"id": kept["id"]}).json["browsers"] == []

    def test_no_other_address_is_ever_asked_and_no_keys_are_taken_that_are_none(self, service: PushService, manager: Browser) -> None:
        """Else anybody could have the server ask any address inside its own network."""
        user = service.origin.replace("http://", "https://user@")
        for endpoint in (
            "http://127.0.0.1:1/p/one",
            "https://127.0.0.1/p",
            "http://169.254.169.254/latest",
            f"{user}/p",
            "file:///etc/passwd",
        ):
            answer = manager.post("/own/push", SubscribedBrowser(service).subscription(endpoint=endpoint))
            assert (answer.status_code, answer.json["code"]) == (422, "push.service_not_allowed")
        answer = manager.post("/own/push", SubscribedBrowser(service).subscription(p256dh="A" * 87))
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "p256dh")

    def test_without_the_setting_it_is_off(self, manager: Browser) -> None:
        assert manager.get("/own/push").json == {"key": None, "browsers": []}
        subscription = {"endpoint": "https://push.example.net/p", "p256dh": "A" * 87, "auth": "A" * 22, "language": "en"}
        answer = manager.post("/own/push", subscription)
        assert (answer.status_code, answer.json["code"]) == (409, "push.off")

    def test_ten_browsers_at_most_the_oldest_gives_way(self, service: PushService, manager: Browser, clock: SettableClock) -> None:
        for number in range(11):
            clock.moment += timedelta(seconds=1)
            manager.post("/own/push", SubscribedBrowser(service, str(number)).subscription())
        assert len(manager.get("/own/push").json["browsers"]) == 10

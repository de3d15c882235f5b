"""A certificate is revoked, and a worker's process carries it to the employer: in the app, to his browser, into the day's digest."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from backend.clock import Clock, china_date
from backend.extensions import db
from backend.warnings.digests.models import DigestChoice
from tests.factories.certificates import candidate, certificate, number_of
from tests.factories.guard_files import under_contract
from tests.factories.mail import mail_server
from tests.factories.push import SubscribedBrowser, push_service
from tests.factories.roster import hired
from tests.jobs.test_workers import SHORT_S, Start, until
from tests.support.world import TIANHE, World

MINUTE_S = 60
WORKER = (sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work")


@pytest.fixture
def redis_url() -> str:
    """The couriers are another test's matter."""
    return ""


from tests.jobs.test_workers import start  # noqa: E402, F401 - the fixture, with this file's courier


def test_a_revocation_reaches_the_employer_within_a_minute_and_the_digest_comes_once(
    app: Flask,
    world: World,
    start: Start,  # noqa: F811
) -> None:
    world.clock = app.extensions["clock"] = Clock()
    unit = world.unit(TIANHE)
    manager, officer, card = world.manager(unit), world.officer(), certificate(world, candidate(world))
    today = china_date(world.clock.now())
    values = {"certificate_number": number_of(world, card), "name": "陈志强", "started_on": str(today - timedelta(days=50))}
    under_contract(manager, hired(manager, unit, values))
    with push_service() as service, mail_server() as mail:
        allow = {"push_services": service.origin, "smtp_url": mail.url, "smtp_from": "gangwei@gw.example.cn"}
        app.extensions["settings"] = replace(app.extensions["settings"], **{**allow, "push_services": (service.origin,)})
        browser = SubscribedBrowser(service)
        assert manager.post("/own/push", browser.subscription()).status_code == 201
        later = (world.clock.now() + timedelta(hours=10)).hour  # two hours ahead, in China
        digest = {"active": True, "address": "duty@example.cn", "hour": later, "language": "zh-CN"}
        assert manager.post("/own/digest", digest).status_code == 200
        start(SHORT_S, "env", *(f"GANGWEI_{name.upper()}={value}" for name, value in allow.items()), *WORKER)

        revoked = officer.post(f"/certificates/{card}/revocation", {"reason": "测试所需", "effective_on": str(today)})
        assert revoked.status_code == 200, revoked.text
        begun = time.monotonic()
        until(lambda: service.received)
        took_s = time.monotonic() - begun
        assert took_s < MINUTE_S, "the worker's start included"
        assert browser.read(service.received[0][2]) == {"warnings": 1, "language": "zh-CN"}
        assert [one["kind"] for one in manager.get("/warnings").json["items"]] == ["certificate_revoked"]

        bring_its_hour(app)
        until(lambda: manager.get("/own/digest").json["last_state"] == "sent")
        bring_its_hour(app)  # once more on the same day
        until(lambda: next_hour(app) > world.clock.now())
        assert [message["To"] for message in mail.received] == ["duty@example.cn"]
        assert len(service.received) == 1


def bring_its_hour(app: Flask) -> None:
    """Make as if the digest's hour had come."""
    with app.app_context():
        db.session.execute(db.update(DigestChoice).values(next_at=Clock().now()))
        db.session.commit()


def next_hour(app: Flask) -> datetime:
    """When the next one is due."""
    with app.app_context():
        found: Any = db.session.scalars(db.select(DigestChoice.next_at)).one()
        return found

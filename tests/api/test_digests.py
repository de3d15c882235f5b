"""The daily digest: at the hour that was chosen, once a day whatever happens, and naming nobody."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from backend.accounts.models import Account
from backend.extensions import db
from backend.jobs import worker
from backend.jobs.models import Job
from backend.warnings.digests import operations, wording
from backend.warnings.digests.models import Digest, DigestChoice
from backend.warnings.sources import KINDS
from tests.conftest import SettableClock
from tests.factories.certificates import act, candidate, certificate, number_of
from tests.factories.guard_files import under_contract
from tests.factories.jobs import do
from tests.factories.mail import MailServer, mail_server
from tests.factories.roster import day, hired
from tests.support.world import TIANHE, Browser, World

WORDS = Path(__file__).parents[2] / "pwa" / "src" / "app" / "words"
CHOICE = {"active": True, "address": "duty@example.cn", "hour": 8, "language": "zh-CN"}
SEVEN, EIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC), datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""In the morning of the same day, in China."""


@pytest.fixture
def unit(world: World, clock: SettableClock) -> UUID:
    """A company of which one guard's certificate is suspended, seen in the morning."""
    clock.moment = SEVEN
    return world.unit(TIANHE)


@pytest.fixture
def manager(world: World, unit: UUID) -> Browser:
    """Its manager, who has a warning."""
    manager = world.manager(unit)
    card = certificate(world, candidate(world))
    under_contract(
        manager, hired(manager, unit, {"certificate_number": number_of(world, card), "name": "陈志强", "started_on": day(world, 50)})
    )
    act(world, card, "suspend")
    return manager


@pytest.fixture
def mail(app: Flask) -> Iterator[MailServer]:
    """The installation has a mail server."""
    with mail_server() as mail:
        app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=mail.url, smtp_from="gangwei@gw.example.cn")
        yield mail


def work(world: World) -> None:
    """What a worker does in some seconds."""
    with world.session():
        worker.sweep(world.clock.now())
    with world.app.app_context():
        waiting = db.session.scalars(select(Job.id).where(Job.kind == "warnings.digests", Job.state == "waiting")).all()
    for job_id in waiting:
        do(world, job_id)


def states(world: World) -> list[str]:
    with world.app.app_context():
        return list(db.session.scalars(select(Digest.state).order_by(Digest.day)))


@pytest.mark.usefixtures("database")
def test_it_comes_at_its_hour_once_a_day_and_names_nobody(world: World, manager: Browser, mail: MailServer, clock: SettableClock) -> None:
    assert manager.post("/own/digest", {**CHOICE, "hour": 6}).status_code == 200  # past today: it would begin tomorrow
    work(world)
    assert manager.post("/own/digest", CHOICE).status_code == 200
    work(world)
    assert mail.received == []
    clock.moment = EIGHT
    for _ in range(3):
        work(world)
    (message,) = mail.received
    assert (message["To"], message["From"]) == ("duty@example.cn", "gangwei@gw.example.cn")
    assert message["Subject"] == "岗卫：1 条预警待处理"
    text = message.get_content()
    assert "保安员证被暂停：1" in text
    assert "https://gw.example.cn/warnings" in text
    assert "陈志强" not in text
    clock.moment = EIGHT + timedelta(days=1)
    work(world)
    assert len(mail.received) == 2
    assert len({one["Message-ID"] for one in mail.received}) == 2
    shown = manager_again(world, manager).json
    assert (shown["last_day"], shown["last_state"], shown["by_mail"]) == ("2026-11-24", "sent", True)


def manager_again(world: World, manager: Browser) -> Any:
    """What the manager's page shows, signed in anew on the next day."""
    with world.app.app_context():
        name = db.session.scalars(select(Account.user_name).where(Account.role == "company_manager")).one()
    manager.sign_in(name)
    return manager.get("/own/digest")


def test_what_a_server_puts_off_is_tried_again_and_what_it_refuses_is_not(
    world: World, manager: Browser, mail: MailServer, clock: SettableClock
) -> None:
    manager.post("/own/digest", CHOICE)
    clock.moment = EIGHT
    mail.answers = [451, 250]
    work(world)
    assert (mail.received, states(world)) == ([], ["waiting"])
    work(world)
    assert states(world) == ["waiting"]
    clock.forward(seconds=60)
    work(world)
    assert (len(mail.received), states(world)) == (1, ["sent"])
    clock.moment = EIGHT + timedelta(days=1)
    mail.answers = [554]
    work(world)
    clock.forward(hours=5)
    work(world)
    assert (len(mail.received), states(world)) == (1, ["sent", "failed"])


def test_what_may_have_arrived_is_not_sent_again(world: World, manager: Browser, mail: MailServer, clock: SettableClock) -> None:
    manager.post("/own/digest", CHOICE)
    clock.moment = EIGHT
    mail.answers = [0]
    work(world)
    clock.forward(hours=5)
    work(world)
    assert (len(mail.received), states(world)) == (1, ["unknown"])


def test_a_worker_that_dies_while_sending_is_followed_by_no_second_mail(
    world: World, manager: Browser, mail: MailServer, clock: SettableClock
) -> None:
    manager.post("/own/digest", CHOICE)
    clock.moment = EIGHT
    with world.session():
        assert operations.take(clock.now()) is not None  # and then it is gone
    clock.forward(hours=5)
    work(world)
    assert (mail.received, states(world)) == ([], ["sending"])


def test_a_server_that_is_not_there_is_tried_five_times_more(
    world: World, manager: Browser, mail: MailServer, clock: SettableClock
) -> None:
    manager.post("/own/digest", CHOICE)
    clock.moment = EIGHT
    mail.answers = [421] * 6
    for _ in range(12):
        work(world)
        clock.forward(seconds=7200)
    assert (mail.received, states(world), mail.answers) == ([], ["failed"], [])


def test_without_a_mail_server_it_goes_to_the_days_file(world: World, manager: Browser, clock: SettableClock, tmp_path: Path) -> None:
    manager.post("/own/digest", {**CHOICE, "language": "en"})
    clock.moment = EIGHT
    work(world)
    file = tmp_path / "digests" / "2026-11-23.mbox"
    (message,) = mailbox.mbox(file)
    assert (message["To"], message["Subject"]) == ("duty@example.cn", "Gangwei: 1 open warning(s)")
    assert file.stat().st_mode & 0o777 == 0o600
    clock.forward(days=31)
    with world.session():
        operations.forget(clock.now())
    assert not file.exists()


def test_who_switched_it_off_has_none_open_or_whose_account_is_disabled_gets_none(
    world: World, unit: UUID, manager: Browser, clock: SettableClock, mail: MailServer
) -> None:
    """Four people: only the last of them, a colleague who has all of it, is written to."""
    switched_off, disabled, nothing_open, colleague = (world.manager(at) for at in (unit, unit, world.unit(TIANHE), unit))
    for browser, name in ((switched_off, "off"), (disabled, "disabled"), (nothing_open, "nothing"), (colleague, "all")):
        assert browser.post("/own/digest", {**CHOICE, "address": f"{name}@example.cn"}).status_code == 200
    shown = switched_off.post("/own/digest", {**CHOICE, "address": "off@example.cn", "active": False}).json
    assert (shown["active"], shown["address"]) == (False, "off@example.cn")
    account = disabled.get("/session").json["account"]["id"]
    with world.session():
        db.session.execute(update(Account).where(Account.id == UUID(account)).values(status="disabled"))
    clock.moment = EIGHT
    work(world)
    assert [message["To"] for message in mail.received] == ["all@example.cn"]
    assert sorted(states(world)) == ["nothing", "nothing", "sent"]


def test_the_address_is_sealed_and_only_an_address_is_one(world: World, manager: Browser) -> None:
    manager.post("/own/digest", CHOICE)
    with world.app.app_context():
        assert b"duty@example.cn" not in db.session.scalars(select(DigestChoice.address)).one()
    for address in ("nobody", "a@b.cn\nBcc: c@d.cn", "", "a@b.cn, c@d.cn"):
        assert manager.post("/own/digest", {**CHOICE, "address": address}).status_code == 422


def test_its_words_are_the_apps() -> None:
    for language in ("zh-CN", "en"):
        source = (WORDS / language / "warnings.ts").read_text()
        section = source[source.index("  kind: {") : source.index("}", source.index("  kind: {"))]
        assert dict(re.findall(r'(\w+): "([^"]*)"', section)) == wording.KINDS[language]
        assert set(wording.KINDS[language]) == set(KINDS)

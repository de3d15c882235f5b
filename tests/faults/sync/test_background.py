"""Background Sync: the app is closed while records wait, and the browser tells its service worker that there is a network."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, expect

from tests.browser.phone import PATIENCE_MS
from tests.faults.sync.phone import Phone
from tests.faults.sync.stage import Stage, Visit

pytestmark = pytest.mark.same_on_all("who sends; the hundred are sent to each database")
TAG = "gangwei.outbox"
ASKED_FOR = "async () => (await navigator.serviceWorker.ready).sync.getTags()"
NewPhone = Callable[..., Phone]


class Events:
    """The browser's sync events, fired when the test wants."""

    def __init__(self, phone: Phone) -> None:
        self.origin = phone.origin
        self.found: list[dict[str, Any]] = []
        self.empty = phone.context.new_page()  # a browser without a page ends
        self.session: CDPSession = phone.context.new_cdp_session(self.empty)
        self.session.on("ServiceWorker.workerRegistrationUpdated", lambda told: self.found.extend(told["registrations"]))
        self.session.send("ServiceWorker.enable")

    def fire(self) -> None:
        """Tell the worker once."""
        while not self.found:
            self.empty.evaluate("null")  # the browser's words are heard while one speaks with it
        mine = next(one["registrationId"] for one in reversed(self.found) if one["scopeURL"].startswith(self.origin))
        self.session.send(
            "ServiceWorker.dispatchSyncEvent", {"origin": self.origin, "registrationId": mine, "tag": TAG, "lastChance": False}
        )


@pytest.fixture
def phone(stage: Stage, new_phone: NewPhone) -> Phone:
    """A phone with the app installed, on which the first officer is signed in."""
    phone = new_phone()
    phone.sign_in(stage.officers[0][0])
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return phone


def arrive(stage: Stage, visits: list[Visit]) -> None:
    """Wait until the server has them all; nobody is there who could be asked."""
    wanted, end = {visit.id for visit in visits}, time.monotonic() + PATIENCE_MS / 1000
    while not wanted <= set(stage.kept()):
        assert time.monotonic() < end, "the worker does not send"
        time.sleep(0.1)  # between two looks into the database: no page is open that could tell


def judge(stage: Stage, phone: Phone, visits: list[Visit], before: int) -> None:
    """Each went once and whole, and the phone knows."""
    kept = stage.kept()
    for visit in visits:
        assert kept[visit.id].findings == visit.record["findings"]
        assert kept[visit.id].photos == tuple(number for number, _ in visit.photos)
        assert kept[visit.id].signed
    assert stage.proxy.commands["/api/inspections"] - before == len(visits)
    phone.until("(await kept.rows()).commands === 0")
    proofs = phone.receipts(stage.officers[0][1])
    assert {visit.id: proofs[visit.id] for visit in visits} == {visit.id: kept[visit.id].digest for visit in visits}


def test_the_worker_sends_what_waits_while_no_page_is_open(stage: Stage, phone: Phone) -> None:
    account, visits, events = stage.officers[0][1], stage.visits(3), Events(phone)
    stage.proxy.always = "request_dropped"
    phone.keep(account, visits)
    phone.network_is_back()
    phone.until(f"(await kept.waiting('{account}')).some(command => command.tries > 0)")
    phone.page.close()
    stage.proxy.always = None
    before = stage.proxy.commands["/api/inspections"]
    events.fire()
    arrive(stage, visits)
    phone.page = events.empty
    phone.open()
    expect(phone.page.get_by_role("main").get_by_text("没有待发送的记录")).to_be_visible()
    judge(stage, phone, visits, before)


def test_an_open_page_is_woken_and_sends_itself(stage: Stage, phone: Phone) -> None:
    account, visits, events = stage.officers[0][1], stage.visits(2), Events(phone)
    sent: list[str] = []
    phone.page.on("request", lambda request: sent.append(f"{request.method} {request.url.removeprefix(phone.origin)}"))
    phone.keep(account, visits)
    before = stage.proxy.commands["/api/inspections"]
    events.fire()
    arrive(stage, visits)
    judge(stage, phone, visits, before)
    assert sent.count("POST /api/inspections") == len(visits)


def test_the_worker_sends_nothing_for_who_is_not_signed_in(stage: Stage, phone: Phone) -> None:
    (_, first), (name, second) = stage.officers[:2]
    his, hers, events = stage.visits(2), stage.visits(1, officer=1), Events(phone)
    stage.proxy.always = "request_dropped"
    phone.keep(first, his)
    phone.sign_out()
    phone.sign_in(name)
    phone.keep(second, hers)
    phone.page.close()
    stage.proxy.always = None
    events.fire()
    arrive(stage, hers)
    assert not {visit.id for visit in his} & set(stage.kept())
    phone.page = events.empty
    phone.open()
    phone.sign_out()
    phone.sign_in(stage.officers[0][0])
    phone.send(first)
    arrive(stage, his)


def test_the_browser_is_asked_to_send_what_cannot_go_now(stage: Stage, phone: Phone) -> None:
    account, visits = stage.officers[0][1], stage.visits(2)
    assert phone.page.evaluate(ASKED_FOR) == []
    stage.proxy.always = "request_dropped"
    phone.keep(account, visits)
    phone.network_is_back()
    phone.until(f"(await ({ASKED_FOR})()).includes('{TAG}')")
    stage.proxy.always = None
    phone.send(account)
    arrive(stage, visits)

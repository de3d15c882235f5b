"""The warning arrives: a certificate is revoked at the police's desk, and the company's manager sees it, sets it aside, is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.browser.test_manager import ASK, send

ARRIVED = 'async () => (await (await fetch("/api/warnings?kind=certificate_revoked")).json()).items.some(one => one.subject_id === "GUARD")'
NOTIFIED = """async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).some(one => one.body === "2 条新预警");
}"""


@pytest.fixture
def officer(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """A city officer at a desk, acting through the API."""
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("city_officer")
    yield desk
    desk.close()


def revoke_somebody(officer: Phone, manager: Phone) -> dict[str, Any]:
    """Revoke the certificate of somebody who works for the manager's company; who he is."""
    unit, story = officer.server.story.unit_id, {str(guard.id) for guard in officer.server.story.guards.values()}
    entries = send(manager, f"/api/units/{unit}/roster/search", {"certificate_state": "valid"})["items"]
    chosen = next(entry for entry in entries if entry["guard"]["id"] not in story)
    cards = officer.page.evaluate(ASK, f"/api/guards/{chosen['guard']['id']}/certificates")["items"]
    card = next(one for one in cards if one["state"] == "valid")
    today = officer.page.evaluate("new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)")
    send(officer, f"/api/certificates/{card['id']}/revocation", {"reason": "测试所需", "effective_on": today})
    return dict(chosen["guard"])


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone"])
def test_a_revocation_arrives_and_can_be_set_aside(chrome: Browser, server: RunningServer, officer: Phone, desk: bool) -> None:
    manager = Phone(chrome, server, desk=desk)
    manager.sign_in("company_manager")
    guard = revoke_somebody(officer, manager)
    manager.until(ARRIVED.replace("GUARD", guard["id"]))
    manager.page.get_by_role("link", name="条预警").click()
    manager.page.get_by_label("种类").select_option("certificate_revoked")
    row = manager.page.locator("tr" if desk else "main li", has_text=guard["name"])
    expect(row).to_contain_text("保安员证被吊销")
    row.get_by_role("button", name="暂不提醒").click()
    dialog = manager.page.get_by_role("dialog")
    expect(dialog).to_contain_text(guard["name"])
    dialog.get_by_role("button", name="暂不提醒").click()
    expect(row).to_have_count(0)
    manager.page.get_by_role("radio", name="暂不提醒").check()
    expect(row).to_contain_text("设为暂不提醒")
    row.get_by_role("link").click()
    expect(manager.page.get_by_role("heading", level=1, name=guard["name"])).to_be_visible()
    manager.close()


@pytest.mark.same_on_all("what a service worker does with a message")
def test_a_message_that_names_nobody_is_shown_by_the_service_worker(chrome: Browser, server: RunningServer) -> None:
    """Delivered by the browser's own tools in the place of a push service, decrypted as it would be."""
    manager = Phone(chrome, server)
    manager.context.grant_permissions(["notifications"])
    registrations: list[str] = []
    tools = manager.context.new_cdp_session(manager.page)
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(one["registrationId"] for one in event["registrations"] if not one["isDeleted"]),
    )
    tools.send("ServiceWorker.enable")
    manager.sign_in("company_manager")
    manager.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    message = json.dumps({"warnings": 2, "language": "zh-CN"})
    tools.send("ServiceWorker.deliverPushMessage", {"origin": server.origin, "registrationId": registrations[-1], "data": message})
    manager.until(NOTIFIED)
    manager.close()

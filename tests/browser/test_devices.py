"""An officer's phone as a device: it enrols by itself, numbers and signs what it keeps, and what is lost is missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer

ON_THE_PHONE = "what the phone does; what the server says to it, the tests of the API ask on each database"
ASK = "path => fetch(path).then(answer => answer.json())"
STORED = """async () => {
    const database = await new Promise(resolve => {
        const request = indexedDB.open("gangwei");
        request.onsuccess = () => resolve(request.result);
    });
    const all = (store, what) => new Promise(resolve => {
        const request = database.transaction(store).objectStore(store)[what]();
        request.onsuccess = () => resolve(request.result);
    });
    const settings = await all("settings", "getAll"), keys = await all("keys", "getAll");
    const commands = (await all("commands", "getAll")).filter(command => !command.in_hand);
    database.close();
    return {
        device: settings.find(value => value?.public_key) ?? null,
        extractable: keys.filter(key => key.algorithm.name === "ECDSA").map(key => key.extractable),
        commands: commands.map(({id, device_sequence, signed}) => ({id, number: device_sequence, signed})),
    };
}"""
DESTROY = """id => new Promise(resolve => {
    const request = indexedDB.open("gangwei");
    request.onsuccess = () => {
        const change = request.result.transaction("commands", "readwrite");
        change.objectStore("commands").delete(id);
        change.oncomplete = () => { request.result.close(); resolve(null); };
    };
})"""


@pytest.fixture
def officer(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """A station officer whose phone has enrolled and has all it needs without network."""
    phone = Phone(chrome, server)
    phone.sign_in("station_officer")
    phone.until(f"async () => (await ({STORED})()).device?.enrolled === true")
    phone.take_lists()
    yield phone
    phone.close()


def stored(phone: Phone) -> Any:
    """What lies on the phone."""
    return phone.page.evaluate(STORED)


def scan(phone: Phone, key: str = "valid", page: Page | None = None) -> None:
    """Show a card to the camera page by its picture, and see the verdict."""
    page = page or phone.page
    page.locator("input[type=file]").set_input_files(phone.server.story.guards[key].card)
    expect(page.locator("section.verdict")).to_be_visible()
    page.get_by_role("button", name="扫下一张").click()


def send(phone: Phone) -> None:
    """Give the network back and wait until nothing waits any more."""
    phone.offline(False)
    phone.page.evaluate("window.dispatchEvent(new Event('online'))")
    phone.until(f"async () => (await ({STORED})()).commands.length === 0")


def own(phone: Phone) -> dict[str, Any]:
    """The phone as the server has it."""
    device = stored(phone)["device"]["id"]
    return next(one for one in phone.page.evaluate(ASK, "/api/own/devices")["items"] if one["id"] == device)


@pytest.mark.same_on_all(ON_THE_PHONE)
def test_what_is_scanned_without_network_arrives_signed_and_in_order_after_a_restart(officer: Phone) -> None:
    scan(officer)
    assert (own(officer)["last_sequence"], stored(officer)["extractable"]) == (1, [False])
    officer.offline()
    scan(officer)
    officer.page.reload()
    scan(officer, "expiring")
    assert [(one["number"], one["signed"]) for one in sorted(stored(officer)["commands"], key=lambda one: one["number"])] == [
        (2, True),
        (3, True),
    ]
    send(officer)
    assert (own(officer)["last_sequence"], own(officer)["missing"]) == (3, 0)
    latest = officer.page.evaluate(ASK, "/api/verifications")["items"][:3]
    assert [check["signed"] for check in latest] == [True] * 3
    officer.open(f"/scan/checks/{latest[0]['id']}")
    expect(officer.page.get_by_text("已由登记的设备签名")).to_be_visible()


def test_a_record_that_was_destroyed_on_the_phone_is_named_to_the_county(officer: Phone, chrome: Browser) -> None:
    officer.offline()
    for key in ("valid", "expiring", "captain"):
        scan(officer, key)
    lost = sorted(stored(officer)["commands"], key=lambda one: one["number"])[1]
    officer.page.evaluate(DESTROY, lost["id"])
    send(officer)
    device = stored(officer)["device"]["id"]
    county = Phone(chrome, officer.server, desk=True)
    county.sign_in("county_officer")
    county.open("/devices")
    county.page.get_by_label("有缺号").check()
    expect(county.page.get_by_role("table").get_by_text("缺少 1 个").first).to_be_visible()
    county.open(f"/devices/{device}")
    expect(county.page.get_by_text(f"缺少 {lost['number']} 号")).to_be_visible()
    assert county.findings(both_colours=True) == []
    county.close()


@pytest.mark.same_on_all(ON_THE_PHONE)
def test_two_tabs_never_take_the_same_number(officer: Phone) -> None:
    other = officer.context.new_page()
    other.goto("/scan")
    expect(other.locator("input[type=file]")).to_be_attached()
    officer.offline()
    for page in (officer.page, other):
        page.locator("input[type=file]").set_input_files(officer.server.story.guards["valid"].card)
    for page in (officer.page, other):
        expect(page.locator("section.verdict")).to_be_visible()
    numbers = [one["number"] for one in stored(officer)["commands"]]
    assert sorted(numbers) == [1, 2]
    send(officer)
    other.close()
    assert own(officer)["missing"] == 0


@pytest.mark.same_on_all(ON_THE_PHONE)
def test_a_revoked_phone_keeps_what_it_has_and_sends_it_once_it_is_registered_anew(officer: Phone, chrome: Browser) -> None:
    device = stored(officer)["device"]["id"]
    officer.offline()
    scan(officer)
    county = Phone(chrome, officer.server)
    county.sign_in("county_officer")
    county.open(f"/devices/{device}")
    county.page.get_by_role("button", name="停用设备").click()
    dialog = county.page.get_by_role("dialog")
    expect(dialog.get_by_text("登录立即失效")).to_be_visible()
    dialog.get_by_label("原因").fill("手机遗失")
    dialog.get_by_role("button", name="停用设备").click()
    expect(county.page.get_by_text("手机遗失")).to_be_visible()
    county.close()
    officer.offline(False)
    officer.sign_in("station_officer")  # he was signed out everywhere
    officer.open("/queue")
    expect(officer.page.get_by_text("这台设备已被停用")).to_be_visible()
    officer.open("/settings/devices")
    officer.page.get_by_role("button", name="重新登记本机").click()
    expect(officer.page.get_by_role("button", name="重新登记本机")).to_have_count(0)
    assert stored(officer)["device"]["id"] != device
    officer.open("/queue")
    officer.page.get_by_role("button", name="再发送一次").click()
    officer.until(f"async () => (await ({STORED})()).commands.length === 0")
    assert stored(officer)["device"]["id"] != device
    assert own(officer)["last_sequence"] == 1


@pytest.mark.same_on_all(ON_THE_PHONE)
def test_an_alert_is_seen_from_the_first_screen_and_settled(phone: Phone) -> None:
    phone.server.flask("alerts", "find")
    phone.sign_in("city_officer")
    phone.page.get_by_role("link", name="1 条证件告警待处理").click()
    phone.page.get_by_role("link", name="单国平").click()
    expect(phone.page.get_by_role("heading", name="第二次核验")).to_be_visible()
    expect(phone.page.get_by_text("每小时 150 公里")).to_be_visible()
    assert phone.findings(both_colours=True) == []
    phone.page.get_by_role("button", name="处理告警").click()
    dialog = phone.page.get_by_role("dialog")
    dialog.get_by_label("没有问题").check()
    dialog.get_by_label("处理说明").fill("本人乘高铁往返，已核实")
    dialog.get_by_role("button", name="处理告警").click()
    expect(phone.page.get_by_text("本人乘高铁往返")).to_be_visible()
    phone.open("/scan")
    expect(phone.page.locator("input[type=file]")).to_be_attached()
    expect(phone.page.get_by_text("条证件告警待处理")).to_have_count(0)

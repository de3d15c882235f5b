"""The field pack on an officer's phone: under a PIN, unlocked where there is no network, and wiped when it must be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import PIN, Phone
from tests.browser.server import RunningServer

pytestmark = pytest.mark.same_on_all("what lies on the phone; what goes into a pack, the tests of the API ask on each database")

WRONG = "915604"
DISK = """async () => {
    const database = await new Promise(resolve => {
        const request = indexedDB.open("gangwei");
        request.onsuccess = () => resolve(request.result);
    });
    const text = value => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value)
        : value && typeof value === "object" ? Object.entries(value).map(([key, part]) => `${key} ${text(part)}`).join("\\n")
        : String(value);
    const all = store => new Promise(resolve => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
    });
    const found = {};
    for (const store of database.objectStoreNames) found[store] = text(await all(store));
    database.close();
    return found;
}"""
PACK = "path => fetch(path).then(answer => answer.json())"


@pytest.fixture
def officer(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """A station officer who took the pack along and stands where there is no network."""
    phone = Phone(chrome, server)
    phone.sign_in("station_officer")
    phone.take_along()
    yield phone
    phone.close()


def secrets(phone: Phone) -> set[str]:
    """What the pack tells of people and places, and what it must never hold."""
    pack: dict[str, Any] = phone.page.evaluate(PACK, "/api/field-pack")
    people = [entry for roster in pack["rosters"] for entry in roster["entries"]]
    assert len(people) > 20
    named = {entry[key] for entry in people for key in ("name", "certificate_number") if entry[key]}
    return named | {site["name"] for site in pack["sites"]} | {unit["name"] for unit in pack["units"]} | {PIN}


def on_disk(phone: Phone) -> dict[str, str]:
    """All of the app's database as text, by store."""
    found: dict[str, str] = phone.page.evaluate(DISK)
    return found


def choose_place(phone: Phone) -> None:
    """Go where the pack is needed."""
    phone.open("/inspections/start")


def test_an_officers_day_with_the_pack(officer: Phone) -> None:
    page, story, kept = officer.page, officer.server.story, secrets(officer)
    officer.open("/field-pack")
    expect(page.locator("[data-pack]")).to_have_attribute("data-state", "locked")
    assert officer.findings(both_colours=True) == []
    found = " ".join(on_disk(officer).values())
    assert "expires_at" in found
    assert [secret for secret in kept if secret in found] == []

    officer.offline()
    officer.open("/scan")
    page.locator("input[type=file]").set_input_files(story.guards["valid"].card)
    expect(officer.verdict()).to_contain_text("有效截至")  # the card's verdict asks for no PIN
    expect(page.get_by_text("离线资料已锁定，没有和名册比对")).to_be_visible()

    choose_place(officer)
    dialog = page.get_by_role("dialog", name="解锁离线资料")
    expect(dialog.get_by_label("PIN")).to_be_focused()
    assert officer.findings(both_colours=True) == []
    officer.unlock(WRONG)
    expect(dialog.get_by_text("PIN 不对，还可以再试 4 次。")).to_be_visible()
    officer.unlock()
    expect(page.get_by_role("button").filter(has_text=story.site_name).first).to_be_visible()

    now = datetime.now(UTC)
    officer.open("/field-pack")
    page.get_by_role("button", name="解锁").click()
    officer.unlock()
    expect(page.locator("[data-pack]")).to_have_attribute("data-state", "open")
    page.clock.set_fixed_time(now + timedelta(minutes=11))  # the phone lay in the pocket
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-pack]")).to_have_attribute("data-state", "locked")
    page.clock.set_fixed_time(now - timedelta(days=2))
    page.get_by_role("button", name="解锁").click()
    officer.unlock()
    expect(page.get_by_text("手机的时间被调早了")).to_be_visible()
    page.clock.set_fixed_time(now + timedelta(hours=25))
    page.reload()
    expect(page.get_by_label("用户名")).to_be_visible()  # nobody is remembered for so long
    officer.until(f"async () => (await ({DISK})()).packs === ''")


def test_wrong_pins_wipe_the_pack_and_leave_the_work(officer: Phone) -> None:
    page = officer.page
    officer.offline()
    officer.open("/scan")
    page.locator("input[type=file]").set_input_files(officer.server.story.guards["valid"].card)
    expect(officer.verdict()).to_be_visible()
    for left in (4, 3, 2):
        choose_place(officer)
        officer.unlock(WRONG)
        expect(page.get_by_text(f"还可以再试 {left} 次")).to_be_visible()
        page.reload()
    other = officer.context.new_page()
    other.goto("/inspections/start")
    choose_place(officer)
    officer.unlock(WRONG)
    expect(page.get_by_text("还可以再试 1 次。再输错，本机的离线资料会被清除")).to_be_visible()
    dialog = other.get_by_role("dialog", name="解锁离线资料")
    dialog.get_by_label("PIN").fill(WRONG)
    dialog.get_by_role("button", name="解锁").click()
    expect(other.get_by_text("等待发送的记录和草稿不受影响")).to_be_visible()
    other.close()
    found = on_disk(officer)
    assert (found["packs"], "private_key" in found["settings"]) == ("", False)
    assert found["commands"]
    officer.open("/queue")
    expect(page.get_by_role("heading", name="核验").first).to_be_visible()
    officer.offline(False)
    officer.take_along()
    officer.open("/field-pack")
    expect(page.locator("[data-pack]")).to_have_attribute("data-ready", "true")


def test_a_phone_reported_lost_loses_the_pack_at_its_next_contact(officer: Phone, chrome: Browser) -> None:
    assert on_disk(officer)["packs"]
    officer.offline()
    county = Phone(chrome, officer.server)
    county.sign_in("county_officer")
    for item in county.page.evaluate(PACK, "/api/devices?limit=100")["items"]:
        county.page.evaluate(
            """async id => {
                const {csrf_token} = await fetch("/api/session").then(answer => answer.json());
                const headers = {"Content-Type": "application/json", "X-CSRFToken": csrf_token, "Idempotency-Key": crypto.randomUUID()};
                await fetch(`/api/devices/${id}/revocation`, {method: "POST", headers, body: JSON.stringify({reason: "手机遗失"})});
            }""",
            item["id"],
        )
    county.close()
    officer.offline(False)
    officer.page.evaluate("window.dispatchEvent(new Event('online'))")
    officer.until(f"async () => (await ({DISK})()).packs === ''")

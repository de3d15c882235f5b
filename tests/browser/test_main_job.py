"""The main job, as an officer does it: scan a card, check it, record the inspection, with network and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from backend.demo.story import CODES, GUARDS
from tests.browser.conftest import LaunchBrowser
from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.factories.inspections import picture

WORDS = {"valid": "有效", "check": "需核查", "not_valid": "无效", "cannot_verify": "无法核验"}
SCANNED = [
    "valid",
    "expired",
    "suspended",
    "revoked",
    "cancelled",
    "superseded",
    "left-unit",
    "other-site",
    "other-unit",
    "nobody",
    "photo-changed",
]


@pytest.fixture(scope="module")
def looking(server: RunningServer, launch: LaunchBrowser) -> Iterator[Browser]:
    """A browser whose camera sees the valid guard's card; the film begins anew for each phone that opens it."""
    with launch(server.story.guards["valid"].card) as browser:
        yield browser


@pytest.fixture
def officer(server: RunningServer, looking: Browser) -> Iterator[Phone]:
    """A station officer with that camera."""
    phone = Phone(looking, server)
    phone.sign_in("station_officer")
    yield phone
    phone.close()


def choose_site(phone: Phone) -> None:
    """Say at which site one stands."""
    phone.page.get_by_role("button", name="未选驻点").click()
    phone.page.get_by_role("dialog").get_by_text(phone.server.story.site_name).click()


def visit(phone: Phone, photo: Path, *, locked: bool = False) -> None:
    """A whole inspection up to its last tap: officers, checklist, a scanned guard, a photo, a signature.

    locked  the field pack is needed, and asks for its PIN, once
    """
    page, story = phone.page, phone.server.story
    page.get_by_role("link", name="检查", exact=True).click()
    page.get_by_role("link", name="开始检查").click()
    if locked:
        phone.unlock()
    page.get_by_role("button").filter(has_text=story.site_name).first.click()
    expect(page.get_by_role("heading", name="在岗保安员")).to_be_visible()
    page.get_by_role("button", name="添加民警").click()
    page.get_by_role("dialog").locator("button.officer").first.click()
    page.get_by_role("button", name="其余 10 项都符合").click()
    page.get_by_role("dialog").get_by_role("button", name="记为符合").click()
    page.get_by_role("button", name="扫描保安员证").click()
    scanner = page.get_by_role("dialog", name="扫描保安员证")
    expect(scanner.get_by_text("已查验 1 人")).to_be_visible()
    scanner.get_by_role("button", name="返回检查").click()
    page.get_by_role("button", name="人不在岗").click()
    page.get_by_role("dialog").get_by_role("button", name="记为不在岗").click()
    page.locator("input[type=file]").first.set_input_files(photo)
    expect(page.get_by_role("img", name="第 1 张照片")).to_be_visible()
    page.get_by_label("负责人姓名").fill("王𡘙")
    page.get_by_role("button", name="请负责人签名", exact=True).click()
    signing = page.get_by_role("dialog", name="请王𡘙签名")
    phone.draw(signing.locator("canvas"))
    signing.get_by_role("button", name="确认签名").click()
    expect(page.get_by_role("img", name="王𡘙的签名")).to_be_visible()


def finish(phone: Phone) -> None:
    """The last two taps."""
    phone.page.locator("#visit-review").get_by_role("button", name="完成检查").click()
    phone.page.get_by_role("dialog").get_by_role("button", name="完成检查").click()


def records(phone: Phone) -> list[dict]:
    """The officer's records as the server has them."""
    return phone.page.evaluate("fetch('/api/inspections?limit=100').then(answer => answer.json())")["items"]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo as a phone takes it."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(picture((2400, 1800)))
    return path


def test_a_guards_card_is_scanned_and_judged_at_the_site(officer: Phone) -> None:
    choose_site(officer)
    expect(officer.verdict()).to_contain_text("有效")
    expect(officer.page.get_by_text("陈志强").first).to_be_visible()
    assert officer.findings() == []
    officer.page.get_by_role("button", name="扫下一张").click()
    expect(officer.verdict()).to_be_visible()


def test_a_whole_inspection_with_photo_and_signature_ends_with_a_receipt(officer: Phone, photo: Path) -> None:
    before = {row["id"] for row in records(officer)}
    visit(officer, photo)
    assert officer.findings() == []
    finish(officer)
    expect(officer.verdict()).to_contain_text("已接收")
    assert officer.findings() == []
    new = [row for row in records(officer) if row["id"] not in before]
    assert len(new) == 1
    expect(officer.page.get_by_text(new[0]["number"])).to_be_visible()
    record = officer.page.evaluate("id => fetch(`/api/inspections/${id}`).then(answer => answer.json())", new[0]["id"])
    assert record["signature"]["signer_name"] == "王𡘙"
    assert len(record["photos"]) == 1
    presences = {guard["name"]: guard["presence"] for guard in record["guards"]}
    assert presences.pop("陈志强") == "present"
    assert set(presences.values()) == {"absent"}
    assert len(record["officers"]) == 2


def test_an_inspection_without_network_arrives_exactly_once_when_it_is_back(officer: Phone, photo: Path) -> None:
    before = {row["id"] for row in records(officer)}
    officer.take_along()
    officer.offline()
    officer.open("/scan")
    expect(officer.verdict()).to_contain_text("有效截至")
    expect(officer.page.get_by_text("签名是真的").first).to_be_visible()
    visit(officer, photo, locked=True)
    finish(officer)
    expect(officer.verdict()).to_contain_text("等待发送")
    officer.offline(False)
    expect(officer.verdict()).to_contain_text("已接收")
    new = [row for row in records(officer) if row["id"] not in before]
    assert len(new) == 1
    record = officer.page.evaluate("id => fetch(`/api/inspections/${id}`).then(answer => answer.json())", new[0]["id"])
    assert [guard["presence"] for guard in record["guards"]].count("present") == 1
    assert record["guards"][0]["verification_id"] or any(guard["verification_id"] for guard in record["guards"])


def test_a_visit_survives_a_killed_page(officer: Phone, photo: Path) -> None:
    visit(officer, photo)
    expect(officer.page.get_by_text("已保存在本机")).to_be_visible()
    address = officer.page.url
    officer.page.close(run_before_unload=False)
    officer.page = officer.context.new_page()
    officer.open(address)
    expect(officer.page.get_by_role("img", name="王𡘙的签名")).to_be_visible()
    expect(officer.page.get_by_role("img", name="第 1 张照片")).to_be_visible()


def test_each_card_gives_its_own_verdict_at_the_site(phone: Phone) -> None:
    """By photos of the cards, one after the other, as an officer checks a whole shift."""
    phone.sign_in("station_officer")
    choose_site(phone)
    seen = {}
    for key in SCANNED:
        before = _last_check(phone)
        with phone.page.expect_response("**/api/verifications"):
            phone.page.locator("input[type=file]").set_input_files(phone.server.story.guards[key].card)
        expect(phone.verdict()).to_contain_text(WORDS[GUARDS[key].tone])
        latest = _last_check(phone)
        assert latest["id"] != before.get("id")
        seen[key] = (latest["tone"], latest["reason"])
        phone.page.get_by_role("button", name="扫下一张").click()
    assert seen == {key: (GUARDS[key].tone, GUARDS[key].reason) for key in SCANNED}


IN_ANOTHER_WAY = "what the camera reads; what is then said of it, the tests of the API and of the photos ask on each database"


@pytest.mark.same_on_all(IN_ANOTHER_WAY)
@pytest.mark.parametrize("key", ["revoked", "expired"])
def test_a_card_that_is_not_in_order_is_named_so_from_the_camera(server: RunningServer, launch: LaunchBrowser, key: str) -> None:
    with launch(server.story.guards[key].card) as browser:
        phone = Phone(browser, server)
        phone.sign_in("station_officer")
        expect(phone.verdict()).to_contain_text("无效")
        expect(phone.verdict()).to_contain_text({"revoked": "吊销", "expired": "过期"}[key])
        phone.close()


@pytest.mark.same_on_all(IN_ANOTHER_WAY)
@pytest.mark.parametrize("key", list(CODES))
def test_each_false_code_gives_its_own_verdict_and_names_nobody(server: RunningServer, launch: LaunchBrowser, key: str) -> None:
    tone, reason = CODES[key]
    with launch(server.story.codes[key]) as browser:
        phone = Phone(browser, server)
        phone.sign_in("station_officer")
        expect(phone.verdict()).to_contain_text(WORDS[tone])
        expect(phone.page.locator(".verdict-view")).to_have_attribute("data-reason", reason)
        for guard in server.story.guards.values():
            expect(phone.page.get_by_text(guard.name)).to_have_count(0)
        phone.close()


def _last_check(phone: Phone) -> dict:
    """The latest check, as the server recorded it."""
    page = phone.page.evaluate("fetch('/api/verifications').then(answer => answer.json())")
    return page["items"][0] if page["items"] else {}

"""The visit in a basement: two phones without network confirm it to each other, and roster and site are set against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LaunchBrowser
from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.factories import inspections

pytestmark = pytest.mark.same_on_all("phones only; the server's side is tried in tests/api/test_confirmations.py")
ENROLLED = "async () => (await fetch('/api/own/devices').then(answer => answer.json())).items.length > 0"
COUNTING = "window.taps = 0; addEventListener('pointerdown', event => { window.taps += event.isTrusted ? 1 : 0 }, true)"
SHENZHEN = {"latitude": 22.531, "longitude": 114.056, "accuracy_m": 15}
SEEN_THERE = """async ([code, position]) => {
    const {csrf_token} = await (await fetch('/api/session')).json();
    const check = {code, position, device_id: crypto.randomUUID(), checked_at: new Date().toISOString(), mode: 'online'};
    const headers = {'Content-Type': 'application/json', 'X-CSRFToken': csrf_token, 'Idempotency-Key': crypto.randomUUID()};
    return (await fetch('/api/verifications', {method: 'POST', headers, body: JSON.stringify(check)})).status;
}"""
OPEN_NOTICE = "async id => (await (await fetch(`/api/notices?inspection_id=${id}`)).json()).items[0]"
ASK = "path => fetch(path).then(answer => answer.json())"
RECORD = """async record => {
    const {csrf_token} = await fetch("/api/session").then(answer => answer.json());
    const headers = {"Content-Type": "application/json", "X-CSRFToken": csrf_token, "Idempotency-Key": crypto.randomUUID()};
    return (await fetch("/api/inspections", {method: "POST", headers, body: JSON.stringify(record)})).status;
}"""
Look = Callable[[Phone, str], None]


@pytest.fixture(scope="module")
def looking(server: RunningServer, launch: LaunchBrowser) -> Iterator[Browser]:
    """A browser whose camera sees the valid guard's card."""
    with launch(server.story.guards["valid"].card) as browser:
        yield browser


def ready(phone: Phone, role: str) -> Phone:
    """Signed in, registered as a device, and with all it needs to work without network."""
    phone.sign_in(role)
    phone.take_along()
    phone.until(ENROLLED)
    return phone


def nothing(_phone: Phone, _name: str) -> None:
    """Look at no screen."""


def begin(phone: Phone, look: Look = nothing, *, locked: bool = False) -> None:
    """From the list of inspections into a visit to the story's site. locked: the field pack asks for its PIN, once."""
    page = phone.page
    page.get_by_role("link", name="开始检查").click()
    if locked:
        phone.unlock()
    look(phone, "start")
    page.get_by_role("button").filter(has_text=phone.server.story.site_name).first.click()
    expect(page.get_by_role("heading", name="在岗保安员")).to_be_visible()


def picture_of_code(page: Page, target: Path) -> Path:
    """What another phone's camera sees of the code on this screen."""
    page.locator(".code svg").screenshot(path=target)
    return target


def confirm_by_code(first: Phone, second: Phone, folder: Path, look: Look = nothing) -> None:
    """Two phones without network: the visit is shown, confirmed, and the confirmation shown in return."""
    first.page.get_by_role("button", name="同行民警扫码确认").click()
    look(first, "code")
    seen = picture_of_code(first.page, folder / "visit.png")
    second.page.get_by_role("link", name="加入检查").click()
    look(second, "join")
    second.page.locator("input[type=file]").set_input_files(seen)
    expect(second.page.get_by_text(first.server.story.site_name)).to_be_visible()
    look(second, "what")
    second.page.get_by_role("button", name="我参加了，确认").click()
    expect(second.page.get_by_text("扫描此码")).to_be_visible()
    look(second, "answer")
    answer = picture_of_code(second.page, folder / "answer.png")
    first.page.get_by_role("button", name="扫描对方的确认码").click()
    first.page.get_by_role("dialog").locator("input[type=file]").set_input_files(seen)
    expect(first.page.get_by_text("这不是检查确认码")).to_be_visible()
    look(first, "wrong-code")
    first.page.get_by_role("dialog").locator("input[type=file]").set_input_files(answer)
    expect(first.page.locator("#visit-officers").get_by_text("现场确认", exact=True)).to_be_visible()
    look(first, "officers")


def scan_by_picture(phone: Phone, code: Path) -> None:
    """Check a card from a picture inside the visit."""
    page = phone.page
    page.get_by_role("button", name="扫描保安员证").click()
    scanner = page.get_by_role("dialog", name="扫描保安员证")
    scanner.locator("input[type=file]").set_input_files(code)
    expect(phone.verdict()).to_be_visible()
    scanner.get_by_role("button", name="返回检查").click()


def see_in_shenzhen(officer: Phone, code: Path) -> None:
    """An officer checks a card a hundred kilometres away."""
    text = zxingcpp.read_barcodes(Image.open(code).convert("L"))[0].text
    assert officer.page.evaluate(SEEN_THERE, [text, SHENZHEN]) == 201


def find_what_is_wrong(phone: Phone, look: Look = nothing) -> None:
    """An expired card, a stranger, a card just seen elsewhere, all others absent; each found by one tap, and one taken back by one."""
    page, story = phone.page, phone.server.story
    for key in ("expired", "other-site", "compound"):
        scan_by_picture(phone, story.guards[key].code)
    elsewhere = page.locator("#visit-guards li").filter(has_text=story.guards["compound"].name)
    expect(elsewhere.get_by_text("同一张证在别处被查验")).to_contain_text("天河")
    for pressed in ("true", "false", "true"):
        elsewhere.get_by_role("button", name="短时间内在别处出现").click()
        expect(elsewhere.get_by_role("button", name="短时间内在别处出现")).to_have_attribute("aria-pressed", pressed)
    expired = page.get_by_role("button", name="证件过期")
    look(phone, "offered")
    expired.click()
    expect(expired).to_have_attribute("aria-pressed", "true")
    expired.click()
    expect(expired).to_have_attribute("aria-pressed", "false")
    expired.click()
    page.get_by_role("button", name="不在名册").first.click()
    page.get_by_role("button", name="人不在岗").click()
    page.get_by_role("dialog").get_by_role("button", name="记为不在岗").click()
    page.get_by_role("button", name="都记为问题").click()
    expect(page.get_by_role("button", name="撤销不在岗")).to_be_visible()
    look(phone, "found")


def sign(phone: Phone, look: Look = nothing) -> None:
    """The responsible person signs on the glass."""
    page = phone.page
    page.get_by_label("负责人姓名").click()
    page.keyboard.type("王𡘙")
    page.get_by_role("button", name="请负责人签名", exact=True).click()
    signing = page.get_by_role("dialog", name="请王𡘙签名")
    look(phone, "sign")
    phone.draw(signing.locator("canvas"))
    signing.get_by_role("button", name="确认签名").click()
    expect(page.get_by_role("img", name="王𡘙的签名")).to_be_visible()


def conform(page: Page) -> None:
    """Everything on the checklist is in order."""
    page.get_by_role("button", name="其余 10 项都符合").click()
    page.get_by_role("dialog").get_by_role("button", name="记为符合").click()


def finish(phone: Phone) -> None:
    """The last two taps."""
    phone.page.locator("#visit-review").get_by_role("button", name="完成检查").click()
    phone.page.get_by_role("dialog").get_by_role("button", name="完成检查").click()


def record_of(phone: Phone, visit_id: str) -> dict[str, Any]:
    """The record as the server has it."""
    return phone.page.evaluate("id => fetch(`/api/inspections/${id}`).then(answer => answer.json())", visit_id)


def in_basement(first: Phone, second: Phone, folder: Path, look: Look = nothing) -> str:
    """The whole visit of two officers without network; returns its id."""
    for phone in (first, second):
        phone.page.get_by_role("link", name="检查", exact=True).click()
        phone.offline()
    look(first, "list")
    begin(first, look, locked=True)
    visit_id = first.page.url.rsplit("/", 1)[1]
    confirm_by_code(first, second, folder, look)
    conform(first.page)
    find_what_is_wrong(first, look)
    first.page.get_by_label("责令限期改正").check()
    first.page.get_by_role("button", name="7 天内").click()
    sign(first, look)
    look(first, "review")
    finish(first)
    expect(first.verdict()).to_contain_text("等待发送")
    return visit_id


def recheck_without_network(phone: Phone, visit_id: str) -> None:
    """Begun from the notice that the phone took along; what was demanded stands first, and the matter is closed when it is sent."""
    page = phone.page
    notice = page.evaluate(OPEN_NOTICE, visit_id)
    phone.open("/field-pack")
    with page.expect_response(lambda answer: "/api/field-pack" in answer.url and "rules" not in answer.url):
        page.get_by_role("button", name="按这个范围更新").click()
    expect(page.get_by_text("离线资料已更新。")).to_be_attached()
    phone.offline()
    phone.open(f"/inspections/start?unit={notice['unit_id']}&site={notice['site_id']}&notice={notice['id']}")
    phone.unlock()
    section = page.locator("#visit-recheck")
    expect(section.get_by_text(notice["number"])).to_be_visible()
    corrected = section.get_by_text("已改正", exact=True)
    expect(corrected).to_have_count(notice["items_count"])
    for choice in corrected.all():
        choice.click()
    page.get_by_role("button", name="添加民警").click()
    page.get_by_role("dialog").locator("button.officer").first.click()
    conform(page)
    page.get_by_label("负责人不在场").check()
    page.get_by_label("没有签名的原因").fill("负责人外出，由当班队长在场。")
    finish(phone)
    expect(phone.verdict()).to_contain_text("等待发送")
    phone.offline(False)
    expect(phone.verdict()).to_contain_text("已接收")
    assert page.evaluate(OPEN_NOTICE, visit_id)["state"] == "closed"


def test_two_officers_without_network_confirm_a_visit_and_what_they_found(chrome: Browser, server: RunningServer, tmp_path: Path) -> None:
    second = ready(Phone(chrome, server), "county_officer")
    see_in_shenzhen(second, server.story.guards["compound"].code)
    first = ready(Phone(chrome, server), "station_officer")  # whose pack tells of it
    visit_id = in_basement(first, second, tmp_path)
    second.offline(False)  # his word is there before the record is
    second.open("/queue")
    expect(second.page.get_by_text("检查确认").first).to_be_visible()
    first.offline(False)
    expect(first.verdict()).to_contain_text("已接收")
    second.until(f"async () => (await fetch('/api/inspections/{visit_id}')).ok")
    record = record_of(second, visit_id)
    assert sorted(officer["confirmation"] for officer in record["officers"]) == ["author", "on_site"]
    found = [(guard["name"], guard["finding"], guard["article"]) for guard in record["guards"] if guard["finding"] != "absent"]
    assert sorted(kind for _, kind, _ in found if kind) == ["expired", "not_on_roster", "seen_elsewhere"]
    assert all(article for _, kind, article in found if kind)
    assert all(guard["finding"] == "absent" for guard in record["guards"] if guard["presence"] == "absent")
    first.open(f"/inspections/{visit_id}")
    expect(first.page.get_by_text("现场确认")).to_be_visible()
    assert first.findings() == []
    recheck_without_network(first, visit_id)
    first.close()
    second.close()


def test_a_visit_without_findings_takes_few_taps(looking: Browser, server: RunningServer) -> None:
    phone = ready(Phone(looking, server), "station_officer")
    page = phone.page
    page.get_by_role("link", name="检查", exact=True).click()
    page.evaluate(COUNTING)
    begin(phone)
    page.get_by_role("button", name="添加民警").click()
    page.get_by_role("dialog").locator("button.officer").first.click()
    conform(page)
    before = page.evaluate("window.taps")
    page.get_by_role("button", name="扫描保安员证").click()
    scanner = page.get_by_role("dialog", name="扫描保安员证")
    expect(scanner.get_by_text("已查验 1 人")).to_be_visible()
    scanner.get_by_role("button", name="返回检查").click()
    scanning = page.evaluate("window.taps") - before
    sign(phone)
    finish(phone)
    expect(phone.verdict()).to_contain_text("已接收")
    taps = page.evaluate("window.taps")
    assert scanning == 2
    assert 5 < taps - scanning <= 12, f"{taps} taps, {scanning} of them for scanning"
    phone.close()


def recorded_two_hours_ago(author: Phone, second: Phone) -> str:
    """A record of the two that the author's phone has sent; returns its id."""
    ago = datetime.now(UTC) - timedelta(hours=2)
    checklist = author.page.evaluate(ASK, "/api/checklists?unit_kind=security_company")["items"][0]
    officers = [phone.page.evaluate(ASK, "/api/session")["account"]["id"] for phone in (author, second)]
    record = inspections.record(str(author.server.story.unit_id), checklist, officers, str(uuid4()), 1, ago)
    assert author.page.evaluate(RECORD, {**record, "site_id": str(author.server.story.site_id)}) == 201
    return str(record["id"])


def test_the_colleague_finds_the_visit_on_his_first_screen_and_confirms_it_later(chrome: Browser, server: RunningServer) -> None:
    author, second = Phone(chrome, server), Phone(chrome, server)
    author.sign_in("station_officer")
    second.sign_in("station2")
    second.until(ENROLLED)
    visit_id = recorded_two_hours_ago(author, second)
    page = second.page
    second.open("/")
    page.get_by_role("link", name=re.compile(r"^\d+ 次检查待我确认$")).click()
    row = page.locator("li", has=page.locator(f'a[href="/inspections/{visit_id}"]')).filter(has=page.get_by_role("button"))
    expect(row).to_contain_text(server.story.site_name)
    row.get_by_role("button", name="确认").click()
    page.get_by_role("dialog").get_by_role("button", name="我参加了，确认").click()
    expect(row).to_have_count(0)
    second.until(
        f"async () => (await fetch('/api/own/confirmations').then(a => a.json())).items.every(one => one.inspection_id !== '{visit_id}')"
    )
    assert sorted(officer["confirmation"] for officer in record_of(author, visit_id)["officers"]) == ["author", "later"]
    author.open(f"/inspections/{visit_id}")
    expect(author.page.get_by_text("事后确认")).to_be_visible()
    author.close()
    second.close()

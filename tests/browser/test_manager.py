"""A company manager at the desk: the roster, a guard's time with the company, the sites, what the police found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer

ASK = "path => fetch(path).then(answer => answer.json())"
SEND = """async ([path, body]) => {
    const session = await (await fetch("/api/session")).json();
    const headers = {
        "Content-Type": "application/json",
        "X-CSRFToken": session.csrf_token,
        "Idempotency-Key": crypto.randomUUID(),
    };
    const answer = await fetch(path, {method: "POST", headers, body: JSON.stringify(body)});
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
}"""


@pytest.fixture(scope="module")
def manager(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """The manager of the story's company, at a desk."""
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("company_manager")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def officer(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """A city officer at another desk, asked and acting through the API."""
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("city_officer")
    yield desk
    desk.close()


def send(desk: Phone, path: str, body: dict[str, Any]) -> Any:
    """A command or a search as this desk's person."""
    return desk.page.evaluate(SEND, [path, body])


@pytest.fixture
def unemployed(officer: Phone) -> dict[str, Any]:
    """Somebody with a valid certificate and no employer; the story's own people keep their places."""
    story = {str(guard.id) for guard in officer.server.story.guards.values()}
    cursor = None
    while True:
        page = send(officer, "/api/guards/search", {"certificate_state": "valid", "limit": 100} | ({"cursor": cursor} if cursor else {}))
        free = [guard for guard in page["items"] if not guard["unit_id"] and guard["id"] not in story]
        if free:
            return free[0]
        cursor = page["next_cursor"]
        assert cursor, "the demo has nobody to hire"


def search(manager: Phone, text: str) -> None:
    """Look for somebody on the roster."""
    manager.open("/roster")
    with manager.page.expect_response(lambda answer: answer.url.endswith("/roster/search") and text in (answer.request.post_data or "")):
        manager.page.get_by_label("姓名、拼音、证号或身份证号").fill(text)


def row(manager: Phone, name: str) -> Locator:
    """A guard's row of the roster."""
    return manager.page.get_by_role("row").filter(has_text=name)


def dialog(manager: Phone, title: str) -> Locator:
    """The dialog of that title."""
    return manager.page.get_by_role("dialog", name=title)


@pytest.mark.parametrize("text", ["志强", "chenzhiqiang", "czq"])
def test_the_roster_is_searched_by_name_and_by_pinyin(manager: Phone, text: str) -> None:
    search(manager, text)
    expect(row(manager, "陈志强")).to_contain_text(manager.server.story.site_name)
    expect(row(manager, "陈志强")).to_contain_text("有效")
    expect(row(manager, "欧阳嘉欣")).to_have_count(0)


def test_a_guards_time_with_the_company(manager: Phone, officer: Phone, unemployed: dict[str, Any]) -> None:
    page, name, number = manager.page, unemployed["name"], unemployed["certificate_number"]
    second = manager.server.story.second_site_name
    manager.open("/roster")
    page.get_by_role("button", name="录用", exact=True).click()
    hiring = dialog(manager, "录用保安员")
    hiring.get_by_role("radio", name="保安员证号").check()
    hiring.get_by_role("textbox", name="保安员证号").fill(number)
    hiring.get_by_role("textbox", name="姓名").fill("何姓名")
    hiring.get_by_role("textbox", name="岗位").fill("夜班队员")
    hiring.get_by_role("button", name="录用", exact=True).click()
    expect(hiring.get_by_role("alert")).to_contain_text("没有找到此人。")
    expect(hiring.get_by_role("textbox", name="保安员证号")).to_have_value(number)
    hiring.get_by_role("textbox", name="姓名").fill(name)
    hiring.get_by_role("button", name="录用", exact=True).click()
    expect(page.get_by_text(f"{name}已列入名册。")).to_be_visible()

    search(manager, number)
    expect(row(manager, name)).to_contain_text("未派驻")
    row(manager, name).get_by_role("button", name="派驻", exact=True).click()
    posting = dialog(manager, f"派驻{name}")
    posting.get_by_label("驻点").select_option(label=second)
    posting.get_by_role("button", name="派驻", exact=True).click()
    expect(row(manager, name)).to_contain_text(second)

    row(manager, name).get_by_role("button", name=f"结束{name}在“{second}”的派驻").click()
    dialog(manager, f"结束{name}").get_by_role("button", name="结束派驻").click()
    expect(row(manager, name)).to_contain_text("未派驻")

    row(manager, name).get_by_role("button", name="离职").click()
    leaving = dialog(manager, f"办理{name}的离职")
    leaving.get_by_role("button", name="办理离职").click()
    expect(leaving.get_by_text("请选择离职原因。")).to_be_visible()
    leaving.get_by_label("离职原因").select_option("resigned")
    leaving.get_by_role("button", name="办理离职").click()
    expect(row(manager, name)).to_have_count(0)
    history = officer.page.evaluate(ASK, f"/api/guards/{unemployed['id']}/employments")["items"]
    latest = max(history, key=lambda one: one["started_on"])
    assert (latest["unit_name"], latest["position"], latest["leaving_reason"]) == (manager.server.story.unit_name, "夜班队员", "resigned")
    assert latest["ended_on"]


def test_nobody_is_posted_while_his_certificate_is_suspended(manager: Phone, officer: Phone, unemployed: dict[str, Any]) -> None:
    page, name = manager.page, unemployed["name"]
    search(manager, manager.server.story.guards["suspended"].number)
    expect(row(manager, "罗永辉")).to_contain_text("暂停")
    expect(row(manager, "罗永辉").get_by_role("button", name="派驻", exact=True)).to_have_count(0)

    unit = manager.server.story.unit_id
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    hired = {"certificate_number": unemployed["certificate_number"], "name": name, "position": "队员", "started_on": today}
    send(manager, f"/api/units/{unit}/employments", hired)
    search(manager, unemployed["certificate_number"])
    row(manager, name).get_by_role("button", name="派驻", exact=True).click()
    posting = dialog(manager, f"派驻{name}")
    posting.get_by_label("驻点").select_option(label=manager.server.story.second_site_name)
    certificate = officer.page.evaluate(ASK, f"/api/guards/{unemployed['id']}/certificates")["items"][0]
    send(officer, f"/api/certificates/{certificate['id']}/suspension", {"reason": "接受调查", "effective_on": today})
    posting.get_by_role("button", name="派驻", exact=True).click()
    expect(posting.get_by_role("alert")).to_have_text("此人没有有效的保安员证，不能派驻。")
    page.keyboard.press("Escape")
    expect(posting).to_have_count(0)
    page.reload()
    search(manager, unemployed["certificate_number"])
    expect(row(manager, name)).to_contain_text("暂停")
    expect(row(manager, name)).to_contain_text("未派驻")


def test_a_site_is_registered_where_the_manager_stands(manager: Phone) -> None:
    page = manager.page
    manager.open("/sites/new")
    page.get_by_role("button", name="登记驻点").click()
    expect(page.get_by_role("alert")).to_contain_text("请填写驻点名称。")
    page.get_by_label("驻点名称", exact=True).fill("石牌西路安信公寓")
    for level, place in (("地级市", "广州市"), ("县（市、区）", "天河区"), ("乡镇、街道", "天河南街道")):
        page.get_by_label(level, exact=True).select_option(label=place)
    page.get_by_label("地址", exact=True).fill("石牌西路 1 号")
    page.get_by_role("button", name="使用我的位置").click()
    expect(page.get_by_label("纬度")).to_have_value("23.1353")
    page.get_by_role("button", name="登记驻点").click()
    detail = page.get_by_role("article")
    expect(detail.get_by_role("heading", name="石牌西路安信公寓")).to_be_visible()
    expect(detail).to_contain_text("纬度 23.1353，经度 113.3612")
    expect(detail).to_contain_text("派出所")
    expect(detail).to_contain_text("还没有派驻保安员。")
    assert "/sites/new" not in page.url


def test_the_manager_reads_what_inspections_of_the_own_unit_found(manager: Phone) -> None:
    page, story = manager.page, manager.server.story
    records = page.evaluate(ASK, "/api/inspections?limit=100")["items"]
    assert {record["unit_name"].removesuffix("东莞分公司") for record in records} == {story.unit_name}
    found = next(record for record in reversed(records) if record["problem_count"] and record["unit_name"] == story.unit_name)
    whole = page.evaluate(ASK, f"/api/inspections/{found['id']}")
    assert whole["findings"]
    manager.open("/inspections")
    expect(page.get_by_role("link", name="开始检查")).to_have_count(0)
    page.locator(f"a[href$='{found['id']}']").click()
    expect(page.get_by_text(whole["number"], exact=True)).to_be_visible()
    expect(page.get_by_text(whole["findings"], exact=True)).to_be_visible()
    expect(page.get_by_text("有问题", exact=True)).to_have_count(found["problem_count"])
    for problem in (item for item in whole["items"] if item["outcome"] == "problem"):
        title = next(item["title_zh"] for item in whole["checklist"]["items"] if item["id"] == problem["item_id"])
        expect(page.get_by_role("listitem").filter(has_text=title).last).to_contain_text("有问题")

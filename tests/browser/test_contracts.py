"""A company manager at a phone: a client, a contract that is looked into and signed, its document, its site with shifts and guards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from backend.clock import CHINA
from backend.demo import sketches
from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.browser.test_manager import ASK, send

pytestmark = pytest.mark.same_on_all("what people see and press; the rules are tried over HTTP on both databases")
CLIENT, NUMBER, SITE = "武汉江岸会展有限公司", "安信合〔2026〕900号", "江岸会展东门"
REMOVE = """async path => {
    const session = await (await fetch("/api/session")).json();
    const headers = {"X-CSRFToken": session.csrf_token, "Idempotency-Key": crypto.randomUUID()};
    const answer = await fetch(path, {method: "DELETE", headers});
    return [answer.status, (await answer.json()).code];
}"""
OWN_GUARDS = """async () => {
    const ask = path => fetch(path).then(answer => answer.json());
    for (const unit of (await ask("/api/units?kind=in_house_unit&limit=100")).items) {
        for (const site of (await ask(`/api/units/${unit.id}/sites`)).items) {
            if ((await ask(`/api/sites/${site.id}/needs`)).venue === "entertainment") return site.id;
        }
    }
}"""


@pytest.fixture
def manager(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """The manager of the story's company, on a phone."""
    phone = Phone(chrome, server)
    phone.sign_in("company_manager")
    yield phone
    phone.close()


def press(place: Any, name: str) -> None:
    """Press the button of that whole name."""
    place.get_by_role("button", name=name, exact=True).click()


def opened(manager: Phone, title: str) -> Locator:
    """The dialog of that title."""
    return manager.page.get_by_role("dialog", name=title)


def test_from_a_new_client_to_a_guard_at_its_site(manager: Phone) -> None:
    add_client(manager)
    draft(manager)
    look_into(manager)
    press(manager.page, "登记签订")
    press(opened(manager, f"登记合同“{NUMBER}”已签订"), "登记签订")
    expect(manager.page.locator("header").get_by_text("履行中")).to_be_visible()
    contract = manager.page.url.rsplit("/", 1)[-1]
    hand_in_document(manager, contract)
    site = register_site(manager)
    say_needs(manager)
    post_somebody(manager)
    send(manager, f"/api/sites/{site}/closure", {"reason": "浏览器测试结束"})  # the others find the roster as it was


def add_client(manager: Phone) -> None:
    """Enter a client; what was said wrong is put right afterwards."""
    manager.open("/roster")
    manager.page.get_by_role("link", name="客户单位").click()
    press(manager.page, "登记客户单位")
    form = opened(manager, "登记客户单位")
    press(form, "登记")
    expect(form.get_by_text("请填写客户单位名称。").first).to_be_visible()
    form.get_by_role("textbox", name="客户单位名称").fill(CLIENT)
    form.get_by_label("类别").select_option("娱乐场所")
    form.get_by_role("textbox", name="联系电话").fill("027-82881234")
    press(form, "登记")
    press(manager.page, f"修改{CLIENT}")
    form = opened(manager, "修改客户单位")
    expect(form.get_by_role("textbox", name="联系电话")).to_have_value("027-82881234")
    form.get_by_label("类别").select_option("活动场所")
    press(form, "保存")
    expect(manager.page.get_by_role("listitem").filter(has_text=CLIENT)).to_contain_text("活动场所 · 027*****1234")


def draft(manager: Phone) -> None:
    """Enter a contract in another province that begins today: nobody there can have been told in time."""
    page, today = manager.page, datetime.now(CHINA).date()
    manager.open("/contracts")
    page.get_by_role("link", name="新合同").click()
    page.get_by_role("textbox", name="合同编号").fill(NUMBER)
    page.get_by_label("客户单位").select_option(CLIENT)
    page.get_by_role("checkbox", name="门卫").check()
    page.get_by_label("开始日期").fill(today.isoformat())
    page.get_by_label("终止日期").fill((today + timedelta(days=365)).isoformat())
    page.get_by_label("履行地").select_option("湖北")
    press(page, "录入合同")
    expect(page.get_by_role("heading", name=NUMBER)).to_be_visible()
    expect(page.get_by_text("跨省服务没有按时备案。 办法第26条")).to_be_visible()


def look_into(manager: Phone) -> None:
    """Answer the six points; before the last one nobody can sign."""
    page = manager.page
    points = page.get_by_role("button", name=re.compile("^审查 "))
    expect(points).to_have_count(6)
    for number in range(6):
        expect(page.get_by_role("button", name="登记签订")).to_be_disabled()
        points.nth(number).click()
        asking = page.get_by_role("dialog")
        asking.get_by_role("radio", name="符合", exact=True).check()
        press(asking, "保存")
        expect(asking).to_have_count(0)


def hand_in_document(manager: Phone, contract: str) -> None:
    """Add the paper; of a signed contract it cannot be taken away, neither here nor by asking for it."""
    page = manager.page
    press(page, "添加文件")
    adding = opened(manager, "添加文件")
    adding.locator("input[type=file]").set_input_files({"name": "scan.pdf", "mimeType": "application/pdf", "buffer": sketches.pdf()})
    adding.get_by_role("textbox", name="名称").fill("合同正本")
    press(adding, "添加文件")
    paper = page.get_by_role("listitem").filter(has_text="合同正本")
    expect(paper).to_contain_text("须保存至")
    expect(paper.get_by_role("button")).to_have_count(0)
    (kept,) = page.evaluate(ASK, f"/api/contracts/{contract}")["papers"]
    assert page.evaluate(REMOVE, f"/api/contracts/{contract}/documents/{kept['document_id']}") == [409, "document.kept"]


def register_site(manager: Phone) -> str:
    """Register a site of the client; returns its id."""
    page = manager.page
    manager.open("/sites/new")
    page.get_by_role("textbox", name="驻点名称").fill(SITE)
    page.get_by_label("客户单位").select_option(CLIENT)
    page.get_by_label("地级市").select_option("广州市")
    page.get_by_label("县（市、区）").select_option("天河区")
    page.get_by_label("乡镇、街道").select_option("天河南街道")
    page.get_by_role("textbox", name="地址").fill("广州市天河区体育西路 1 号")
    press(page, "登记驻点")
    expect(page.get_by_role("heading", name=SITE)).to_be_visible()
    return str(page.url.rsplit("/", 1)[-1])


def say_needs(manager: Phone) -> None:
    """Name the contract and a shift of two."""
    page = manager.page
    page.get_by_role("link", name="修改岗位需求").click()
    page.get_by_label("服务合同").select_option(label=f"{NUMBER} · {CLIENT} · 履行中")
    press(page, "添加班次")
    press(page, "保存岗位需求")
    expect(page.get_by_text("请填全这个班次：名称、时间、星期和人数。")).to_be_visible()
    page.get_by_role("textbox", name="班次名称").fill("白班")
    page.get_by_role("spinbutton", name="需要人数").fill("2")
    page.get_by_role("checkbox", name="周日").uncheck()
    press(page, "保存岗位需求")
    expect(page.get_by_text("缺 2 人")).to_be_visible()


def post_somebody(manager: Phone) -> None:
    """Post a guard who stands at another site already: he counts at both."""
    page, second = manager.page, manager.server.story.second_site_id
    standing = page.evaluate(ASK, f"/api/sites/{second}/roster")["items"]
    story = {str(guard.id) for guard in manager.server.story.guards.values()}
    guard = next(row["guard"] for row in standing if row["guard"]["id"] not in story and row["guard"]["certificate_state"] == "valid")
    press(page, "派驻")
    posting = opened(manager, f"派驻保安员到“{SITE}”")
    posting.get_by_role("textbox", name="姓名、拼音、证号或身份证号").fill(guard["certificate_number"])
    posting.get_by_role("radio", name=guard["name"]).check()
    press(posting, "派驻")
    expect(page.get_by_text("缺 1 人")).to_be_visible()
    entry = send(manager, f"/api/units/{manager.server.story.unit_id}/roster/search", {"q": guard["certificate_number"]})["items"][0]
    assert {SITE, manager.server.story.second_site_name} == {place["site_name"] for place in entry["postings"]}


def test_an_officer_sees_a_venue_with_guards_of_its_own_by_its_article(chrome: Browser, server: RunningServer) -> None:
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("province_officer")
    desk.open(f"/sites/{desk.page.evaluate(OWN_GUARDS)}")
    expect(desk.page.get_by_text("娱乐场所不得自行招用保安员，应聘用保安服务公司的保安员。 条例第13条")).to_be_visible()
    desk.close()

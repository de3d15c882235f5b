"""A guard goes from one company to another: one manager proposes on a phone, the other agrees at a desk; and back, the other way round."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from backend.demo.story import OTHER_MANAGER
from tests.browser.phone import Phone
from tests.browser.server import RunningServer

pytestmark = pytest.mark.same_on_all("what people see and press; the rules are tried over HTTP on both databases")
ASK = "path => fetch(path).then(answer => answer.json())"


def test_a_guard_is_taken_over_by_the_other_company_and_sent_back(chrome: Browser, server: RunningServer) -> None:
    taker, giver = Phone(chrome, server), Phone(chrome, server, desk=True)
    guard = server.story.guards["other-site"]
    taker.sign_in(OTHER_MANAGER)
    giver.sign_in("company_manager")

    taker.open("/transfers")
    taker.page.get_by_role("button", name="申请调入").click()
    dialog = taker.page.get_by_role("dialog", name="申请调入保安员")
    dialog.get_by_role("button", name="提出调入").click()
    expect(dialog.get_by_text("请填写号码。").first).to_be_visible()
    dialog.get_by_role("textbox", name="保安员证号").fill(guard.number)
    dialog.get_by_role("textbox", name="姓名").fill(guard.name)
    dialog.get_by_role("textbox", name="岗位").fill("班长")
    dialog.get_by_role("button", name="提出调入").click()
    expect(taker.page.get_by_role("heading", name=f"{guard.name}的调动")).to_be_visible()
    expect(taker.page.get_by_text("对方同意后显示")).to_be_visible()
    expect(taker.page.get_by_text(server.story.unit_name)).to_have_count(0)

    giver.open("/transfers")
    giver.page.get_by_role("row").filter(has_text=guard.name).get_by_role("link").click()
    giver.page.get_by_role("button", name="同意", exact=True).click()
    giver.page.get_by_role("dialog").get_by_role("button", name="同意调动").click()
    expect(giver.page.get_by_text("已完成", exact=True)).to_be_visible()

    taker.page.reload()
    expect(taker.page.get_by_text(server.story.unit_name)).to_be_visible()
    taker.page.get_by_role("link", name="查看保安员").click()
    expect(taker.page.get_by_role("heading", name=guard.name)).to_be_visible()
    roster: dict[str, Any] = taker.page.evaluate(ASK, f"/api/guards/{guard.id}/employments")
    assert [(row["unit_name"], row["position"], row["ended_on"]) for row in roster["items"]] == [
        (server.story.other_unit_name, "班长", None)
    ]

    taker.close()
    giver.close()
    back(chrome, server, roster["items"][0]["id"], guard.name)


def back(chrome: Browser, server: RunningServer, employment_id: str, name: str) -> None:
    """The new employer, at a desk now, lets him go again; who is offered somebody, on a phone, says what he will be."""
    taker, giver = Phone(chrome, server, desk=True), Phone(chrome, server)
    taker.sign_in(OTHER_MANAGER)
    giver.sign_in("company_manager")
    uscc = giver.page.evaluate(ASK, f"/api/units/{giver.server.story.unit_id}")["uscc"]
    taker.open("/roster")
    taker.page.get_by_label("姓名、拼音、证号或身份证号").fill(name)
    row = taker.page.get_by_role("row").filter(has_text=name)
    row.get_by_role("button", name="调动", exact=True).click()
    dialog = taker.page.get_by_role("dialog", name=f"把{name}调到其他单位")
    dialog.get_by_role("textbox", name="新单位的统一社会信用代码").fill(uscc)
    dialog.get_by_role("button", name="提出调动").click()
    expect(taker.page.get_by_role("heading", name=f"{name}的调动")).to_be_visible()

    giver.open("/transfers")
    giver.page.get_by_role("listitem").filter(has_text=name).get_by_role("link").click()
    giver.page.get_by_role("button", name="同意", exact=True).click()
    accepting = giver.page.get_by_role("dialog")
    accepting.get_by_role("textbox", name="岗位").fill("队员")
    accepting.get_by_role("button", name="同意调动").click()
    expect(giver.page.get_by_text("已完成", exact=True)).to_be_visible()
    latest = giver.page.evaluate(ASK, f"/api/guards/{giver.server.story.guards['other-site'].id}/employments")["items"][0]
    assert (latest["unit_name"], latest["position"], latest["ended_on"]) == (giver.server.story.unit_name, "队员", None)
    assert latest["id"] != employment_id
    taker.close()
    giver.close()

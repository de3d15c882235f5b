"""A county officer's day: from the first screen to the plan, in order, on two phones, without network, and into the visit."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer

pytestmark = pytest.mark.same_on_all("what the app shows; what is kept, the tests of the API ask on each database")


@pytest.fixture
def phones(chrome: Browser, server: RunningServer) -> Iterator[tuple[Phone, Phone]]:
    """Two phones of one officer."""
    both = Phone(chrome, server), Phone(chrome, server)
    for phone in both:
        phone.sign_in("county_officer")
    yield both
    for phone in both:
        phone.close()


def stops(phone: Phone) -> list[str]:
    """The plan as it is shown: the place of each stop."""
    return [head.split(". ", 1)[1] for head in phone.page.locator(".stops h2").all_inner_texts()]


def test_a_day_is_planned_turned_round_read_without_network_and_begun(phones: tuple[Phone, Phone]) -> None:
    mine, other = phones
    mine.page.get_by_role("link", name="今日计划 3 处").click()
    expect(mine.page.locator(".stops > li")).to_have_count(3)
    first, second, third = stops(mine)
    other.open("/plan")
    expect(other.page.locator(".stops > li")).to_have_count(3)

    up = mine.page.get_by_role("button", name=f"上移{second}", exact=True)
    up.focus()
    mine.page.keyboard.press("Enter")
    expect(mine.page.locator(".stops h2").first).to_contain_text(second)
    assert stops(mine) == [second, first, third]

    other.page.get_by_role("button", name=f"移出{third}").click()
    expect(other.page.get_by_text("计划已在另一台设备上修改")).to_be_visible()
    assert stops(other) == [second, first, third], "what the other phone did is shown, and not undone"

    mine.open("/tasks")
    duty = mine.page.get_by_role("link").filter(has=mine.page.locator(".badge")).filter(has_text="定期检查").first
    name = duty.locator(".title").inner_text()
    duty.click()
    expect(mine.page.get_by_role("heading", name=name)).to_be_visible()
    expect(mine.page.get_by_text("每季度检查每家保安服务公司、分公司和保安培训单位", exact=True)).to_be_visible()
    mine.button("加入今日计划").click()
    expect(mine.page.get_by_text("已加入今日计划。")).to_be_visible()

    mine.open("/scan")
    mine.take_along()
    mine.offline()
    mine.page.get_by_role("link", name="待办").first.click()
    mine.unlock()
    expect(mine.page.get_by_text("只能查看").first).to_be_visible()
    mine.page.get_by_role("link", name="当日计划").click()
    expect(mine.page.locator(".stops h2").first).to_contain_text(second)
    expect(mine.page.get_by_role("button", name="上移")).to_have_count(0)
    mine.page.get_by_role("link", name="开始检查").first.click()
    expect(mine.page).to_have_url(re.compile("/inspections/visits/"))
    expect(mine.page.get_by_text(second).first).to_be_visible()
    mine.offline(False)

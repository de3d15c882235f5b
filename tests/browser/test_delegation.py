"""A manager invites a colleague who joins on his phone with narrower rights; a list of certificates is checked and watched."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer

PASSWORD = "seven brown foxes"


@pytest.fixture
def desk(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """The manager of the story's company at his desk."""
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("company_manager")
    yield desk
    desk.close()


def test_a_colleague_joins_works_with_his_rights_and_is_removed(desk: Phone, phone: Phone) -> None:
    desk.open("/colleagues")
    desk.button("邀请同事").first.click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("同事的姓名").fill("钟小文")
    dialog.get_by_role("radio", name="名册").check()
    dialog.get_by_role("button", name="生成邀请").click()
    link = desk.page.get_by_text("/join#").inner_text()
    expect(desk.page.get_by_role("img", name="邀请的二维码")).to_be_visible()
    desk.button("已交给本人").click()
    expect(desk.page.get_by_role("row").filter(has_text="钟小文")).to_contain_text("待接受")

    phone.open("/join#used")
    expect(phone.page.get_by_text("这份邀请已使用、已撤回或已过期")).to_be_visible()
    phone.open("/join#" + link.partition("#")[2])  # in the same tab, where only what stands behind the hash sign changes
    expect(phone.page.get_by_text("名册：")).to_be_visible()
    phone.page.get_by_label("用户名").fill("zhong.xw")
    phone.page.get_by_label(re.compile(r"^密码\s*$")).fill(PASSWORD)
    phone.page.get_by_label("再输一次").fill(PASSWORD)
    phone.button("加入").click()
    expect(phone.page.get_by_role("heading", name="本单位名册")).to_be_visible()
    expect(phone.page.get_by_role("button", name="录用").first).to_be_visible()
    phone.open("/colleagues")
    expect(phone.page.get_by_role("heading", name="您的账号不能打开这个页面")).to_be_visible()

    desk.open("/colleagues")
    row = desk.page.get_by_role("row").filter(has_text="zhong.xw")
    row.get_by_role("button", name="移除").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("原因").fill("已离职")
    dialog.get_by_role("button", name="移除同事").click()
    expect(row).to_contain_text("已停用")
    phone.open("/roster")
    expect(phone.page.get_by_label("用户名")).to_be_visible()


def test_a_used_link_says_so(desk: Phone, phone: Phone) -> None:
    phone.open("/join#used")
    expect(phone.page.get_by_text("这份邀请已使用、已撤回或已过期")).to_be_visible()
    phone.page.get_by_role("link", name="去登录").click()
    expect(phone.page.get_by_label("用户名")).to_be_visible()


def test_a_list_is_checked_downloaded_and_watched(desk: Phone, server: RunningServer) -> None:
    guards = server.story.guards
    desk.open("/certificate-check")
    desk.page.get_by_label("保安员证号").fill(f"{guards['valid'].number}\n{guards['revoked'].number}, 4499\n")
    desk.button("核验").click()
    expect(desk.page.get_by_text("共 3 个证号")).to_be_visible()
    expect(desk.page.get_by_role("row").filter(has_text=guards["valid"].number)).to_contain_text("有效")
    expect(desk.page.get_by_role("row").filter(has_text=guards["valid"].number)).to_contain_text("陈**")
    expect(desk.page.get_by_role("row").filter(has_text="4499")).to_contain_text("查无此证")
    desk.page.get_by_label("显示").select_option("revoked")
    expect(desk.page.get_by_role("row").filter(has_text=guards["revoked"].number)).to_contain_text("已吊销")
    expect(desk.page.get_by_role("row").filter(has_text="4499")).to_have_count(0)
    with desk.page.expect_download() as download:
        desk.button("下载 XLSX").click()
    assert download.value.suggested_filename == "批量核验.xlsx"
    desk.button("关注这份名单").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("名单名称").fill("夜班")
    dialog.get_by_role("button", name="开始关注").click()
    expect(desk.page.get_by_role("heading", name="夜班")).to_be_visible()
    expect(desk.page.get_by_text("没有变化")).to_be_visible()
    desk.open("/watches")
    expect(desk.page.get_by_role("row").filter(has_text="岗顶大厦新进人员")).to_contain_text("1 个有变化")
    desk.page.get_by_role("link", name="岗顶大厦新进人员").click()
    expect(desk.page.get_by_role("row").filter(has_text="之前：有效")).to_have_count(1)

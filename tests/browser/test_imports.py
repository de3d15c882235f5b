"""A manager brings the roster up to date from the spreadsheet at hand: columns, preview, two rows put right, applied, undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Locator, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.browser.test_manager import ASK, SEND
from tests.factories.jobs import sheets

HEAD = ["序号", "员工姓名", "保安员证编号", "身份证号码", "职务", "到岗时间", "项目", "备注"]
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()


@pytest.fixture(params=[False, True], ids=["phone", "desk"])
def manager(chrome: Browser, server: RunningServer, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """The manager of the story's company, on a phone and at a desk."""
    device = Phone(chrome, server, desk=request.param)
    device.sign_in("company_manager")
    yield device
    device.close()


@pytest.fixture(scope="module")
def free(chrome: Browser, server: RunningServer) -> list[dict[str, Any]]:
    """Three people with a valid certificate and no employer, as an officer finds them."""
    officer = Phone(chrome, server, desk=True)
    officer.sign_in("city_officer")
    story = {str(guard.id) for guard in server.story.guards.values()}
    found: list[dict[str, Any]] = []
    cursor = ""
    while len(found) < 3:
        body = {"certificate_state": "valid", "limit": 100} | ({"cursor": cursor} if cursor else {})
        page = officer.page.evaluate(SEND, ["/api/guards/search", body])
        found += [guard for guard in page["items"] if not guard["unit_id"] and guard["id"] not in story]
        cursor = page["next_cursor"]
        assert cursor or len(found) >= 3, "the demo has nobody to hire"
    officer.close()
    return found[:3]


def wide(text: str) -> str:
    """Digits as a Chinese input method may leave them."""
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def messy(path: Path, story: Any, free: list[dict[str, Any]]) -> Path:
    """A roster as companies keep it: titles over the head, own names for columns, full-width digits, a total and signatures."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("在岗人员")
    sheet.merge_range(0, 0, 0, 7, f"{story.unit_name}在岗保安员花名册")
    sheet.write_string(1, 0, "填报单位：综合部")
    rows = [
        HEAD,
        [
            1,
            free[0]["name"],
            f" {wide(free[0]['certificate_number'])}",
            "",
            "夜班队员",
            f"{TODAY:%Y年%-m月%-d日}",
            story.second_site_name,
            "",
        ],
        [2, "何姓名", free[1]["certificate_number"], "", "队员", f"{TODAY:%Y/%m/%d}", "", "新来的"],
        [3, free[2]["name"], free[2]["certificate_number"], "", "队员", "5/3/2024", "", ""],
        [4, story.guards["valid"].name, story.guards["valid"].number, "", "监控员", "", "", ""],
        ["合计", "4 人"],
        ["制表：李会计"],
    ]
    for number, cells in enumerate(rows, start=2):
        sheet.write_row(number, 0, cells)
    book.close()
    return path


def upload(manager: Phone, file: Path, *, everyone: bool = False) -> None:
    """From the roster to the columns of the file."""
    page = manager.page
    manager.open("/roster")
    page.get_by_role("link", name="从表格导入").click()
    page.get_by_label("花名册文件").set_input_files(file)
    if everyone:
        page.get_by_role("radio", name="本单位全体人员").check()
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("heading", name="每一列是什么")).to_be_visible()


def check(manager: Phone) -> None:
    """Take the columns as they are; wait for the preview."""
    manager.page.get_by_role("button", name="核对每一行").click()
    expect(manager.page.get_by_role("heading", name="预览", exact=True)).to_be_visible()


def fix(manager: Phone, row: int, label: str, value: str) -> None:
    """Put one cell of a row right."""
    manager.page.get_by_role("button", name=f"改正第 {row} 行").click()
    dialog = manager.page.get_by_role("dialog", name=f"改正第 {row} 行")
    dialog.get_by_role("textbox", name=re.compile(f"^{label}")).fill(value)
    dialog.get_by_role("button", name="保存并核对").click()
    expect(dialog).to_have_count(0)


def tab(manager: Phone, verdict: str) -> Locator:
    """The button that shows the rows of one verdict."""
    return manager.page.get_by_role("group", name="按结果查看").get_by_role("button", name=re.compile(f"^{verdict}"))


def on_roster(manager: Phone, person: dict[str, Any]) -> list[dict[str, Any]]:
    """Who is on the roster under this certificate number, as the server says."""
    path = f"/api/units/{manager.server.story.unit_id}/roster/search"
    found: list[dict[str, Any]] = manager.page.evaluate(SEND, [path, {"q": person["certificate_number"]}])["items"]
    return found


def test_a_messy_roster_is_read_put_right_applied_and_undone(manager: Phone, free: list[dict[str, Any]], tmp_path: Path) -> None:
    page, story = manager.page, manager.server.story
    upload(manager, messy(tmp_path / "7月花名册（最终版）.xlsx", story, free))
    expect(page.get_by_label("B 列对应的内容")).to_have_value("name")
    expect(page.get_by_label("C 列对应的内容")).to_have_value("certificate_number")
    expect(page.get_by_label("F 列对应的内容")).to_have_value("started_on")
    expect(page.get_by_label("G 列对应的内容")).to_have_value("site")
    expect(page.get_by_label("表头在第几行")).to_have_value("3")
    assert manager.findings(both_colours=True) == []

    page.get_by_label("B 列对应的内容").select_option(label="不导入")
    page.get_by_role("button", name="核对每一行").click()
    expect(page.get_by_role("alert")).to_contain_text("请选择哪一列是姓名。")
    page.get_by_label("B 列对应的内容").select_option(label="姓名")
    check(manager)
    expect(tab(manager, "不能导入")).to_contain_text("2")
    expect(tab(manager, "不能导入")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("没有找到此人。")).to_be_visible()
    expect(page.get_by_text("可以读成不同的日期。")).to_be_visible()
    assert manager.findings(both_colours=True) == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载不能导入的行").click()
    waiting.value.save_as(tmp_path / "refused.xlsx")
    said = str(sheets((tmp_path / "refused.xlsx").read_bytes()))
    assert "何姓名" in said
    assert free[0]["name"] not in said

    page.reload()  # leaving the page loses nothing
    fix(manager, 5, "姓名", free[1]["name"])
    fix(manager, 6, "入职日期", f"{TODAY:%Y-%m-%d}")
    expect(tab(manager, "录用")).to_contain_text("3")
    expect(tab(manager, "修改")).to_contain_text("1")
    tab(manager, "录用").click()
    expect(page.get_by_text(f"起派驻到“{story.second_site_name}”")).to_be_visible()
    page.get_by_role("button", name="应用 4 行").click()
    applying = page.get_by_role("dialog", name="应用到名册")
    expect(applying).to_contain_text("录用 3 人，修改 1 人，离职 0 人。")
    applying.get_by_role("button", name="应用", exact=True).click()
    expect(page.get_by_text("已应用到名册")).to_be_visible()
    assert [one["position"] for person in free for one in on_roster(manager, person)] == ["夜班队员", "队员", "队员"]
    assert [posting["site_name"] for posting in on_roster(manager, free[0])[0]["postings"]] == [story.second_site_name]

    page.get_by_role("button", name="撤销这次导入").click()
    page.get_by_role("dialog", name="撤销这次导入").get_by_role("button", name="撤销导入").click()
    expect(page.get_by_text("4 行的改动已恢复为之前的状态。")).to_be_visible()
    assert manager.findings() == []
    assert [one for person in free for one in on_roster(manager, person)] == []


def test_many_leavings_are_asked_for_twice(chrome: Browser, server: RunningServer, free: list[dict[str, Any]], tmp_path: Path) -> None:
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("company_manager")
    page = desk.page
    upload(desk, messy(tmp_path / "全体.xlsx", server.story, free), everyone=True)
    page.get_by_role("button", name="核对每一行").click()
    expect(page.get_by_role("alert")).to_contain_text("请选择离职原因。")
    page.get_by_label("离职原因").select_option(label="合同到期")
    check(desk)
    tab(desk, "离职").click()
    expect(page.get_by_role("row").filter(has_text=server.story.guards["compound"].name)).to_contain_text("不在文件中")
    page.get_by_role("button", name=re.compile("^只应用正确的")).click()
    dialog = page.get_by_role("dialog", name="只应用正确的行")
    dialog.get_by_label("离职人数").fill("1")
    dialog.get_by_role("button", name="应用", exact=True).click()
    expect(dialog.get_by_text("与将要离职的人数相同。")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="放弃这次导入").click()
    page.get_by_role("dialog", name="放弃这次导入").get_by_role("button", name="放弃导入").click()
    expect(page.get_by_text("这次导入已取消")).to_be_visible()
    batches = page.evaluate(ASK, f"/api/units/{server.story.unit_id}/imports")["items"]
    assert batches[0]["state"] == "cancelled"
    assert on_roster(desk, {"certificate_number": server.story.guards["compound"].number})
    desk.close()

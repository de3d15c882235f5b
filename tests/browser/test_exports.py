"""An officer takes the list he is looking at home as a file."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.factories.jobs import sheets


def test_the_guards_of_a_search_become_a_file(chrome: Browser, server: RunningServer, tmp_path: Path) -> None:
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("city_officer")
    page = desk.page
    page.goto("/guards")
    page.get_by_label("保安员证状态").select_option(label="已吊销")
    rows = page.get_by_role("listitem").filter(has_text=re.compile("已吊销"))
    expect(rows.first).to_be_visible()

    page.get_by_role("button", name="导出").click()
    expect(page.get_by_role("heading", name="任务", exact=True)).to_be_visible()
    job = page.get_by_role("article").first
    expect(job).to_contain_text("导出保安员")
    expect(job).to_contain_text(re.compile("等待中|进行中|已完成"))
    expect(job).to_contain_text("已完成", timeout=40_000)
    expect(page.get_by_role("status").filter(has_text="导出保安员：已完成")).to_have_count(1)

    with page.expect_download() as waiting:
        job.get_by_role("link", name="下载").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert re.fullmatch(r"保安员_\d{8}_\d{4}\.xlsx", file.name)
    book = sheets(file.read_bytes())
    assert {row[5] for row in book["保安员"][1:]} == {"已吊销"}
    assert ["筛选条件", "证件状态: 已吊销"] in book["说明"]
    desk.close()

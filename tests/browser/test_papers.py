"""A paper, from the officer's screen into the hands of who was inspected: taken along, confirmed, compared."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.browser.test_cards import look
from tests.factories.papers import scanned

pytestmark = pytest.mark.same_on_all("the screens are the same; tests/api asks both databases")


def test_a_paper_is_taken_along_and_proves_itself(chrome: Browser, server: RunningServer, tmp_path: Path) -> None:
    officer = Phone(chrome, server)
    officer.sign_in("station_officer")
    officer.open(f"/inspections/{officer.page.evaluate(FIRST_VISIT)}")
    section = officer.page.locator("section").filter(has=officer.page.get_by_role("heading", name="文书"))
    link = section.get_by_role("link", name="打开 PDF").first
    expect(link).to_be_visible()
    assert officer.findings(both_colours=True) == []
    look(officer, "papers-inspection")
    pdf = officer.page.request.get(f"{server.origin}{link.get_attribute('href')}").body()
    section.get_by_role("button", name="让对方带走").first.click()
    expect(officer.page.get_by_text("请对方用手机扫描")).to_be_visible()
    look(officer, "papers-take-along")
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(officer.page.screenshot())))
    officer.close()

    other = Phone(chrome, server)
    page = other.page
    page.goto(code.text)
    expect(page.get_by_role("heading", name="系统中有这份文书")).to_be_focused()
    assert scanned(pdf) == code.text.partition("#")[0], "the printed code leads to the same page"
    page.get_by_role("button", name="打开 PDF 文件").click()
    save = page.get_by_role("link", name="保存 PDF 文件")
    expect(save).to_be_focused()
    with page.expect_download() as kept:
        save.click()
    kept.value.save_as(tmp_path / "mine.pdf")
    assert (tmp_path / "mine.pdf").read_bytes() == pdf
    shown = "".join(page.locator("dd").last.inner_text().split())
    assert shown == hashlib.sha256(pdf).hexdigest()

    page.get_by_label("选择 PDF 文件").set_input_files(tmp_path / "mine.pdf")
    expect(page.get_by_role("heading", name="一致", exact=True)).to_be_focused()
    look(other, "paper-page-same")
    (tmp_path / "altered.pdf").write_bytes(pdf + b" ")
    page.get_by_label("选择 PDF 文件").set_input_files(tmp_path / "altered.pdf")
    expect(page.get_by_role("heading", name="不一致", exact=True)).to_be_focused()
    assert other.findings(both_colours=True) == []
    look(other, "paper-page-differs")

    page.goto(f"{server.origin}/p/0000000000000000000000")
    expect(page.get_by_role("heading", name="系统中没有这份文书")).to_be_focused()
    other.close()


FIRST_VISIT = "() => fetch('/api/inspections?result=rectification_required').then(a => a.json()).then(a => a.items[0].id)"

"""Cards, from the desk to the holder's phone: sheets printed and fetched, a card given anew, an electronic card without network."""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.browser.test_manager import ASK, SEND

pytestmark = pytest.mark.same_on_all("the screens are the same; tests/api asks both databases")
LOOK = os.environ.get("GANGWEI_TEST_PICTURES")


def look(phone: Phone, name: str) -> None:
    """Keep a picture of the screen where somebody asked for them."""
    if LOOK:
        phone.shot(Path(LOOK) / f"{name}.png")


def test_a_unit_s_cards_are_printed_from_the_desk_and_the_sheets_fetched(chrome: Browser, server: RunningServer, tmp_path: Path) -> None:
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("city_officer")
    desk.open("/cards")
    page = desk.page
    page.get_by_label("按证号").check()
    number = desk.page.evaluate(
        "id => fetch(`/api/guards/${id}/certificates`).then(a => a.json()).then(a => a.items[0].number)",
        str(server.story.guards["valid"].id),
    )
    page.get_by_role("textbox", name="证号").fill(f"{number}\n44019999000001")
    expect(page.get_by_text("将制作 2 张证件")).to_be_visible()
    look(desk, "desk-choose")
    desk.button("开始制作").click()
    row = page.locator("article.batch").first
    expect(row.get_by_text("已制作 1 张，未制作 1 张")).to_be_visible()
    row.get_by_text("打印文件（").click()
    row.get_by_text("查看未制作的 1 张").click()
    expect(row.get_by_text("没有这个证号，或不是本机关核发。")).to_be_visible()
    with page.expect_download() as fetched:
        row.get_by_role("link", name="第 1 份").click()
    look(desk, "desk-done")
    fetched.value.save_as(tmp_path / "cards.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "cards.pdf")
    sheet = pdf[0].render(scale=2).to_pil().convert("L")
    assert len(pdf) == 2
    assert [found.text.startswith(f"{server.origin}/c/") for found in zxingcpp.read_barcodes(sheet)] == [True]
    if LOOK:
        for side in (0, 1):
            pdf[side].render(scale=1.5).to_pil().save(Path(LOOK) / f"sheet-{side}.png")
    desk.close()


def test_a_template_is_changed_under_ones_eyes_and_kept_as_a_version(chrome: Browser, server: RunningServer, tmp_path: Path) -> None:
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("city_officer")
    desk.open("/cards/template")
    page = desk.page
    front = page.get_by_alt_text("正面预览")
    expect(front).to_be_visible()
    before = front.get_attribute("src")
    page.get_by_label("证件名称").fill("保安员上岗证")
    Image.new("RGB", (600, 600), (180, 20, 20)).save(tmp_path / "emblem.png")
    page.locator("input[type=file]").set_input_files(tmp_path / "emblem.png")
    page.get_by_label(re.compile("^主色")).fill("#1b4332")
    desk.until(f"async () => document.querySelector('.preview img')?.src !== {before!r}")
    page.get_by_label(re.compile("^色条")).fill("#ffff00")
    expect(page.get_by_text("颜色太浅")).to_be_visible()
    page.get_by_label(re.compile("^色条")).fill("#b08900")
    expect(page.get_by_text("颜色太浅")).to_have_count(0)
    desk.button("保存为新版本").click()
    expect(page.get_by_text("第 1 版，")).to_be_visible()
    look(desk, "template")
    desk.close()


def test_a_card_is_given_anew_with_its_reason_and_the_count_is_seen(chrome: Browser, server: RunningServer) -> None:
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("city_officer")
    story = {str(guard.id) for guard in server.story.guards.values()}
    listed = desk.page.evaluate(ASK, "/api/certificates?state=valid&limit=100")["items"]
    first = next(row["id"] for row in listed if row["guard_id"] not in story and "replace" in row["allowed_acts"])
    desk.open(f"/certificates/{first}")
    desk.button("重制证件").click()
    page = desk.page
    page.get_by_label("原因").select_option("lost")
    page.get_by_label("说明").fill("上班途中")
    look(desk, "reprint")
    desk.button("作废原证并重制").click()
    expect(page.get_by_text("此人的证件共重制 1 次")).to_be_visible()
    expect(page.get_by_text("此证因“证件遗失”重制，代替原证。")).to_be_visible()
    desk.close()


def test_the_holder_takes_the_card_and_shows_it_without_network(chrome: Browser, server: RunningServer) -> None:
    guard = server.story.guards["valid"]
    manager = Phone(chrome, server, desk=True)
    manager.sign_in("company_manager")
    manager.open(f"/guards/{guard.id}")
    manager.button("生成领取码").click()
    dialog = manager.page.get_by_role("dialog")
    code = dialog.locator(".code").inner_text()
    number = dialog.locator("dd").nth(1).inner_text()
    look(manager, "manager-code")
    manager.page.keyboard.press("Escape")
    expect(manager.page.get_by_text("有一个领取码还没有使用")).to_be_visible()
    manager.close()

    officer = Phone(chrome, server)
    officer.sign_in("city_officer")
    identity_number = officer.page.evaluate(SEND, [f"/api/guards/{guard.id}/disclosure", {"reason": "核对身份"}])["identity_number"]
    officer.close()

    phone = Phone(chrome, server)
    page = phone.page
    phone.open(f"/card#n={number}&c={code.replace(' ', '')}")
    expect(page.get_by_text("已读取证号和领取码")).to_be_visible()
    assert "#" not in page.url, "the code does not stay in the history"
    look(phone, "take-form")
    page.get_by_label(re.compile("^身份证号")).fill(identity_number)
    phone.button("存到手机").click()
    shown = page.get_by_role("dialog")
    expect(shown.get_by_text(guard.name)).to_be_visible()
    expect(shown.get_by_text("有效", exact=True)).to_be_visible()
    assert phone.findings() == []
    if LOOK:
        page.screenshot(path=Path(LOOK) / "own-card.png")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    expect(page.get_by_role("dialog").get_by_text(guard.name)).to_be_visible()

    phone.offline()
    page.reload()
    shown = page.get_by_role("dialog")
    expect(shown.get_by_text(guard.name)).to_be_visible()
    expect(shown.get_by_alt_text(f"{guard.name}的照片")).to_be_visible()
    drawn = Image.open(BytesIO(page.screenshot()))
    [read] = zxingcpp.read_barcodes(drawn, formats=zxingcpp.BarcodeFormat.QRCode)
    assert read.text.startswith(f"{server.origin}/c/"), "an officer's phone reads it from this screen"
    phone.button("退出全屏").click()
    expect(page.get_by_text("没有网络，显示的是上次查询的状态。")).to_be_visible()
    look(phone, "own-card-offline")

    phone.offline(False)
    phone.button("更新状态").click()
    expect(page.get_by_text("没有网络，显示的是上次查询的状态。")).to_have_count(0)
    phone.button("从这部手机删除").click()
    page.get_by_role("dialog").get_by_role("button", name="从这部手机删除").click()
    expect(phone.button("存到手机")).to_be_visible()
    page.reload()
    expect(phone.button("存到手机")).to_be_visible()
    phone.close()

"""A city officer at the desk: a guard from registration to revocation, a colleague's account, a unit two officers change."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from backend.demo.numbers import identity_number, uscc
from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.factories.inspections import picture

INDEX = 70_000_000
"""Far behind the numbers of everybody in the demo."""
NAME = "龚𬭎宇"


@pytest.fixture(scope="module")
def officer(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """The city officer at a desk."""
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("city_officer")
    yield desk
    desk.close()


@pytest.fixture
def colleague(chrome: Browser, server: RunningServer) -> Iterator[Phone]:
    """The other city officer, at a desk of her own."""
    desk = Phone(chrome, server, desk=True)
    desk.sign_in(server.story.colleagues["city_officer"])
    yield desk
    desk.close()


def in_groups(number: str) -> str:
    """An identity number as it is shown whole."""
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def register(page: Page, number: str) -> None:
    """Fill and send the form of a new guard, the number's last character mistyped at first."""
    page.goto("/guards/new")
    field = page.get_by_label("身份证号", exact=True)
    field.fill(number[:-1] + ("1" if number[-1] != "1" else "2"))
    expect(page.get_by_text("校验码不符，请对照居民身份证逐位核对。")).to_be_visible()
    page.get_by_label("姓名", exact=True).fill(NAME)
    page.get_by_label("手机号码").fill("138 1234 5678")
    page.get_by_label("文化程度").select_option(index=2)
    page.get_by_label("现住址").fill("广州市天河区龙口西路 10 号")
    field.fill(number)
    page.get_by_role("button", name="登记保安员").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()


def give_photo(page: Page, photo: Path) -> None:
    """Upload the photo."""
    page.get_by_role("button", name="上传照片").click()
    page.locator("dialog input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="使用这张照片").click()
    portrait = page.get_by_role("img", name=f"{NAME}的照片")
    expect(portrait).to_be_visible()
    assert portrait.evaluate("image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])") == [358, 441]


def act(page: Page, word: str, reason: str) -> None:
    """An act on the certificate; without a reason it is not done."""
    page.get_by_role("button", name=f"{word}保安员证").click()
    asking = page.get_by_role("dialog", name=f"{word}{NAME}的保安员证")
    asking.get_by_role("button", name=f"{word}保安员证").click()
    expect(asking.get_by_text("请填写原因")).to_be_visible()
    asking.get_by_label("原因").fill(reason)
    asking.get_by_role("button", name=f"{word}保安员证").click()
    expect(asking).to_have_count(0)
    expect(history(page)).to_contain_text(reason)


def history(page: Page) -> Locator:
    """What was done with the certificate, the latest first."""
    return page.get_by_role("article").locator("ol").get_by_role("listitem").first


def on_card(desk: Phone) -> str:
    """What the code on the card's picture says."""
    front = desk.page.get_by_role("img", name=f"{NAME}的保安员证正面")
    assert front.evaluate("image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])") == [1011, 638]
    answer = desk.context.request.get(front.get_attribute("src") or "")
    code = zxingcpp.read_barcode(Image.open(io.BytesIO(answer.body())))
    assert code
    return code.text


def test_a_guard_from_registration_to_revocation(officer: Phone, tmp_path: Path) -> None:
    page, number = officer.page, identity_number(INDEX, "male", ())
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture((900, 1200)))
    register(page, number)
    expect(page.get_by_role("button", name="核发保安员证")).to_be_disabled()
    give_photo(page, photo)
    page.get_by_role("button", name="核发保安员证").click()
    page.get_by_role("dialog", name=f"为{NAME}核发保安员证").get_by_role("button", name="核发保安员证").click()
    guard = page.url
    page.get_by_role("article").locator("a[href*='/certificates/']").click()
    badge = page.get_by_role("article").locator("header")
    expect(history(page)).to_contain_text("核发")
    public = on_card(officer)
    assert public.startswith(f"{officer.server.origin}/c/")

    act(page, "暂停", "接受调查")
    expect(badge).to_contain_text("暂停")
    act(page, "恢复", "已查明无违法行为")
    expect(badge).to_contain_text("有效")
    act(page, "吊销", "扣押他人证件，情节严重")
    expect(badge).to_contain_text("已吊销")
    expect(page.get_by_text("此证现在没有可办理的事项。")).to_be_visible()
    public_page = officer.context.new_page()
    public_page.goto(public)
    expect(public_page.get_by_role("heading", name="无效", exact=True)).to_be_visible()
    public_page.close()

    page.goto(guard)
    page.get_by_role("button", name="核发保安员证").click()
    again = page.get_by_role("dialog", name=f"为{NAME}核发保安员证")
    again.get_by_role("button", name="核发保安员证").click()
    expect(again.get_by_role("alert")).to_contain_text("曾被吊销保安员证，未满三年")


def test_the_whole_identity_number_is_shown_for_a_reason_and_recorded(officer: Phone) -> None:
    page, number = officer.page, identity_number(INDEX + 1, "male", ())
    register(page, number)
    detail = page.get_by_role("article")
    assert number not in detail.inner_text().replace(" ", "")
    page.get_by_role("button", name="显示完整号码").click()
    asking = page.get_by_role("dialog", name=f"显示{NAME}的完整号码")
    asking.get_by_role("button", name="记录并显示").click()
    expect(asking.get_by_text("请填写原因")).to_be_visible()
    asking.get_by_label("原因").fill("核对来访人员身份")
    asking.get_by_role("button", name="记录并显示").click()
    expect(detail).to_contain_text(in_groups(number))
    page.get_by_role("button", name="立即隐藏").click()
    assert number not in detail.inner_text().replace(" ", "")
    record = page.evaluate("fetch('/api/audit-events?action=disclose').then(answer => answer.json())")["items"][0]
    assert record["subject_id"] == page.url.rsplit("/", 1)[-1]
    assert "核对来访人员身份" in str(record)
    assert number not in str(record)


def open_account(page: Page, user_name: str) -> str:
    """Open a station officer's account; returns the first password, shown once."""
    page.goto("/accounts/new")
    page.get_by_role("main").locator("form").get_by_label("角色").select_option(label="派出所民警")
    page.get_by_label("用户名", exact=True).fill(user_name)
    page.get_by_label("姓名", exact=True).fill("欧阳𬭎")
    page.get_by_label("警号", exact=True).fill("440199")
    page.get_by_role("searchbox", name="公安机关").fill("天河南")
    page.get_by_role("list", name="查找结果").get_by_role("button").first.click()
    page.get_by_role("button", name="创建账号").click()
    told = page.get_by_role("dialog", name="首次登录密码")
    password = told.locator("dd.password").inner_text()
    told.get_by_role("button", name="我已记下").click()
    expect(page.get_by_text("下次登录须修改密码")).to_be_visible()
    assert password not in page.inner_text("body")
    return password


def enter(phone: Phone, user_name: str, password: str) -> None:
    """Type into the sign-in form and send it."""
    phone.open("/")
    phone.page.get_by_label("用户名", exact=True).fill(user_name)
    phone.page.get_by_label("密码", exact=True).fill(password)
    phone.page.keyboard.press("Enter")


def test_a_new_officer_must_choose_a_password_before_anything_else(officer: Phone, phone: Phone) -> None:
    first, own = open_account(officer.page, "station.new"), "竹叶 青石 渡口 灯笼 三月"
    page = phone.page
    enter(phone, "station.new", first)
    expect(page.get_by_role("heading", name="设置您自己的密码")).to_be_visible()
    phone.open("/scan")
    expect(page.get_by_role("heading", name="设置您自己的密码")).to_be_visible()
    assert page.evaluate("fetch('/api/sites').then(answer => answer.status)") == 403
    page.get_by_label("首次登录密码", exact=True).fill(first)
    for label in ("新密码", "再输一次新密码"):
        page.get_by_label(label, exact=True).fill(own)
    page.get_by_role("button", name="保存新密码").click()
    expect(page.get_by_role("link", name="检查", exact=True)).to_be_visible()
    page.context.clear_cookies()
    enter(phone, "station.new", first)
    expect(page.get_by_text("用户名或密码不对")).to_be_visible()
    enter(phone, "station.new", own)
    expect(page.get_by_role("link", name="检查", exact=True)).to_be_visible()


def register_unit(page: Page) -> str:
    """Register a company; returns its address in the app."""
    page.goto("/units/new")
    page.get_by_label("单位名称", exact=True).fill("广州石牌护航保安服务有限公司")
    page.get_by_label("统一社会信用代码", exact=True).fill(uscc(900_001, "440106"))
    expect(page.get_by_text("校验码正确")).to_be_visible()
    page.get_by_label("法定代表人或负责人").fill("赖清泉")
    page.get_by_role("checkbox").first.check()
    for level, place in (("地级市", "广州市"), ("县（市、区）", "天河区")):
        page.get_by_label(level, exact=True).select_option(label=place)
    page.get_by_label("地址", exact=True).fill("石牌东路 8 号")
    page.get_by_label("市局", exact=True).select_option(index=1)
    page.get_by_role("button", name="登记单位").click()
    expect(page.get_by_role("heading", name="广州石牌护航保安服务有限公司")).to_be_visible()
    return page.url


def edit(page: Page, address: str) -> None:
    """Open the form that changes the unit."""
    page.goto(f"{address}/edit")
    expect(page.get_by_label("法定代表人或负责人")).to_have_value("赖清泉")


def test_two_officers_change_one_unit_and_neither_loses_anything(officer: Phone, colleague: Phone) -> None:
    page, other = officer.page, colleague.page
    address = register_unit(page)
    edit(page, address)
    edit(other, address)
    other.get_by_label("联系电话").fill("020-88886666")
    other.get_by_label("地址", exact=True).fill("石牌东路 18 号")
    other.get_by_role("button", name="保存").click()
    expect(other.get_by_text("石牌东路 18 号")).to_be_visible()

    page.get_by_label("法定代表人或负责人").fill("赖清源")
    page.get_by_label("地址", exact=True).fill("石牌东路 28 号")
    page.get_by_role("button", name="保存").click()
    told = page.get_by_role("alert").filter(has_text="在您修改期间，他人保存了这条记录")
    expect(told).to_contain_text("020-88886666")
    expect(told).to_contain_text("石牌东路 18 号")
    expect(page.get_by_label("联系电话")).to_have_value("020-88886666")
    expect(page.get_by_label("法定代表人或负责人")).to_have_value("赖清源")
    expect(page.get_by_label("地址", exact=True)).to_have_value("石牌东路 28 号")
    page.get_by_role("button", name="保存").click()
    detail = page.get_by_role("article")
    for value in ("020-88886666", "赖清源", "石牌东路 28 号"):
        expect(detail).to_contain_text(value)


@pytest.mark.parametrize(("link", "tab"), [("监督检查记录", "检查"), ("驻点", "")])
def test_a_units_page_leads_to_what_belongs_to_that_unit(officer: Phone, link: str, tab: str) -> None:
    page, unit = officer.page, officer.server.story.unit_name
    officer.open(f"/units/{officer.server.story.unit_id}")
    page.get_by_role("article").get_by_role("link", name=link, exact=True).click()
    header, rows = page.locator(".list-side header"), page.locator(".list-side li a")
    expect(header).to_contain_text(unit)
    expect(rows.filter(has_not_text=unit)).to_have_count(0)
    rows.first.click()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_count(2)
    expect(rows.filter(has_not_text=unit)).to_have_count(0)
    if tab:
        page.get_by_role("navigation").get_by_role("link", name=tab, exact=True).click()
        expect(rows.filter(has_not_text=unit).first).to_be_visible()
        expect(header).not_to_contain_text(unit)

"""Second factors in a real browser, whose virtual device makes the passkeys: led to one, in with it, the ways out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer, free_port

NAME, PASSWORD = "second.factor", "seven brown foxes"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def strict(server: RunningServer) -> Iterator[RunningServer]:
    """Another process on the same province, under a host name, where administrators must have a second factor."""
    port = free_port()
    origin = f"http://localhost:{port}"
    changed = {"PUBLIC_ORIGIN": origin, "BIND": f"127.0.0.1:{port}", "SECOND_FACTOR_ROLES": "system_administrator"}
    environment = server.environment | {f"GANGWEI_{name}": value for name, value in changed.items()}
    process = replace(server, origin=origin, environment=environment, process=None)
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def phone(chrome: Browser, strict: RunningServer) -> Iterator[Phone]:
    """The phone of a new administrator, with a fingerprint reader."""
    phone = Phone(chrome, strict)
    device = phone.context.new_cdp_session(phone.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield phone
    phone.close()


@pytest.fixture(scope="module")
def codes(phone: Phone, strict: RunningServer) -> list[str]:
    """The recovery codes of the first sign-in: a new password, a passkey, the codes, and in."""
    page = phone.page
    first = strict.flask("accounts", "create-administrator", NAME, "--name", "林管理").split()[-1]
    phone.open("/")
    enter(phone, first)
    page.get_by_label("首次登录密码", exact=True).fill(first)
    page.get_by_label("新密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次新密码", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="设置二次验证")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert phone.findings() == []
    phone.open("/accounts")
    expect(page.get_by_role("heading", name="设置二次验证")).to_be_visible()
    page.get_by_role("button", name="添加通行密钥").click()
    page.get_by_label("名称").fill("工作手机")
    page.get_by_role("button", name="在这台设备上创建").click()
    shown = page.get_by_role("dialog", name="您的恢复码")
    expect(shown.get_by_role("listitem")).to_have_count(10)
    return shown.get_by_role("listitem").all_inner_texts()


def enter(phone: Phone, password: str = PASSWORD) -> None:
    """The first step."""
    phone.page.get_by_label("用户名", exact=True).fill(NAME)
    phone.page.get_by_label("密码", exact=True).fill(password)
    phone.page.get_by_role("button", name="登录", exact=True).click()


def sign_out(phone: Phone) -> None:
    phone.open("/settings")
    phone.page.get_by_role("button", name="退出登录").click()
    expect(phone.page.get_by_label("用户名", exact=True)).to_be_visible()


def step(phone: Phone) -> Locator:
    """The second step's form."""
    form = phone.page.locator("form").filter(has=phone.page.get_by_role("heading", name="二次验证"))
    expect(form).to_be_visible()
    return form


def is_in(phone: Phone) -> None:
    expect(phone.page.get_by_role("navigation").first).to_be_visible()


def test_the_codes_stay_until_the_person_has_kept_them(phone: Phone, codes: list[str]) -> None:
    shown = phone.page.get_by_role("dialog", name="您的恢复码")
    phone.page.keyboard.press("Escape")
    expect(shown).to_be_visible()
    expect(shown.get_by_role("button", name="完成")).to_be_disabled()
    assert phone.findings() == []
    phone.page.emulate_media(media="print")
    expect(shown.get_by_text(codes[9])).to_be_visible()
    expect(shown.get_by_role("button")).to_have_count(0)
    expect(phone.page.locator("main h1")).to_be_hidden()
    phone.page.emulate_media(media="screen")
    with phone.page.expect_download() as saved:
        shown.get_by_role("button", name="保存为文件").click()
    text = saved.value.path().read_text()
    assert [code in text for code in codes] == [True] * 10
    shown.get_by_label("我已保存好恢复码").check()
    shown.get_by_role("button", name="完成").click()
    phone.page.get_by_role("button", name="继续").click()
    is_in(phone)


def test_a_passkey_alone_signs_in(phone: Phone, codes: list[str]) -> None:
    sign_out(phone)
    phone.page.get_by_role("button", name="用通行密钥登录").click()
    is_in(phone)


def test_the_password_and_then_the_passkey_sign_in(phone: Phone, codes: list[str]) -> None:
    sign_out(phone)
    enter(phone)
    form = step(phone)
    assert phone.findings() == []
    expect(form.get_by_role("button", name="使用通行密钥")).to_be_focused()
    phone.page.reload()  # the half way is kept by the session, not by the page
    step(phone).get_by_role("button", name="使用通行密钥").click()
    is_in(phone)


def test_a_recovery_code_is_the_way_out_once(phone: Phone, codes: list[str]) -> None:
    sign_out(phone)
    enter(phone)
    form = step(phone)
    form.get_by_role("button", name="使用恢复码").click()
    form.get_by_role("button", name="验证并登录").click()
    expect(form.get_by_role("alert")).to_contain_text("请输入恢复码。")
    form.get_by_label("恢复码", exact=True).fill("abcde-abcde")
    phone.page.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("验证码不对，或已经用过。")
    form.get_by_label("恢复码", exact=True).fill(codes[0].replace("-", " ").upper())
    phone.page.keyboard.press("Enter")
    is_in(phone)
    phone.open("/settings/second-factor")
    expect(phone.page.get_by_text("还剩 9 个没有使用。")).to_be_visible()


def test_an_authenticator_app_is_set_up_and_its_code_taken_as_it_is_pasted(phone: Phone, codes: list[str]) -> None:
    page = phone.page
    phone.open("/settings/second-factor")
    page.get_by_role("button", name="设置身份验证器").click()
    setting = page.get_by_role("dialog", name="身份验证器")
    expect(setting.get_by_role("img", name="身份验证器的二维码")).to_be_visible()
    assert phone.findings() == []
    app = pyotp.TOTP(setting.locator(".secret").inner_text().replace(" ", ""))
    setting.get_by_label("身份验证器显示的 6 位数字").fill(app.now())
    page.keyboard.press("Enter")
    expect(page.get_by_text("使用中")).to_be_visible()

    sign_out(phone)
    enter(phone)
    form, next_code = step(phone), app.at(datetime.now(UTC) + timedelta(seconds=30))
    code = form.get_by_label("身份验证器的验证码")
    expect(code).to_have_attribute("autocomplete", "one-time-code")
    code.fill(f" {next_code[:3]} {next_code[3:]} ")
    page.keyboard.press("Enter")
    is_in(phone)


def test_the_last_factor_of_the_role_stays_and_another_one_goes(phone: Phone, codes: list[str]) -> None:
    page = phone.page
    phone.open("/settings/second-factor")
    page.get_by_role("button", name="删除身份验证器").click()
    page.get_by_role("dialog").get_by_role("button", name="删除身份验证器").click()
    expect(page.get_by_text("还没有设置身份验证器。")).to_be_visible()
    page.get_by_role("button", name="删除通行密钥“工作手机”").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^删除通行密钥")).click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("您的角色必须使用二次验证。")


def test_a_session_that_ends_under_a_form_comes_back_by_both_steps_with_what_was_typed(phone: Phone, codes: list[str]) -> None:
    page = phone.page
    phone.open("/accounts/new")
    page.get_by_label("姓名", exact=True).fill("没有丢的名字")
    page.get_by_label("用户名", exact=True).fill("kept.name")
    page.locator("#account-role").select_option(label="系统管理员")
    phone.context.clear_cookies()
    page.get_by_role("button", name="创建账号").click()
    again = page.get_by_role("dialog", name="登录")
    again.get_by_label("密码", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    again.get_by_role("button", name="使用通行密钥").click()
    expect(again).to_have_count(0)
    expect(page.get_by_label("姓名", exact=True)).to_have_value("没有丢的名字")
    page.get_by_role("button", name="创建账号").click()
    expect(page.get_by_role("dialog", name="首次登录密码")).to_contain_text("kept.name")


def test_a_manager_of_accounts_resets_it_and_the_person_sets_up_another(
    phone: Phone, codes: list[str], chrome: Browser, server: RunningServer
) -> None:
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("system_administrator")
    page = desk.page
    desk.open("/accounts")
    page.get_by_role("searchbox").fill(NAME)
    page.get_by_role("link", name=re.compile("林管理")).click()
    expect(page.get_by_text("已设置二次验证")).to_be_visible()
    page.get_by_role("button", name="重置二次验证").click()
    asked = page.get_by_role("dialog", name="重置林管理的二次验证")
    assert desk.findings() == []
    asked.get_by_role("button", name="重置二次验证").click()
    expect(asked.get_by_text("请填写原因。")).to_be_visible()
    asked.get_by_label("原因").fill("手机遗失，本人到场提出")
    asked.get_by_role("button", name="重置二次验证").click()
    expect(asked).to_have_count(0)
    expect(page.get_by_role("button", name="重置密码")).to_be_visible()
    expect(page.get_by_text("已设置二次验证")).to_have_count(0)
    expect(page.get_by_role("button", name="重置二次验证")).to_have_count(0)
    desk.close()

    phone.open("/settings")
    enter(phone)  # he was signed out, and only the password is asked
    expect(phone.page.get_by_role("heading", name="设置二次验证")).to_be_visible()
    expect(phone.page.get_by_text("还没有通行密钥。")).to_be_visible()

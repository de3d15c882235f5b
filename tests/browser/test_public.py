"""The public page, as anybody with a phone meets it: what a card's code opens, and what stands on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Response, Route, expect

from tests.browser.phone import Phone

FACTS = ["姓名", "证号", "状态", "状态起始日期", "发证机关", "发证日期", "有效期至", "数据截至"]
CARD_FACTS = ["姓名", "证号", "发证日期", "有效期至"]
ANSWER = {"result", "number", "name", "state", "state_since", "issued_on", "expires_on", "agency_name", "as_of"}


def address(code: Path) -> str:
    """The address that any camera app reads from a code."""
    found = zxingcpp.read_barcode(Image.open(code))
    assert found
    return found.text


def present(phone: Phone, code: Path) -> Response:
    """Open the address in the code; returns what the register answered."""
    with phone.page.expect_response("**/api/lookup") as answer:
        phone.open(address(code))
    return answer.value


def result(phone: Phone) -> list[str]:
    """What is named in the result."""
    expect(phone.page.locator("#verdict")).to_be_visible()
    return phone.page.locator("section.result dt").all_inner_texts()


def test_a_valid_card_shows_what_the_card_shows_and_nothing_else(phone: Phone) -> None:
    guard = phone.server.story.guards["valid"]
    assert urlsplit(address(guard.code)).path.removeprefix("/c/").isdigit()
    answer = present(phone, guard.code).json()
    expect(phone.page.get_by_role("heading", name="有效", exact=True)).to_be_focused()
    expect(phone.page.get_by_text("此证有效。")).to_be_visible()
    assert result(phone) == FACTS
    values = phone.page.locator("section.result dd").all_inner_texts()
    assert values[:3] == [guard.name, guard.number, "有效"]
    assert set(answer) == ANSWER
    assert phone.page.locator("img, picture, video, canvas").count() == 0
    expect(phone.page.get_by_text("持证人的样貌与卡片上的照片是否一致")).to_be_visible()


def test_a_revoked_card_is_called_not_valid_since_when(phone: Phone) -> None:
    answer = present(phone, phone.server.story.guards["revoked"].code).json()
    year, month, day = (int(part) for part in answer["state_since"].split("-"))
    expect(phone.page.get_by_role("heading", name="无效", exact=True)).to_be_visible()
    expect(phone.page.locator("section.result .line")).to_have_text(f"此证已于{year}年{month}月{day}日被吊销，不能凭此证上岗。")


def test_a_card_is_proven_in_the_public_log_by_the_phone_itself(phone: Phone) -> None:
    phone.server.flask("log", "seal")
    present(phone, phone.server.story.guards["revoked"].code)
    phone.page.get_by_role("button", name="在公开日志中核对").click()
    expect(phone.page.get_by_role("heading", name="公开日志", exact=True)).to_be_focused()
    expect(phone.page.get_by_text("证明已在本机核对")).to_be_visible()
    assert phone.page.locator("#log dt").all_inner_texts() == ["核发", "吊销", "检查点"]
    assert len(phone.page.locator("#log dd").filter(has_text="补录").all()) == 2


@pytest.mark.parametrize("key", ["altered", "forged"])
def test_a_false_code_names_nobody(phone: Phone, key: str) -> None:
    present(phone, phone.server.story.codes[key])
    expect(phone.page.get_by_role("heading", name="无效", exact=True)).to_be_visible()
    expect(phone.page.get_by_text("不是发证机关签发的，或者内容被改过")).to_be_visible()
    assert result(phone) == []


def test_the_form_finds_by_number_and_name_together_only(phone: Phone) -> None:
    guard, other = phone.server.story.guards["rare"], phone.server.story.guards["valid"]
    page = phone.page
    phone.open("/lookup")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("alert")).to_contain_text("请填写保安员证号。")
    spaced = f"{guard.number[:4]} {guard.number[4:]}"
    page.get_by_label("保安员证号").fill(spaced)
    page.get_by_label("持证人姓名").fill(other.name)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", name="无法核验", exact=True)).to_be_visible()
    assert result(phone) == []
    expect(page.get_by_label("保安员证号")).to_have_value(spaced)
    page.get_by_label("持证人姓名").fill(guard.name)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", name="有效", exact=True)).to_be_visible()
    assert result(phone) == FACTS


def silence(phone: Phone, *paths: str) -> list[str]:
    """The application answers none of these any more; returns what was asked of it."""
    asked: list[str] = []

    def abort(route: Route) -> None:
        asked.append(urlsplit(route.request.url).path)
        route.abort()

    for path in paths:
        phone.page.route(path, abort)
    return asked


def test_without_the_register_the_published_list_answers_and_says_of_when_it_is(phone: Phone) -> None:
    guard = phone.server.story.guards["valid"]
    asked = silence(phone, "**/api/lookup", "**/api/session")
    phone.open(address(guard.code))
    expect(phone.page.get_by_role("heading", name="有效", exact=True)).to_be_visible()
    expect(phone.page.locator("section.result .line")).to_contain_text("此证有效。查询服务现在没有回答，这是当时发布的状态。")
    expect(phone.page.get_by_text("以下内容来自卡片本身，不是登记系统的现状。")).to_be_visible()
    assert result(phone) == CARD_FACTS
    assert phone.page.locator("img, picture, video, canvas").count() == 0
    assert asked == ["/api/lookup"]
    phone.page.unroute("**/api/lookup")
    phone.page.get_by_role("button", name="再试一次").click()
    expect(phone.page.get_by_text("此证有效。", exact=True)).to_be_visible()
    assert result(phone) == FACTS


def test_without_the_register_a_revoked_card_is_not_valid_by_the_published_list(phone: Phone) -> None:
    silence(phone, "**/api/lookup")
    phone.open(address(phone.server.story.guards["revoked"].code))
    expect(phone.page.get_by_role("heading", name="无效", exact=True)).to_be_visible()
    expect(phone.page.locator("section.result .line")).to_contain_text("此证已被吊销")


def test_without_register_and_list_a_card_is_genuine_but_its_state_unknown(phone: Phone) -> None:
    silence(phone, "**/api/lookup", "**/api/lists/status")
    phone.open(address(phone.server.story.guards["valid"].code))
    expect(phone.page.get_by_role("heading", name="需核查", exact=True)).to_be_visible()
    expect(phone.page.get_by_text("签名是真的，但现在无法联网查询，不知道此证目前是否仍然有效")).to_be_visible()
    assert result(phone) == CARD_FACTS


def test_a_list_of_yesterday_makes_no_card_green(phone: Phone) -> None:
    silence(phone, "**/api/lookup")
    phone.page.clock.set_system_time(datetime.now(UTC) + timedelta(hours=25))
    phone.open(address(phone.server.story.guards["valid"].code))
    expect(phone.page.get_by_role("heading", name="需核查", exact=True)).to_be_visible()


def test_the_page_names_its_official_address_asks_nobody_else_and_keeps_nothing(phone: Phone) -> None:
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    present(phone, phone.server.story.guards["valid"].code)
    expect(phone.page.get_by_role("heading", name="有效", exact=True)).to_be_visible()
    host = urlsplit(phone.server.origin).netloc
    expect(phone.page.get_by_role("heading", name="谨防仿冒")).to_be_visible()
    expect(phone.page.get_by_role("contentinfo")).to_contain_text(f"官方网址是 {host}")
    expect(phone.page.get_by_role("contentinfo")).to_contain_text("不要求输入身份证号、密码或验证码")
    assert {urlsplit(url).netloc for url in asked} == {host}
    assert phone.page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert phone.page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_english_is_one_tap_away_and_is_remembered(phone: Phone) -> None:
    present(phone, phone.server.story.guards["valid"].code)
    phone.page.get_by_role("button", name="English").click()
    expect(phone.page.get_by_role("heading", name="Valid", exact=True)).to_be_visible()
    expect(phone.page.get_by_text("This certificate is valid.")).to_be_visible()
    expect(phone.page.get_by_role("heading", name="Beware of imitations")).to_be_visible()
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="Valid", exact=True)).to_be_visible()

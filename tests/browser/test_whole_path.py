"""The whole path: from a visit without network over notice, answer and re-check to the end of the matter, with its papers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.browser.test_visit import begin, conform, finish, ready, record_of, sign
from tests.factories.inspections import picture

pytestmark = pytest.mark.same_on_all("what people see and press; each step is tried over HTTP on both databases")
SCANNED = 12
FOUND = {"证件过期": "expired", "证件吊销": "revoked", "不在名册": "not_on_roster"}
ASK = "path => fetch(path).then(answer => answer.json())"


def ask(phone: Phone, path: str) -> Any:
    """What the API tells this person."""
    return phone.page.evaluate(ASK, f"/api{path}")


def scan_all(phone: Phone, codes: list[Path]) -> None:
    """One card after another, without leaving the scanner."""
    phone.page.get_by_role("button", name="扫描保安员证").click()
    scanner = phone.page.get_by_role("dialog", name="扫描保安员证")
    for count, code in enumerate(codes, 1):
        scanner.locator("input[type=file]").set_input_files(code)
        expect(scanner.get_by_text(f"已查验 {count} 人")).to_be_visible()
        scanner.get_by_role("button", name="扫下一张").click()
    scanner.get_by_role("button", name="返回检查").click()


def visit_without_network(phone: Phone) -> str:
    """Twelve guards, three findings, a deadline and a signature; returns the visit's id."""
    page, story = phone.page, phone.server.story
    page.get_by_role("link", name="检查", exact=True).click()
    phone.offline()
    begin(phone, locked=True)
    visit_id = page.url.rsplit("/", 1)[1]
    page.get_by_role("button", name="添加民警").click()
    page.get_by_role("dialog").locator("button.officer").first.click()
    conform(page)
    first = ("expired", "revoked", "other-site")
    rest = [key for key in story.guards if key not in first]
    scan_all(phone, [story.guards[key].code for key in (*first, *rest)][:SCANNED])
    for key, word in zip(first, FOUND, strict=True):
        line = page.locator("#visit-guards li").filter(has_text=story.guards[key].name)
        line.get_by_role("button", name=f"记为问题：{word}").click()
    page.get_by_label("责令限期改正").check()
    page.get_by_role("button", name="7 天内").click()
    sign(phone)
    finish(phone)
    expect(phone.verdict()).to_contain_text("等待发送")
    phone.offline(False)
    expect(phone.verdict()).to_contain_text("已接收")
    return visit_id


def answer(manager: Phone, notice_id: str, photo: Path) -> None:
    """The manager says what was done, with a photo, and asks for the re-check."""
    page = manager.page
    manager.open(f"/notices/{notice_id}/answer")
    page.get_by_label("改正情况").fill("三人已调离，名册已更新。")
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_role("img", name="改正照片 1")).to_be_visible()
    page.get_by_role("button", name="提交答复").click()
    page.get_by_role("button", name="申请复查").click()
    page.get_by_role("dialog").get_by_role("button", name="申请复查").click()
    expect(page.get_by_text("单位申请复查", exact=True).last).to_be_visible()


def recheck(phone: Phone, notice_id: str) -> None:
    """From the notice into the visit: what was demanded stands first, with what the unit answered."""
    page = phone.page
    phone.open(f"/notices/{notice_id}")
    page.get_by_role("link", name="开始复查").click()
    section = page.locator("#visit-recheck")
    expect(section.get_by_text("三人已调离，名册已更新。").first).to_be_visible()
    assert phone.findings() == []
    for choice in section.get_by_text("已改正", exact=True).all():
        choice.click()
    page.get_by_role("button", name="添加民警").click()
    page.get_by_role("dialog").locator("button.officer").first.click()
    conform(page)
    page.get_by_label("负责人不在场").check()
    page.get_by_label("没有签名的原因").fill("负责人外出，由当班队长在场。")
    finish(phone)
    expect(phone.verdict()).to_contain_text("已接收")


def papers(phone: Phone, about: str) -> list[bytes]:
    """The PDFs of a record or notice."""
    origin, answer = phone.server.origin, ask(phone, f"/papers?{about}")
    assert "items" in answer, answer
    files = [f"{origin}/api/papers/{paper['id']}/file" for paper in answer["items"]]
    return [phone.page.request.get(file).body() for file in files]


def test_from_a_visit_without_network_to_the_end_of_the_matter(chrome: Browser, server: RunningServer, tmp_path: Path) -> None:
    officer, manager = ready(Phone(chrome, server), "station_officer"), Phone(chrome, server)
    visit_id = visit_without_network(officer)
    guards = record_of(officer, visit_id)["guards"]
    assert sum(guard["verification_id"] is not None for guard in guards) == SCANNED
    assert sorted(guard["finding"] for guard in guards if guard["finding"]) == sorted(FOUND.values())
    [notice] = ask(officer, f"/notices?inspection_id={visit_id}")["items"]
    assert (notice["state"], notice["items_count"]) == ("open", len(FOUND))

    photo = tmp_path / "corrected.jpg"
    photo.write_bytes(picture((640, 480)))
    manager.sign_in("company_manager")
    answer(manager, notice["id"], photo)
    recheck(officer, notice["id"])
    closed = ask(manager, f"/notices/{notice['id']}")
    assert (closed["state"], [event["kind"] for event in closed["events"]][-2:]) == ("closed", ["rechecked", "closed"])
    for phone in (officer, manager):
        files = papers(phone, f"inspection_id={visit_id}")
        assert len(files) == 2
        assert papers(phone, f"notice_id={notice['id']}")[0] in files
        assert all(file.startswith(b"%PDF-") for file in files)
        phone.close()

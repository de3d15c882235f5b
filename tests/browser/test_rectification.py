"""A manager at his phone answers a notice with a photo; the officer looks at it and closes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.factories.inspections import picture

pytestmark = pytest.mark.same_on_all("what people see and press; the rules are tried over HTTP on both databases")
LATEST = """async unit => {
    const answer = await fetch(`/api/notices?unit_id=${unit}`);
    return (await answer.json()).items[0];
}"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """What the camera gives."""
    path = tmp_path / "corrected.jpg"
    path.write_bytes(picture((640, 480)))
    return path


def test_a_notice_is_answered_by_the_manager_and_closed_by_the_officer(chrome: Browser, server: RunningServer, photo: Path) -> None:
    manager, officer = Phone(chrome, server), Phone(chrome, server, desk=True)
    manager.sign_in("company_manager")
    manager.page.get_by_role("link", name="整改通知书未办结").click()
    notice = manager.page.evaluate(LATEST, str(server.story.unit_id))
    manager.open(f"/notices/{notice['id']}")
    page = manager.page
    expect(page.get_by_text("每一项都答复后，可以申请复查。")).to_be_visible()
    page.get_by_role("link", name="答复", exact=True).click()
    page.get_by_role("button", name="提交答复").click()
    expect(page.get_by_text("请写明改正情况。").first).to_be_visible()
    page.get_by_label("改正情况").fill("已补齐交接班签名。")
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_role("img", name="改正照片 1")).to_be_visible()
    page.get_by_role("button", name="提交答复").click()
    page.get_by_role("button", name="申请复查").click()
    page.get_by_role("dialog").get_by_role("button", name="申请复查").click()
    expect(page.get_by_text("单位申请复查", exact=True).last).to_be_visible()

    officer.sign_in("city_officer")
    officer.open("/notices?show=recheck_requested")
    officer.page.get_by_role("link", name=notice["number"]).click()
    page = officer.page
    expect(page.get_by_text("已补齐交接班签名。").first).to_be_visible()
    expect(page.get_by_role("img", name="改正照片 1")).to_have_js_property("naturalWidth", 640)
    page.get_by_role("button", name="办结").click()
    closing = page.get_by_role("dialog")
    closing.get_by_label("办结说明").fill("照片清楚，同意办结。")
    closing.get_by_role("button", name="办结通知书").click()
    expect(page.get_by_text("办结：材料足以证明已改正")).to_be_visible()

    manager.page.reload()
    expect(manager.page.get_by_text("照片清楚，同意办结。")).to_be_visible()
    expect(manager.page.get_by_role("link", name="答复", exact=True)).to_have_count(0)
    assert manager.errors == officer.errors == []
    manager.close()
    officer.close()

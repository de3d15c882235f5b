"""The app on the phone: it can be installed, opens without network, asks before a new version takes over, forgets at sign-out."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone
from tests.browser.server import RunningServer, free_port

pytestmark = pytest.mark.same_on_all("the shell, the service worker and what the phone keeps are the browser's")
BUILD = "document.querySelector('meta[name=build]')?.content ?? 'first'"
PACKS = """async () => {
    const database = await new Promise(resolve => {
        const request = indexedDB.open("gangwei");
        request.onsuccess = () => resolve(request.result);
    });
    const count = await new Promise(resolve => {
        const request = database.transaction("packs").objectStore("packs").count();
        request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return count;
}"""


@pytest.fixture
def own_server(server: RunningServer, tmp_path: Path) -> Iterator[RunningServer]:
    """A second server on the same data with an app folder of its own, so that a later version can be laid into it."""
    origin, app = f"http://127.0.0.1:{free_port()}", tmp_path / "app"
    shutil.copytree(server.environment["GANGWEI_APP_DIR"], app)
    places = {"GANGWEI_APP_DIR": str(app), "GANGWEI_BIND": origin.removeprefix("http://"), "GANGWEI_PUBLIC_ORIGIN": origin}
    own = RunningServer(origin, server.data, {**server.environment, **places})
    try:
        own.start()
        yield own
    finally:
        own.stop()


def lay_later_version(app: Path) -> None:
    """Change the app's first page, and what the service worker knows of it, as a later build would."""
    page, worker = app / "index.html", app / "sw.js"
    before = hashlib.sha256(page.read_bytes()).hexdigest()[:16]
    page.write_text(page.read_text().replace("</head>", '<meta name="build" content="later"></head>'))
    after = hashlib.sha256(page.read_bytes()).hexdigest()[:16]
    assert before in worker.read_text()
    worker.write_text(worker.read_text().replace(before, after))
    for file in (page, worker):
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))


def test_the_browser_finds_nothing_that_hinders_installing(phone: Phone) -> None:
    phone.open("/sign-in")
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    session = phone.context.new_cdp_session(phone.page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{phone.server.origin}/manifest.webmanifest"


def test_the_app_opens_without_network(phone: Phone) -> None:
    phone.sign_in("station_officer")
    phone.take_along()
    phone.page.reload()
    phone.offline()
    phone.page.reload()
    expect(phone.page.get_by_role("link", name="检查", exact=True)).to_be_visible()
    expect(phone.page.get_by_text("没有网络。记录会保存在本机，联网后自动发送。")).to_be_visible()
    phone.open("/inspections/start")
    phone.unlock()
    expect(phone.page.get_by_role("button").filter(has_text=phone.server.story.site_name).first).to_be_visible()


def test_a_new_version_asks_before_it_takes_over(chrome: Browser, own_server: RunningServer) -> None:
    phone = Phone(chrome, own_server)
    page = phone.page
    phone.sign_in("city_officer")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.open("/guards/new")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    name = page.get_by_label("姓名", exact=True)
    name.fill("黄伟𬭎")
    lay_later_version(Path(own_server.environment["GANGWEI_APP_DIR"]))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when the app is shown again
    offer = page.get_by_text("有新版本。")
    expect(offer).to_be_visible()
    expect(offer).to_contain_text("正在填写的表单请先提交")
    page.get_by_role("button", name="稍后").click()
    expect(offer).to_have_count(0)
    expect(name).to_have_value("黄伟𬭎")
    page.reload()
    expect(offer).to_be_visible()
    assert page.evaluate(BUILD) == "first"
    page.get_by_role("button", name="现在更新").click()
    page.wait_for_function(f"() => ({BUILD}) === 'later'")
    expect(name).to_be_visible()
    expect(offer).to_have_count(0)
    phone.close()


def test_sign_out_leaves_nothing_of_the_register_on_the_phone(phone: Phone) -> None:
    phone.sign_in("station_officer")
    phone.take_along()
    assert phone.page.evaluate(PACKS) == 1
    phone.open("/settings")
    phone.page.get_by_role("button", name="退出登录").click()
    expect(phone.page.get_by_label("用户名")).to_be_visible()
    phone.until(f"async () => await ({PACKS})() === 0")
    phone.offline()
    phone.open("/inspections")
    expect(phone.page.get_by_label("用户名")).to_be_visible()
    expect(phone.page.get_by_text(phone.server.story.site_name)).to_have_count(0)

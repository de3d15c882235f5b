"""The public page before the real nginx, while no application answers: what it still says, and of when."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from backend.certificates import credential
from tests.browser.conftest import FLAGS, chromium
from tests.support.front import Front, new_front
from tests.vectors.make_lists import CARD_8, KEYS, LIST_20, packed, signed_card, status, trust

pytestmark = pytest.mark.same_on_all("no database answers either")

CARD = f"/c/{credential.to_digits(signed_card(CARD_8))}"


@contextmanager
def fronted(folder: Path, lists: dict[str, bytes]) -> Iterator[Front]:
    """nginx that fetched these lists while there was an application; there is none any more."""

    class Application(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = lists[self.path]
            self.send_response(200)
            for name, value in {
                "Content-Type": "application/cwt",
                "Cache-Control": "public, max-age=1",
                "Content-Length": len(body),
                "Connection": "close",  # one that nginx kept would hold the server up when it is to stop
            }.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Be silent."""

    application = HTTPServer(("127.0.0.1", 0), Application)
    threading.Thread(target=application.serve_forever, daemon=True).start()
    front = new_front(folder)
    front.configure([f"127.0.0.1:{application.server_address[1]}"])
    front.start()
    try:
        for path in lists:
            connection = front.connect("127.0.0.1")
            connection.request("GET", path)
            assert connection.getresponse().read() == lists[path]
            connection.close()
        application.shutdown()
        application.server_close()
        yield front
    finally:
        front.stop()


@pytest.fixture(scope="module")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    browser = playwright_driver.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield browser
    browser.close()


@pytest.mark.parametrize(
    ("made", "states", "word", "line"),
    [
        (timedelta(hours=1), {}, "有效", "此证有效。查询服务现在没有回答"),
        (timedelta(hours=1), {58210: "suspended"}, "无效", "此证暂停使用"),
        (timedelta(hours=26), {}, "需核查", "不知道此证目前是否仍然有效"),
    ],
)
def test_it_answers_by_the_lists_that_nginx_kept(
    browser: Browser, tmp_path: Path, made: timedelta, states: dict[int, str], word: str, line: str
) -> None:
    at = datetime.now(UTC).replace(microsecond=0) - made
    lists = {"/api/lists/trust": trust(KEYS, LIST_20, at), "/api/lists/status": status(packed(states or {0: "revoked"}), LIST_20, at)}
    with fronted(tmp_path, lists) as front:
        context = browser.new_context(ignore_https_errors=True, locale="zh-CN")
        page = context.new_page()
        page.goto(front.origin + CARD)
        expect(page.get_by_role("heading", name=word, exact=True)).to_be_visible()
        expect(page.locator("section.result .line")).to_contain_text(line)
        assert page.locator("section.result dd").first.inner_text() == "陈志强"
        assert page.locator("section.result img").count() == 0
        context.close()

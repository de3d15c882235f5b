"""A real browser before the real nginx: the scanner's program runs under the policy, foreign scripts do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.conftest import FLAGS, chromium
from tests.serving.conftest import Site
from tests.serving.test_answers import asset


@pytest.fixture(scope="module")
def page(site: Site, playwright_driver: Playwright) -> Iterator[Page]:
    browser = playwright_driver.chromium.launch(executable_path=chromium(), args=FLAGS)
    page = browser.new_context(ignore_https_errors=True, service_workers="block").new_page()
    page.goto(site.front.origin)
    yield page
    browser.close()


def test_the_app_opens_over_http_2_and_breaks_no_rule_of_its_own(page: Page, site: Site) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    for path in ("/", "/lookup"):
        page.goto(site.front.origin + path)
        page.wait_for_load_state("networkidle")
        assert page.locator("input").count() > 0
        assert page.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol") == "h2"
    assert refused == []


def test_the_scanners_program_may_be_compiled(page: Page) -> None:
    compiled = page.evaluate("path => WebAssembly.compileStreaming(fetch(path)).then(String)", asset(".wasm"))
    assert compiled == "[object WebAssembly.Module]"


def test_no_inline_script_and_no_text_becomes_a_script(page: Page) -> None:
    ran = page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 'inline'";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\\"window.ran = 'handler'\\">");
            return new Promise((done) => { setTimeout(() => done(window.ran ?? "nothing"), 200); });
        }"""
    )
    assert ran == "nothing"
    # A function that Playwright evaluates is exempt from the policy, a timer of the page with a text in it is not.
    timed = "() => new Promise((done) => { setTimeout('window.ran = 1'); setTimeout(() => done(window.ran ?? 'nothing'), 100); })"
    assert page.evaluate(timed) == "nothing"


def test_camera_and_position_are_asked_for_and_nothing_else(page: Page) -> None:
    allowed = page.evaluate("document.featurePolicy.allowedFeatures()")
    assert {"camera", "geolocation"} <= set(allowed)
    assert not {"microphone", "payment", "usb", "display-capture"} & set(allowed)

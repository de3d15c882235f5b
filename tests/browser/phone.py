"""A phone (or a desk) with the app open: what a person does with it, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.server import PROJECT, RunningServer

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
AXE = PROJECT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TIANHE = {"latitude": 23.1353, "longitude": 113.3612}


class Phone:
    """One browser context with one page."""

    def __init__(self, browser: Browser, server: RunningServer, *, desk: bool = False, dark: bool = False, language: str = "zh-CN") -> None:
        self.server = server
        self.context = browser.new_context(
            viewport=DESK if desk else PHONE,
            locale=language,
            color_scheme="dark" if dark else "light",
            has_touch=not desk,
            reduced_motion="reduce",
            permissions=["geolocation", "camera"],
            geolocation=TIANHE,
            base_url=server.origin,
        )
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)

    def open(self, path: str) -> None:
        """Open an address of the app."""
        self.page.goto(path)

    def offline(self, off: bool = True) -> None:
        """Cut the network, also the service worker's, or give it back."""
        self.context.set_offline(off)

    def findings(self) -> list[str]:
        """What axe finds against WCAG 2.2 A and AA on the present screen, one line a node."""
        self.page.evaluate(AXE.read_text())  # by the debugger: the content policy lets no page do it
        result: dict[str, Any] = self.page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
        return [f"{item['id']}: {node['html'][:160]}" for item in result["violations"] for node in item["nodes"]]

    def shot(self, path: Path) -> None:
        """A picture of the whole screen."""
        self.page.screenshot(path=path, full_page=True)

    def close(self) -> None:
        """Put it away; an error in the page's own code fails the test."""
        self.context.close()
        assert not self.errors, self.errors

    def _note(self, message: Any) -> None:
        # The browser logs every refused request as an error; those are the app's matter.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

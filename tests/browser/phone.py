"""A phone (or a desk) with the app open: what a person does with it, in words."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Locator, Page, expect

from tests.browser.server import PROJECT, RunningServer

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
AXE = PROJECT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TIANHE = {"latitude": 23.1353, "longitude": 113.3612}
PATIENCE_MS = 60_000
"""How long anything may take on a busy machine; only what fails takes so long."""


PIN = "730158"
"""The field pack's, on every phone here."""

STORED_ALONG = """async () => {
    if (!(await indexedDB.databases()).some(database => database.name === "gangwei")) return {};
    const database = await new Promise(resolve => {
        const request = indexedDB.open("gangwei");
        request.onsuccess = () => resolve(request.result);
    });
    const keys = name => new Promise(resolve => {
        const request = database.transaction(name).objectStore(name).getAllKeys();
        request.onsuccess = () => resolve(request.result);
    });
    const [packs, settings] = [await keys("packs"), await keys("settings")];
    database.close();
    return {pack: packs.length > 0, lists: ["list.trust", "list.status"].every(key => settings.includes(key))};
}"""

UNTIL = """async patience => {
    const end = performance.now() + patience;
    while (!(await (CONDITION)())) {
        if (performance.now() > end) return false;
        await new Promise(resolve => setTimeout(resolve, 50));
    }
    return true;
}"""


OPEN: list[Phone] = []
"""The phones in use, so that a failing test can keep what they showed."""


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
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)
        OPEN.append(self)

    def open(self, path: str) -> None:
        """Open an address of the app."""
        self.page.goto(path)

    def sign_in(self, role: str) -> None:
        """Sign in by hand as the demo's person of that role, and stand on his first screen."""
        story = self.server.story
        user_name = story.accounts.get(role) or role
        self.open("/")
        self.page.get_by_label(re.compile(r"^(用户名|User name)\s*$")).fill(user_name)
        self.page.get_by_label(re.compile(r"^(密码|Password)\s*$")).fill(story.password)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("navigation").first).to_be_visible()

    def take_lists(self) -> None:
        """Have the app's shell and both lists on the phone, as after a moment with network: enough to judge a card."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.until(f"async () => (await ({STORED_ALONG})()).lists")

    def take_along(self) -> None:
        """The field pack too, under a PIN; then go back to where one was. The page is loaded anew, so the pack is locked."""
        self.take_lists()
        address = self.page.url
        self.choose_pin()
        self.until(f"async () => (await ({STORED_ALONG})()).pack")
        self.open(address)

    def choose_pin(self, pin: str = PIN) -> None:
        """Choose the field pack's PIN, by hand."""
        self.open("/field-pack")
        self.page.get_by_label(re.compile("^(PIN|再输一次 PIN)")).first.fill(pin)
        self.page.get_by_label("再输一次 PIN").fill(pin)
        self.page.get_by_role("button", name="保存并下载").click()

    def unlock(self, pin: str = PIN) -> None:
        """Type the PIN where it is asked for."""
        dialog = self.page.get_by_role("dialog", name="解锁离线资料")
        dialog.get_by_label("PIN").fill(pin)
        dialog.get_by_role("button", name="解锁").click()

    def until(self, condition: str) -> None:
        """Wait for an asynchronous condition; `wait_for_function` takes its promise for a yes."""
        came = self.page.evaluate(UNTIL.replace("CONDITION", condition), PATIENCE_MS)
        assert came, f"never came true: {condition}"

    def button(self, name: str) -> Locator:
        """A button by its whole name, or the beginning of it."""
        return self.page.get_by_role("button", name=name)

    def verdict(self) -> Locator:
        """The verdict on the screen."""
        return self.page.locator("section.verdict")

    def draw(self, target: Locator) -> None:
        """Write something with a finger."""
        box = target.bounding_box()
        assert box
        left, top = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.5
        self.page.mouse.move(left, top)
        self.page.mouse.down()
        for step in range(1, 30):
            self.page.mouse.move(left + step * 5, top + (step % 6 - 3) * 8)
        self.page.mouse.up()

    def offline(self, off: bool = True) -> None:
        """Cut the network, also the service worker's, or give it back."""
        self.context.set_offline(off)

    def findings(self, *, both_colours: bool = False) -> list[str]:
        """What axe finds against WCAG 2.2 A and AA on the present screen, one line a node.

        both_colours  look at the contrast a second time in dark: nothing but colours differs there

        The page stands at its whole height meanwhile: what a bar at the bottom happens to cover of a
        control that scrolls on is no finding.
        """
        size = self.page.viewport_size or PHONE
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(size["height"], height + 200)})
        self.page.evaluate(AXE.read_text())  # by the debugger: the content policy lets no page do it
        found = self._axe(WCAG)
        if both_colours:
            self.page.emulate_media(color_scheme="dark")
            found += [f"dark: {finding}" for finding in self._axe(["color-contrast"])]
            self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(size)
        return found

    def _axe(self, rules: list[str]) -> list[str]:
        result: dict[str, Any] = self.page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
        return [f"{item['id']}: {node['html'][:160]}" for item in result["violations"] for node in item["nodes"]]

    def shot(self, path: Path) -> None:
        """A picture of the whole screen."""
        self.page.screenshot(path=path, full_page=True)

    def keep_trace(self, path: Path) -> None:
        """Write the screen, the address and the page's own errors beside `path`."""
        with suppress(Error):  # the page itself may be what failed
            self.page.screenshot(path=path.with_suffix(".png"))
            path.with_suffix(".txt").write_text("\n".join([self.page.url, *self.errors, self.page.inner_text("body")]))

    def close(self) -> None:
        """Put it away; an error in the page's own code fails the test."""
        OPEN.remove(self)
        self.context.close()
        assert not self.errors, self.errors

    def _note(self, message: Any) -> None:
        # The browser logs every refused request as an error; those are the app's matter.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

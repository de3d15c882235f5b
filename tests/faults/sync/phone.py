"""A phone that can die: a Chromium process of the tests' own with a profile on the disk, killed and started again.

The visits are put into the phone's store by the app's own functions (pwa/tools/faults/kept.ts, built from the same source
as the app and added to the page from outside), because filling in a hundred forms by hand would take ten minutes and
show nothing that tests/browser/test_main_job.py does not. From there on everything is the built app's: its outbox
finds them, sends them and lets go of them, on the occasions a person gives it.
"""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect

from tests.browser.conftest import FLAGS, chromium
from tests.browser.phone import PATIENCE_MS, UNTIL
from tests.browser.server import PROJECT
from tests.faults.sync.stage import Visit
from tests.support.world import PASSWORD

START_LIMIT_S = 60
AT_A_TIME = 20
STORE = "indexedDB.databases().then(found => found.some(({name}) => name === 'gangwei'))"


def build_store(folder: Path) -> Path:
    """The script that fills a phone and looks into it."""
    command = ["node", "tools/bench/build.js", str(folder), "../faults/kept.ts", "kept"]
    subprocess.run(command, cwd=PROJECT / "pwa", check=True, capture_output=True)
    return folder / "kept.js"


class Phone:
    """One browser with a profile. `script` is what `build_store` built."""

    def __init__(self, driver: Playwright, profile: Path, origin: str, script: Path) -> None:
        self.driver, self.profile, self.origin, self.script = driver, profile, origin, script
        self.process: subprocess.Popen[bytes] | None = None
        self.browser: Browser
        self.context: BrowserContext
        self.page: Page
        self.start()

    def start(self) -> None:
        """Start the browser, the app open in it."""
        self.profile.mkdir(exist_ok=True)
        told = self.profile / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        flags = [*FLAGS, f"--user-data-dir={self.profile}", "--remote-debugging-port=0", "--lang=zh-CN", "--accept-lang=zh-CN"]
        self.process = subprocess.Popen(
            [chromium(), *flags, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        deadline = time.monotonic() + START_LIMIT_S
        while not (told.exists() and "\n" in told.read_text()):
            assert self.process.poll() is None, "Chromium ended"
            assert time.monotonic() < deadline, "Chromium does not start"
            with suppress(subprocess.TimeoutExpired):  # waits on the process itself: an early death is seen at once
                self.process.wait(0.02)
        self.browser = self.driver.chromium.connect_over_cdp(f"http://127.0.0.1:{told.read_text().splitlines()[0]}")
        self.context = self.browser.contexts[0]
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_init_script(f"{self.script.read_text()}\nglobalThis.kept = kept;")
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()

    def kill(self) -> None:
        """The phone dies: every process of the browser at once, whatever it was doing."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """Put it away."""
        if self.process and self.process.poll() is None:
            self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait(START_LIMIT_S)
        with suppress(Error):
            self.browser.close()

    def open(self, path: str = "/queue", page: Page | None = None) -> Page:
        """Open an address of the app."""
        page = page or self.page
        page.goto(self.origin + path)
        return page

    def sign_in(self, user_name: str, page: Page | None = None) -> None:
        """Sign in by hand."""
        page = self.open("/queue", page)
        page.get_by_label(re.compile(r"^(用户名|User name)\s*$")).fill(user_name)
        page.get_by_label(re.compile(r"^(密码|Password)\s*$")).fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="待发送", exact=True)).to_be_visible()

    def come_back(self, user_name: str) -> None:
        """Start again after a death; what the browser had not written of its cookies yet asks for another sign-in."""
        self.kill()
        self.start()
        self.open()
        name = self.page.get_by_label(re.compile(r"^(用户名|User name)\s*$"))
        expect(name.or_(self.page.get_by_role("heading", name="待发送", exact=True))).to_be_visible()
        if name.is_visible():
            self.sign_in(user_name)

    def sign_out(self) -> None:
        """Sign out by hand."""
        self.open("/settings")
        self.page.get_by_role("button", name="退出登录").first.click()
        asking = self.page.get_by_role("dialog").get_by_role("button", name="退出登录")
        expect(asking.or_(self.page.get_by_label("用户名"))).to_be_visible()
        if asking.is_visible():  # something waits
            asking.click()
        expect(self.page.get_by_label("用户名")).to_be_visible()

    def keep(self, account: UUID, visits: Sequence[Visit]) -> list[str]:
        """Finish visits on the phone. Answers the commands' ids."""
        ids: list[str] = []
        for start in range(0, len(visits), AT_A_TIME):
            given = [visit.as_json(lambda data: base64.b64encode(data).decode()) for visit in visits[start : start + AT_A_TIME]]
            ids += self.page.evaluate("([account, visits]) => kept.keepVisits(account, visits)", [str(account), given])
        return ids

    def network_is_back(self, page: Page | None = None) -> None:
        """What the phone is told when a network appears."""
        (page or self.page).evaluate("dispatchEvent(new Event('online'))")

    def until(self, condition: str, page: Page | None = None) -> None:
        """Wait until an asynchronous condition holds in the page."""
        came = (page or self.page).evaluate(UNTIL.replace("CONDITION", f"async () => {condition}"), PATIENCE_MS)
        assert came, f"never came true: {condition}; {self.waiting_anything()}"

    def send(self, account: UUID, down_to: int = 0) -> None:
        """The officer presses "send now" until no more than so many wait; his patience begins anew with each that goes."""
        pressed = """async ([account, patience, enough]) => {
            let [end, least] = [performance.now() + patience, Infinity];
            for (;;) {
                const waiting = await kept.waiting(account);
                if (waiting.length < least) [end, least] = [performance.now() + patience, waiting.length];
                const refused = waiting.filter(command => command.refused);
                if (waiting.length <= enough || refused.length) return refused;
                if (performance.now() > end) return waiting;
                [...document.querySelectorAll("button")].find(button => button.textContent.includes("现在发送"))?.click();
                await new Promise(resolve => setTimeout(resolve, 50));
            }
        }"""
        left = self.page.evaluate(pressed, [str(account), PATIENCE_MS, down_to])
        assert left == [], left

    def waiting(self, account: UUID) -> list[dict[str, Any]]:
        """What waits of an account."""
        return self.page.evaluate("account => kept.waiting(account)", str(account))  # type: ignore[no-any-return]

    def waiting_anything(self) -> Any:
        """How many rows of each kind lie on the phone."""
        return self.page.evaluate("kept.rows()")

    def receipts(self, account: UUID) -> dict[str, str]:
        """The digest by record, of what the phone has the server's word for."""
        proofs = self.page.evaluate("account => kept.proofs(account)", str(account))
        return {proof["server_id"]: proof["digest"] for proof in proofs}

"""Pictures of every screen for looking at: `python -m tests.browser.tour FOLDER [phone|desk] [light|dark] [zh-CN|en]`."""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, GUARDS, chromium
from tests.browser.phone import Phone
from tests.browser.screens import SCREENS, places, show
from tests.browser.server import RunningServer, prepare

LOOKS = (("phone", "desk"), ("light", "dark"), ("zh-CN", "en"))


def main(folder: Path, wanted: list[str]) -> None:
    """Serve a small demo province and take the pictures."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as driver:
        server = prepare(Path(data), f"sqlite:///{data}/gangwei.db", GUARDS)
        server.flask("alerts", "find")
        server.start()
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            for look in product(*LOOKS):
                if not wanted or set(wanted) <= set(look):
                    _take(browser, server, folder / "-".join(look), look)
        finally:
            browser.close()
            server.stop()


def _take(browser, server: RunningServer, folder: Path, look: tuple[str, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for role in dict.fromkeys(screen.role for screen in SCREENS if screen.role):
        phone = Phone(browser, server, desk=look[0] == "desk", dark=look[1] == "dark", language=look[2])
        phone.sign_in(role)
        if role == "station_officer":
            phone.page.locator("input[type=file]").set_input_files(server.story.guards["left-unit"].card)
            phone.verdict().wait_for()
            phone.shot(folder / "verdict.png")
        names |= places(phone)
        _shots(phone, folder, names, role)
        phone.close()
    phone = Phone(browser, server, desk=look[0] == "desk", dark=look[1] == "dark", language=look[2])
    _shots(phone, folder, names, "")
    phone.close()


def _shots(phone: Phone, folder: Path, names: dict[str, str], role: str) -> None:
    for screen in SCREENS:
        if screen.role == role:
            show(phone, screen, names)
            phone.shot(folder / f"{screen.name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

"""Every screen, on phone and desk, light and dark: nothing that WCAG 2.2 A and AA forbid, nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.phone import Phone
from tests.browser.screens import SCREENS, places, show
from tests.browser.server import RunningServer

pytestmark = pytest.mark.same_on_all("how a screen looks does not hang on where its data came from")
ROLES = ["", "station_officer", "city_officer", "company_manager", "system_administrator"]


@pytest.fixture(scope="module")
def names(chrome: Browser, server: RunningServer) -> dict[str, str]:
    """Ids for the screens' addresses, among them a check made just now, and the story's alert."""
    server.flask("alerts", "find")
    found: dict[str, str] = {}
    for role in ("station_officer", "city_officer"):
        phone = Phone(chrome, server)
        phone.sign_in(role)
        if role == "station_officer":
            with phone.page.expect_response("**/api/verifications"):
                phone.page.locator("input[type=file]").set_input_files(server.story.guards["left-unit"].card)
        found |= places(phone)
        phone.close()
    return found


@pytest.fixture(params=[False, True], ids=["phone", "desk"])
def device(chrome: Browser, server: RunningServer, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """A phone or a desk."""
    phone = Phone(chrome, server, desk=request.param)
    yield phone
    phone.close()


@pytest.mark.parametrize("role", ROLES)
def test_no_screen_shuts_anybody_out(device: Phone, names: dict[str, str], role: str) -> None:
    if role:
        device.sign_in(role)
    findings = {}
    for screen in (screen for screen in SCREENS if screen.role == role):
        show(device, screen, names)
        wide = device.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        findings[screen.name] = device.findings(both_colours=True) + ([f"{wide} px too wide"] if wide > 0 else [])
    assert {name: found for name, found in findings.items() if found} == {}


def test_every_screen_of_the_app_is_among_them() -> None:
    """The list is the app's own routes: a new screen that is not looked at fails here."""
    import re

    from tests.browser.server import PROJECT

    routes = set()
    for file in (PROJECT / "pwa" / "src" / "features").glob("*/routes.ts"):
        routes |= set(re.findall(r'name: "([a-z-]+)"', file.read_text()))
    elsewhere = {
        "visit",
        "visit-sent",
        "first-password",
        "first-second-factor",
        "account-edit",
        "site-edit",
        "import",
    }  # walked through in other tests
    assert routes - elsewhere - {screen.name for screen in SCREENS} == set()

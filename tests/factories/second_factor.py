"""Second factors, set up through the API as a person does."""

from __future__ import annotations

from typing import Any

import pyotp
from werkzeug.test import TestResponse

from tests.support.authenticator import Authenticator
from tests.support.world import PASSWORD, Browser, World


def add_passkey(browser: Browser, device: Authenticator | None = None, name: str = "工作手机") -> Authenticator:
    """Register a passkey for the signed-in person."""
    device = device or Authenticator()
    options = browser.get("/own/passkeys/challenge").json["options"]
    answer = browser.post("/own/passkeys", device.create(options, name))
    assert answer.status_code == 201, answer.text
    return device


def add_totp(world: World, browser: Browser) -> pyotp.TOTP:
    """Set up an authenticator app; its present code is used up by that."""
    app = pyotp.TOTP(browser.post("/own/totp").json["secret"])
    answer = browser.post("/own/totp/confirmation", {"code": code(world, app)})
    assert answer.status_code == 200, answer.text
    return app


def code(world: World, app: pyotp.TOTP, steps: int = 0) -> str:
    """The app's code, by a clock that many steps of 30 s off."""
    return str(app.at(int(world.clock.now().timestamp()) + 30 * steps))


def recovery_codes(browser: Browser) -> list[str]:
    """Ten codes on paper."""
    return list(browser.post("/own/recovery-codes").json["codes"])


def half_way(world: World, user_name: str, password: str = PASSWORD) -> Browser:
    """A browser after the right password, before the second step."""
    browser = world.browser()
    answer = browser.sign_in(user_name, password)
    assert answer.json["second_factor"] == "required", answer.text
    return browser


def prove(browser: Browser, **proof: Any) -> TestResponse:
    """The second step, and the new session's token."""
    answer = browser.post("/session/second-factor", proof)
    if answer.status_code == 200:
        browser.csrf = answer.json["csrf_token"]
    return answer


def prove_by_passkey(browser: Browser, device: Authenticator) -> TestResponse:
    """The second step by passkey."""
    options = browser.get("/session/second-factor/challenge").json["options"]
    return prove(browser, passkey=device.get(options))


def sign_in_by_passkey(browser: Browser, device: Authenticator) -> TestResponse:
    """The whole sign-in by passkey alone."""
    browser.csrf = browser.csrf or browser.get("/session").json["csrf_token"]
    options = browser.get("/session/passkey/challenge").json["options"]
    answer = browser.post("/session/passkey", device.get(options))
    if answer.status_code == 200:
        browser.csrf = answer.json["csrf_token"]
    return answer

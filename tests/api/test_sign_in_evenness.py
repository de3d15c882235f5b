"""Whoever tries to sign in learns neither from words nor from time whether there is such an account.

Here is tested that the same work is done; `make bench` measures that it takes the same time (medians within 5 ms).
A timed test would fail on a busy machine for no fault of the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from flask import Flask
from sqlalchemy import event

from backend.extensions import db
from tests.support.world import PASSWORD, World

WRONG = "not the right words"


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The parameters of every argon2 verification; the work itself is done."""
    seen: list[Any] = []
    verify = PasswordHasher.verify

    def watched(self: PasswordHasher, hashed: str, password: str) -> Any:
        seen.append(extract_parameters(hashed))
        return verify(self, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", watched)
    return seen


def tries(world: World) -> dict[str, tuple[str, str]]:
    """User name and password of each kind of try that fails."""
    return {
        "unknown": ("nobody.here", WRONG),
        "known": (world.officer_name(), WRONG),
        "disabled": (world.officer_name(status="disabled"), PASSWORD),
        "second factor": (world.officer_name(second_factor=True), WRONG),
    }


def test_every_failing_sign_in_does_the_same_work_and_says_the_same(app: Flask, world: World, verified: list[Any]) -> None:
    found = {}
    for number, (name, (user_name, password)) in enumerate(tries(world).items()):
        browser = world.browser()
        browser.csrf = browser.get("/session").json["csrf_token"]
        verified.clear()
        with statements_of(app) as ran:
            answer = browser.post(
                "/session", {"user_name": user_name, "password": password}, environ_base={"REMOTE_ADDR": f"10.0.0.{number}"}
            )
        found[name] = (answer.status_code, answer.data, list(verified), ran)
    assert found["unknown"][0] == 401
    assert len(found["unknown"][2]) == 1, "one password is verified, also when there is no account"
    assert found == dict.fromkeys(found, found["unknown"])


@contextmanager
def statements_of(app: Flask) -> Iterator[list[str]]:
    """The statements that the database is given inside."""
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        ran.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield ran
    event.remove(engine, "before_cursor_execute", note)

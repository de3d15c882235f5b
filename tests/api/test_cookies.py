"""A remembered cookie is no more than the cookie: it ages, ends, and is nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask, session
from itsdangerous import URLSafeTimedSerializer

from backend.cookies import CookieSessions
from tests.support.world import World


def signed(app: Flask, content: dict[str, object]) -> str:
    serializer = CookieSessions().get_signing_serializer(app)
    assert isinstance(serializer, URLSafeTimedSerializer)
    return serializer.dumps(content)


def opened(app: Flask, cookie: str) -> dict[str, object]:
    with app.test_request_context(headers={"Cookie": f"__Host-gangwei={cookie}"}):
        return dict(session)


@pytest.mark.parametrize("content", [{"a": "b"}, {"challenge": {"of": ["x"]}}])
def test_what_a_request_changes_is_its_own(app: Flask, content: dict[str, object]) -> None:
    cookie = signed(app, content)
    with app.test_request_context(headers={"Cookie": f"__Host-gangwei={cookie}"}):
        session["more"] = 1
        if "challenge" in session:
            session["challenge"]["of"].append("y")
    assert opened(app, cookie) == content


def test_a_remembered_cookie_grows_old(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = signed(app, {"a": "b"})
    assert opened(app, cookie) == {"a": "b"}
    monkeypatch.setitem(app.config, "PERMANENT_SESSION_LIFETIME", timedelta(seconds=-1))
    assert opened(app, cookie) == {}


def test_a_changed_cookie_is_empty_however_often_it_comes(app: Flask) -> None:
    cookie = signed(app, {"a": "b"})
    assert opened(app, cookie) == {"a": "b"}
    first = cookie.rindex(".") + 1  # of the signature: not all bits of its last character count
    for changed in (cookie[:first] + ("A" if cookie[first] != "A" else "B") + cookie[first + 1 :], cookie + "x", "", "nonsense"):
        assert [opened(app, changed), opened(app, changed)] == [{}, {}]


def test_a_csrf_token_that_was_good_for_one_session_is_not_for_another(world: World) -> None:
    one, other = world.officer(), world.officer()
    for _ in range(2):  # the second time it is remembered
        assert one.post("/units", {}).json["code"] == "validation"
    answer = other.post("/units", {}, headers={"X-CSRFToken": one.csrf})
    assert (answer.status_code, answer.json["code"]) == (403, "session.csrf")

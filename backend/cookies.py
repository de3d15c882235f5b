"""The signed cookie, without working out the same signature again with every request.

A phone sends the same cookie and the same CSRF token for hours. Both are judged by Flask and by flask-wtf; what they found
good is remembered, a few thousand of each, so that meeting it again costs a look into a table. Nothing that was refused is
remembered, so strangers cannot push the others out. Age is judged each time; whether the session still holds is not
decided here but by its row (`accounts.sessions`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import validate_csrf
from itsdangerous import BadSignature

REMEMBERED = 4096
PLAIN = (str, int, bool, type(None))


class CookieSessions(SecureCookieSessionInterface):
    """Flask's cookie sessions, remembering what the last cookies held. One for each application: it knows its key."""

    def __init__(self) -> None:
        self._read: Callable[[str], tuple[dict[str, Any], datetime]] | None = None

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The cookie's content, empty when there is none, it is not ours, or it is too old."""
        cookie = request.cookies.get(app.config["SESSION_COOKIE_NAME"])
        if not cookie:
            return self.session_class()
        if self._read is None:
            self._read = _reader(self.get_signing_serializer(app))
        try:
            content, signed_at = self._read(cookie)
        except BadSignature:
            return self.session_class()
        if datetime.now(UTC) - signed_at > app.permanent_session_lifetime:
            return self.session_class()
        return self.session_class(content)  # a copy: what a request changes is its own


def _reader(serializer: Any) -> Callable[[str], tuple[dict[str, Any], datetime]]:
    @lru_cache(REMEMBERED)
    def remembered(cookie: str) -> tuple[dict[str, Any], datetime]:
        content, signed_at = serializer.loads(cookie, return_timestamp=True)
        if not all(isinstance(value, PLAIN) for value in content.values()):
            raise _Nested(content, signed_at)
        return content, signed_at

    def read(cookie: str) -> tuple[dict[str, Any], datetime]:
        try:
            return remembered(cookie)
        except _Nested as nested:
            return nested.content, nested.signed_at

    return read


class _Nested(Exception):
    """A cookie whose content a copy would share, such as a challenge that is being answered: not remembered."""

    def __init__(self, content: dict[str, Any], signed_at: datetime) -> None:
        super().__init__()
        self.content, self.signed_at = content, signed_at


_good_tokens: dict[tuple[str, str, str | bytes | None], None] = {}


def check_csrf(token: str | None, own: str, key: str | bytes | None) -> None:
    """Compare a request's CSRF token with the session's own one. Raises wtforms' ValidationError."""
    seen = (token or "", own, key)
    if seen in _good_tokens:
        return
    validate_csrf(token)
    if len(_good_tokens) >= REMEMBERED:
        _good_tokens.clear()
    _good_tokens[seen] = None

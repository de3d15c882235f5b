"""How the application is put together: extensions, sign-in, blueprints, headers, commands."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider

from backend import commands, connecting, errors, logs, media, reading
from backend.accounts import sessions
from backend.admission import check_origin, read_to_the_end
from backend.audit import routes as audit_routes
from backend.certificates import numbers
from backend.clock import Clock
from backend.config import Settings, SettingsError, load_settings
from backend.cookies import CookieSessions
from backend.counters import open_counters
from backend.crypto import Keyring
from backend.extensions import api, clock, db, login_manager, migrate, settings
from backend.fields import HugeNumber
from backend.web import health, pages, scraping
from backend.web.headers import speak_for

PROJECT = Path(__file__).resolve().parent.parent
DOMAINS = (
    "jurisdictions",
    "units",
    "accounts",
    "accounts.second_factor",
    "accounts.delegation",
    "devices",
    "jobs",
    "documents",
    "guards",
    "transparency",
    "certificates",
    "certificates.signing_keys",
    "roster",
    "roster.transfers",
    "contracts",
    "imports",
    "guard_files",
    "cards",
    "cards.electronic",
    "verifications",
    "watches",
    "alerts",
    "inspections",
    "inspections.uploads",
    "inspections.confirmations",
    "inspections.quarantine",
    "inspections.handing_in",
    "rectification",
    "papers",
    "tasks",
    "warnings",
    "warnings.push",
    "warnings.digests",
    "exports",
    "public_lookup",
)
LARGEST_BODY = 8 * 1024 * 1024


class Application(Flask):
    """Flask, told that none of its functions is a coroutine: else it asks each of them with every request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


class JsonProvider(DefaultJSONProvider):
    """JSON in which rare characters stay readable and no number is read as something it is not."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Parse; integers too long to mean anything stay text until they are refused by name."""
        try:
            return super().loads(s, parse_int=_parse_int, **kwargs)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


def build(given: object | None) -> Flask:
    """Build the application. Raises SettingsError."""
    chosen = given if isinstance(given, Settings) else load_settings()
    _check_patterns(chosen)
    app = Application("backend", static_folder=None)
    app.json = JsonProvider(app)
    _configure(app, chosen)
    logs.configure(app, chosen)
    app.extensions["counters"] = open_counters(chosen, app.logger)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(PROJECT / "migrations"), render_as_batch=True)
    _wire_sign_in(app)
    api.init_app(app)
    for module in [importlib.import_module(f"backend.{domain}.routes") for domain in DOMAINS]:  # all, before one is described
        api.register_blueprint(module.blueprint, url_prefix="/api")
    for module in (audit_routes, health, scraping):
        api.register_blueprint(module.blueprint, url_prefix="/api")
    app.register_blueprint(pages.blueprint)
    errors.register(app)
    commands.register(app)
    app.before_request(check_origin)
    app.after_request(read_to_the_end)
    return app


def _check_patterns(chosen: Settings) -> None:
    for name in ("certificate_pattern", "inspection_pattern", "notice_pattern"):
        try:
            numbers.read_pattern(getattr(chosen, name))
        except numbers.PatternError as error:
            raise SettingsError(f"GANGWEI_{name.upper()}: {error}") from error


def _configure(app: Flask, chosen: Settings) -> None:
    app.session_interface = CookieSessions()
    app.wsgi_app = speak_for(app.wsgi_app, chosen.public_origin.startswith("https"))  # type: ignore[method-assign]
    if chosen.trusted_proxies:
        from werkzeug.middleware.proxy_fix import ProxyFix

        count = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.extensions.update(settings=chosen, keyring=Keyring(chosen.data_keys), clock=Clock(), reader=reading.Reader(chosen))
    app.extensions["media"] = media.open_store(chosen, chosen.media_url)
    app.config.update(
        SECRET_KEY=chosen.secret_key,
        TESTING=chosen.environment == "test",
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=64 * 1024,
        SESSION_COOKIE_NAME="__Host-gangwei",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        SQLALCHEMY_DATABASE_URI=connecting.address(chosen.database_url),
        SQLALCHEMY_ENGINE_OPTIONS=connecting.options(chosen),
        API_TITLE="Gangwei",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"info": {"description": "Supervision of security services: units, guards, certificates, inspections."}},
    )


def _wire_sign_in(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None  # the session is bound to its token, not to an address that changes underway

    @login_manager.user_loader
    def load_user(token: str) -> sessions.SignedIn | None:
        return sessions.load(token, settings(), request.remote_addr or "", clock().now())


def _parse_int(text: str) -> int | HugeNumber:
    return int(text) if len(text) <= 18 else HugeNumber(text)

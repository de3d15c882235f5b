"""What every answer tells the browser to refuse. nginx.conf says the same for what it serves itself; a test holds both equal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from backend.tracing import current

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""'wasm-unsafe-eval' lets the scanner be compiled, and nothing else: no inline script runs, no text becomes a script."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    # Camera for cards, position for inspections; whatever else a foreign script might ask for is refused.
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), display-capture=()",
    # A card's address holds its digits: no other site, and no log, learns where somebody came from.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TRANSPORT_SECURITY = "max-age=31536000; includeSubDomains"
"""`Strict-Transport-Security`, sent only where the official address begins with https."""


def speak_for(application: Callable[..., Iterable[bytes]], transport_security: bool) -> Callable[..., Iterable[bytes]]:
    """The WSGI application, whose every answer says so; what it says itself stays.

    Done here and not on Flask's answer: there each header costs a call, and these are eight.
    """
    pages = list(HEADERS.items())
    answers = [*pages, ("Cache-Control", "no-store")]
    named = {name: name.lower() for name, _ in answers}

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            wanted = answers if environ["PATH_INFO"].startswith("/api") else pages
            there = {name.lower() for name, _ in headers}
            headers += [pair for pair in wanted if named[pair[0]] not in there]
            if transport_security and environ["wsgi.url_scheme"] == "https":
                headers.append(("Strict-Transport-Security", TRANSPORT_SECURITY))
            headers.append(("X-Request-Id", current.request_id or ""))
            return start_response(status, headers, *rest)

        return application(environ, begin)

    return call

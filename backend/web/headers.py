"""What every answer tells the browser to refuse. nginx.conf says the same for what it serves itself; a test holds both equal."""

from __future__ import annotations

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

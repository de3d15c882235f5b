"""A push service of the tests' own, and a browser that is subscribed to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.warnings.push.encryption import CURVE, point, to_base64


@dataclass
class PushService:
    """What it was sent; `answers` are its next statuses, 201 when there are none."""

    origin: str = ""
    received: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@contextmanager
def push_service() -> Iterator[PushService]:
    """One that listens on this machine."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.received.append((self.path, dict(self.headers), body))
            self.send_response(service.answers.pop(0) if service.answers else 201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class SubscribedBrowser:
    """A browser's side of RFC 8291: its keys, what it gives the application, and how it reads a message."""

    def __init__(self, service: PushService, name: str = "one", auth: bytes = b"sixteen bytes ok") -> None:
        self.key, self.auth, self.endpoint = ec.generate_private_key(CURVE), auth, f"{service.origin}/p/{name}"

    def subscription(self, language: str = "zh-CN", **change: str) -> dict[str, str]:
        """What the app sends."""
        keys = {"p256dh": to_base64(point(self.key)), "auth": to_base64(self.auth)}
        return {"endpoint": self.endpoint, **keys, "language": language, **change}

    def read(self, body: bytes) -> Any:
        """The JSON of a message. Raises where it was not for this browser."""
        salt, theirs, sealed = body[:16], body[21:86], body[86:]
        secret = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
        material = self._derive(self.auth, b"WebPush: info\0" + point(self.key) + theirs, 32, secret)
        key = self._derive(salt, b"Content-Encoding: aes128gcm\0", 16, material)
        plain = AESGCM(key).decrypt(self._derive(salt, b"Content-Encoding: nonce\0", 12, material), sealed, None)
        text, end, rest = plain.rpartition(b"\x02")
        assert (end, rest) == (b"\x02", b"")
        return json.loads(text)

    def _derive(self, salt: bytes, info: bytes, length: int, material: bytes) -> bytes:
        return HKDF(hashes.SHA256(), length, salt, info).derive(material)

"""A phone that signs and numbers what it sends, as the app does."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from werkzeug.test import TestResponse

from tests.support.world import Browser, World


def text_of(data: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(data).decode().rstrip("=")


class SigningPhone:
    """A key of its own and a counter, used by whoever is signed in with `browser`. Written by docs/devices.md, not by the code."""

    def __init__(self, browser: Browser, *, enrol: bool = True, account_id: str | None = None) -> None:
        self.browser, self.id, self.sequence = browser, uuid4(), 0
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.account_id: str = account_id or browser.get("/session").json["account"]["id"]
        if enrol:
            response = self.enrol()
            assert response.status_code == 201, response.text

    @property
    def public_key(self) -> str:
        """The point, as it is sent."""
        return text_of(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def enrol(self, **more: Any) -> TestResponse:
        """Be registered for the account."""
        challenge = self.browser.get("/own/devices/challenge").json["challenge"]
        return self.browser.post("/own/devices", {**self.enrolment(challenge), **more})

    def enrolment(self, challenge: str) -> dict[str, str]:
        """What answers that challenge."""
        signature = self.sign("\n".join(("gangwei-device-1", self.account_id, str(self.id), challenge)))
        return {"id": str(self.id), "public_key": self.public_key, "signature": signature, "name": "执勤手机"}

    def sign(self, text: str) -> str:
        """r and s, as WebCrypto gives them."""
        r, s = utils.decode_dss_signature(self.key.sign(text.encode(), ec.ECDSA(SHA256())))
        return text_of(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def number(self) -> int:
        """Take the next number."""
        self.sequence += 1
        return self.sequence

    def headers(self, path: str, body: bytes, key: UUID, sequence: int, method: str = "POST") -> dict[str, str]:
        """What a signed command carries."""
        text = "\n".join(("gangwei-command-1", method, f"/api{path}", str(key), str(sequence), sha256(body).hexdigest()))
        return {"X-Device": str(self.id), "X-Sequence": str(sequence), "X-Device-Signature": self.sign(text)}

    def post(self, path: str, values: Any, *, sequence: int | None = None, key: UUID | None = None, **headers: str) -> TestResponse:
        """Send a command under a number: the next one unless told otherwise."""
        body, key = json.dumps(values).encode(), key or uuid4()
        signed = self.headers(path, body, key, sequence or self.number())
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.send("POST", path, data=body, content_type="application/json", key=key, headers={**signed, **named})

    def check(self, world: World, *, sequence: int | None = None, key: UUID | None = None, **more: Any) -> TestResponse:
        """Check a card or number, signed."""
        values = {"device_id": str(self.id), "checked_at": world.clock.now().isoformat(), "mode": "online", **more}
        return self.post("/verifications", values, sequence=sequence, key=key)

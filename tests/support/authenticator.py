"""A passkey device in software: makes true attestations and assertions (WebAuthn level 3), and false ones on demand."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN, DOMAIN = "https://gw.example.cn", "gw.example.cn"
PRESENT, VERIFIED, MAY_BACK_UP, BACKED_UP, WITH_CREDENTIAL = 1, 4, 8, 16, 64


def text(raw: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text_: str) -> bytes:
    """The reverse of `text`."""
    return urlsafe_b64decode(text_ + "=" * (-len(text_) % 4))


@dataclass
class Authenticator:
    """One credential of one person on one device.

    counts   False: the count stays 0, as with keys that are copied between phones
    origin, domain, flags  what the device claims to have seen; a test makes them wrong
    """

    counts: bool = True
    origin: str = ORIGIN
    domain: str = DOMAIN
    flags: int = PRESENT | VERIFIED
    count: int = 0
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user_handle: str = ""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()), repr=False)

    def create(self, options: dict[str, Any], name: str = "工作手机") -> dict[str, Any]:
        """The answer to `navigator.credentials.create`, as the API takes it."""
        self.user_handle = options["user"]["id"]
        point = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        credential = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + public
        data = self._data(self.flags | WITH_CREDENTIAL) + credential
        return {
            "name": name,
            "credential_id": text(self.credential_id),
            "client_data": text(self._client("webauthn.create", options)),
            "attestation_object": text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
            "transports": ["internal"],
        }

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.get`, as the API takes it."""
        self.count += self.counts
        data, client = self._data(self.flags), self._client("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "credential_id": text(self.credential_id),
            "client_data": text(client),
            "authenticator_data": text(data),
            "signature": text(signature),
            "user_handle": self.user_handle,
        }

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.domain.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}).encode()

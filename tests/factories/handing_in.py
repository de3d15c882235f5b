"""What a phone exports for somebody else to hand in. Written by docs/sync.md, not by the code."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.factories.devices import SigningPhone, text_of


def seal(key: dict[str, Any], inner: dict[str, Any]) -> bytes:
    """One line of the file, sealed to the key that GET /api/hand-in-key gave."""
    ephemeral, nonce = ec.generate_private_key(ec.SECP256R1()), os.urandom(12)
    point = ephemeral.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    server = urlsafe_b64decode(key["public_key"] + "=")
    shared = ephemeral.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), server))
    secret = HKDF(SHA256(), 32, salt=b"", info=b"gangwei-handed-in-1" + point + server).derive(shared)
    sealed = AESGCM(secret).encrypt(nonce, json.dumps(inner).encode(), f"gangwei-handed-in-1\n{key['id']}".encode())
    return json.dumps(
        {
            "format": "gangwei-handed-in-1",
            "key": key["id"],
            "ephemeral": text_of(point),
            "nonce": text_of(nonce),
            "sealed": text_of(sealed),
        }
    ).encode()


def line(
    phone: SigningPhone,
    path: str,
    values: Any,
    sequence: int,
    *,
    key: UUID | None = None,
    signed: bool = True,
    pictures: dict[str, bytes] | None = None,
    **change: Any,
) -> dict[str, Any]:
    """What a line holds: a command of that phone, with its pictures."""
    key, body = key or uuid4(), json.dumps(values)
    headers = phone.headers(path, body.encode(), key, sequence)
    stamp = {"device": str(phone.id), "sequence": sequence, "signature": headers["X-Device-Signature"]}
    return {
        "method": "POST",
        "path": f"/api{path}",
        "key": str(key),
        "account_id": phone.account_id,
        **(stamp if signed else dict.fromkeys(stamp)),
        "body": body,
        "pictures": [
            {"id": picture_id, "kind": "inspection_photo", "data": text_of(data)} for picture_id, data in (pictures or {}).items()
        ],
        "exported_at": 1_800_000_000_000,
        **change,
    }

"""Encrypt a message for one browser (RFC 8291 over RFC 8188), and say who sends it (RFC 8292). Plain values in and out."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD_SIZE = 4096
SALT_BYTES, AUTH_BYTES, POINT_BYTES = 16, 16, 65
PADDED_TO = 128
"""Messages are all of one length, so that it does not tell how many warnings there are (RFC 8188, 4.8)."""
_LAST_RECORD = b"\x02"


class BadKeys(ValueError):
    """A browser's keys are no point of the curve or have another length."""


def encrypt(
    message: bytes, public_key: bytes, auth: bytes, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> bytes:
    """The body to send: one record of aes128gcm.

    public_key, auth  the browser's, 65 and 16 bytes
    own, salt         only for the RFC's example; else made anew for each message
    Raises BadKeys.
    """
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(SALT_BYTES)
    theirs, ours = check_keys(public_key, auth), point(own)
    secret = own.exchange(ec.ECDH(), theirs)
    material = _derive(auth, b"WebPush: info\0" + public_key + ours, 32, secret)
    key = _derive(salt, b"Content-Encoding: aes128gcm\0", 16, material)
    nonce = _derive(salt, b"Content-Encoding: nonce\0", 12, material)
    header = salt + RECORD_SIZE.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return header + AESGCM(key).encrypt(nonce, message + _LAST_RECORD, None)


def padded(message: bytes) -> bytes:
    """The message with blanks behind it, which JSON allows: see PADDED_TO."""
    return message.ljust(PADDED_TO)


def check_keys(public_key: bytes, auth: bytes) -> ec.EllipticCurvePublicKey:
    """A browser's key as a key. Raises BadKeys."""
    if len(public_key) != POINT_BYTES or len(auth) != AUTH_BYTES:
        raise BadKeys("length")
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public_key)
    except ValueError as error:
        raise BadKeys("no point of the curve") from error


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The uncompressed public point of a key."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def authorization(address: str, key: ec.EllipticCurvePrivateKey, contact: str, until: int) -> str:
    """The header that says who sends (RFC 8292, 2 and 3).

    contact  `mailto:` or `https:`, where the push service can reach the sender; until: seconds since 1970, at most a day ahead
    """
    parts = urlsplit(address)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": until, "sub": contact}
    text = ".".join(to_base64(json.dumps(one, separators=(",", ":")).encode()) for one in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{text}.{to_base64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={to_base64(point(key))}"


def to_base64(data: bytes) -> str:
    """base64url without padding (RFC 7515, 2)."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def from_base64(text: str) -> bytes:
    """The reverse. Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _derive(salt: bytes, info: bytes, length: int, material: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)

"""The signed credential inside a card's QR code (docs/card-format.md).

    0x11 || key id || CBOR array of the card's fields || 64-byte signature

What is signed is the Sig_structure of a COSE_Sign1 message (RFC 9052, section 4.4) whose
protected header {1: -7, 4: key id} both sides rebuild, so the card carries no header and
chooses no algorithm: the trust list says which algorithm belongs to a key id.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from backend.certificates import card_fields
from backend.certificates.card_fields import PHOTO_DIGEST_BYTES, CardFields, InvalidFields

FORMAT = 0x11
ES256 = -7  # RFC 9053, section 2.1
HEADER_BYTES = 2
SIGNATURE_BYTES = 64
MAX_PAYLOAD_BYTES = 243  # the longest number and name, every optional field present
MAX_DIGITS = 585  # 243 bytes, the first of them 0x11, as one decimal number
PATH = "/c/"

_DIGITS = re.compile(r"[1-9][0-9]*", re.ASCII)
_ORIGIN = re.compile(r"https?://[a-z0-9.\-\[\]:]+", re.ASCII)


class CredentialError(Exception):
    """A card that must not be believed; `reason` is the stable code of why."""

    reason = "cannot_verify"


class NotACard(CredentialError):
    """Something else: another address, another format, or no number at all."""

    reason = "not_a_card"


class Malformed(CredentialError):
    """Begins like a card of ours, but no issuer can have written it so."""

    reason = "malformed"


class UnknownKey(CredentialError):
    """Signed with a key that the trust list at hand does not hold."""

    reason = "unknown_key"


class BadSignature(CredentialError):
    """The signature does not belong to these fields: forged or altered."""

    reason = "forged"


@dataclass(frozen=True)
class TrustedKey:
    """One key of the trust list: the 65-byte public point and the algorithm it is used with."""

    public_key: bytes
    algorithm: int = ES256


@dataclass(frozen=True)
class Unverified:
    """A card taken apart. Nothing in it may be shown as true before `verify`."""

    key_id: int
    fields: CardFields
    signed: bytes
    signature: bytes


@dataclass(frozen=True)
class Credential:
    """A card whose signature belongs to a trusted key."""

    key_id: int
    fields: CardFields


def sign(fields: CardFields, key_id: int, private_key: ec.EllipticCurvePrivateKey) -> bytes:
    """The payload of a card. The same fields and key give the same bytes (RFC 6979)."""
    _protected(key_id)
    content = card_fields.encode(fields)
    algorithm = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    r, s = decode_dss_signature(private_key.sign(sig_structure(key_id, content), algorithm))
    return bytes([FORMAT, key_id]) + content + r.to_bytes(32, "big") + s.to_bytes(32, "big")


def decode(payload: bytes) -> Unverified:
    """Take a payload apart without believing it. Raises NotACard or Malformed."""
    if not payload or payload[0] != FORMAT or len(payload) > MAX_PAYLOAD_BYTES:
        raise NotACard("not a card of this format")
    if len(payload) <= HEADER_BYTES + SIGNATURE_BYTES:
        raise Malformed("too short")
    if payload[1] == 0:
        raise Malformed("key id 0 is never given out")
    signed, signature = payload[HEADER_BYTES:-SIGNATURE_BYTES], payload[-SIGNATURE_BYTES:]
    try:
        fields = card_fields.decode(signed)
    except InvalidFields as error:
        raise Malformed(str(error)) from error
    return Unverified(payload[1], fields, signed, signature)


def verify(payload: bytes, trust: Mapping[int, TrustedKey]) -> Credential:
    """The card's fields, if a key in `trust` signed them.

    Raises NotACard, Malformed, UnknownKey or BadSignature. Says nothing about expiry or
    state: those depend on the day and on the status list.
    """
    return check(decode(payload), trust)


def check(card: Unverified, trust: Mapping[int, TrustedKey]) -> Credential:
    """The same for a card that was taken apart already. Raises UnknownKey or BadSignature."""
    key = trust.get(card.key_id)
    if key is None or key.algorithm != ES256:
        raise UnknownKey(f"key {card.key_id} is not in the trust list")
    r, s = (int.from_bytes(half, "big") for half in (card.signature[:32], card.signature[32:]))
    try:
        load_public_key(key.public_key).verify(
            encode_dss_signature(r, s),
            sig_structure(card.key_id, card.signed),
            ec.ECDSA(hashes.SHA256()),
        )
    except InvalidSignature as error:
        raise BadSignature("the signature does not match") from error
    return Credential(card.key_id, card.fields)


def sig_structure(key_id: int, content: bytes) -> bytes:
    """The bytes under the signature: ["Signature1", protected, external_aad = h'', content]."""
    protected = _protected(key_id)
    return b"\x84\x6aSignature1" + _bytes(protected) + _bytes(b"") + _bytes(content)


def to_cose_sign1(payload: bytes) -> bytes:
    """The same card as a tagged COSE_Sign1 message, for any COSE library to check."""
    card = decode(payload)
    protected = _bytes(_protected(card.key_id))
    return b"\xd2\x84" + protected + b"\xa0" + _bytes(card.signed) + _bytes(card.signature)


def to_digits(payload: bytes) -> str:
    """The payload as one decimal number, as it stands in the address and the QR code."""
    if not payload or payload[0] == 0 or len(payload) > MAX_PAYLOAD_BYTES:
        raise ValueError("such a payload has no decimal form")
    return str(int.from_bytes(payload, "big"))


def from_digits(digits: str) -> bytes:
    """The payload of a decimal number. Raises NotACard for any other spelling of it."""
    if len(digits) > MAX_DIGITS or _DIGITS.fullmatch(digits) is None:
        raise NotACard("not a card's number")
    value = int(digits)
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def card_url(origin: str, payload: bytes) -> str:
    """The address in the QR code: any phone's camera opens the public page with it."""
    return card_prefix(origin) + to_digits(payload)


def card_prefix(origin: str) -> str:
    """What every card of this system begins with; `origin` is scheme and host, lower case."""
    if _ORIGIN.fullmatch(origin) is None:
        raise ValueError(f"not an origin in lower case without a path: {origin!r}")
    return origin + PATH


def parse_scanned(text: str, origin: str) -> bytes:
    """The payload in a scanned text. Raises NotACard unless it begins with our own prefix."""
    prefix = card_prefix(origin)
    if not text.startswith(prefix):
        raise NotACard("another address or text")
    return from_digits(text[len(prefix) :])


def photo_digest(picture: bytes) -> bytes:
    """What a card keeps of the photo on file: the first 16 bytes of its SHA-256."""
    return sha256(picture).digest()[:PHOTO_DIGEST_BYTES]


def generate_key() -> ec.EllipticCurvePrivateKey:
    """A new signing key on curve P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def dump_private_key(key: ec.EllipticCurvePrivateKey) -> bytes:
    """PKCS #8 DER, not encrypted: encrypt it before it is stored."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def load_private_key(data: bytes) -> ec.EllipticCurvePrivateKey:
    """The reverse of `dump_private_key`. Raises ValueError for another kind of key."""
    key = load_der_private_key(data, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError("not a P-256 private key")
    return key


def dump_public_key(key: ec.EllipticCurvePublicKey) -> bytes:
    """The 65 bytes 0x04 || x || y (SEC 1, section 2.3.3)."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@lru_cache(maxsize=64)
def load_public_key(data: bytes) -> ec.EllipticCurvePublicKey:
    """The reverse of `dump_public_key`. Raises ValueError for a point off the curve."""
    if len(data) != 65:
        raise ValueError("not an uncompressed P-256 point")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)


def public_jwk(key: ec.EllipticCurvePublicKey, key_id: int) -> dict[str, str]:
    """The public key as a JSON Web Key (RFC 7517), as browsers import it."""
    point = dump_public_key(key)
    x, y = (urlsafe_b64encode(half).rstrip(b"=").decode() for half in (point[1:33], point[33:]))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y, "alg": "ES256", "kid": str(key_id)}


def _protected(key_id: int) -> bytes:
    """The protected header {1: -7, 4: h'key id'}, already serialised."""
    if not 1 <= key_id <= 255:
        raise ValueError("a key id is 1 to 255")
    return b"\xa2\x01\x26\x04\x41" + bytes([key_id])


def _bytes(content: bytes) -> bytes:
    """A CBOR byte string of at most 255 bytes, which bounds all there is to sign."""
    size = len(content)
    return (bytes([0x40 | size]) if size < 24 else bytes([0x58, size])) + content

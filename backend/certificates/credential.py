"""The signed credential inside a card's QR code (docs/card-format.md).

    0x11 || key id || CBOR array of the card's fields || 64-byte signature

What is signed is the Sig_structure of a COSE_Sign1 message (RFC 9052, section 4.4) whose
protected header {1: algorithm, 4: key id} both sides rebuild, so the card carries no header and
chooses no algorithm: the trust list says which algorithm belongs to a key id.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from backend.certificates import algorithms, card_fields
from backend.certificates.algorithms import ES256, SIGNATURE_BYTES, SM2
from backend.certificates.card_fields import PHOTO_DIGEST_BYTES, CardFields, InvalidFields

FORMAT = 0x11
HEADER_BYTES = 2
MAX_PAYLOAD_BYTES = 243  # the longest number and name, every optional field present
MAX_DIGITS = 585  # 243 bytes, the first of them 0x11, as one decimal number
PATH = "/c/"

_NUMBERS = {ES256: b"\x26", SM2: b"\x3a\x00\x01\x00\x03"}
"""The algorithms' numbers in CBOR."""

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


class RevokedKey(CredentialError):
    """Signed with a key that was stolen or broken: whoever has it can write any card."""

    reason = "revoked_key"


class PlannedKey(CredentialError):
    """Signed with a key whose time has not come: no issuer uses it yet."""

    reason = "planned_key"


class BadSignature(CredentialError):
    """The signature does not belong to these fields: forged or altered."""

    reason = "forged"


class Standing(StrEnum):
    """What may be believed of a listed key's cards at a moment."""

    GOOD = "good"
    PLANNED = "planned"
    REVOKED = "revoked"


REFUSED: dict[Standing, type[CredentialError]] = {Standing.PLANNED: PlannedKey, Standing.REVOKED: RevokedKey}


@dataclass(frozen=True)
class TrustedKey:
    """One key for cards: the 65-byte public point, the algorithm it is used with, and its standing now."""

    public_key: bytes
    algorithm: int = ES256
    standing: Standing = Standing.GOOD


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
    """The payload of a card, by ES256. The same fields and key give the same bytes (RFC 6979)."""
    return sign_with(fields, key_id, ES256, algorithms.BY_COSE[ES256].prepare(dump_private_key(private_key), b""))


def sign_with(fields: CardFields, key_id: int, algorithm: int, sign: Callable[[bytes], bytes]) -> bytes:
    """The payload of a card. `sign` answers 64 bytes for what it is given."""
    content = card_fields.encode(fields)
    signature = sign(sig_structure(key_id, content, algorithm))
    return bytes([FORMAT, key_id]) + content + signature


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

    Raises NotACard, Malformed, UnknownKey, RevokedKey, PlannedKey or BadSignature. Says nothing about expiry or
    state: those depend on the day and on the status list.
    """
    return check(decode(payload), trust)


def check(card: Unverified, trust: Mapping[int, TrustedKey]) -> Credential:
    """The same for a card that was taken apart already. Raises UnknownKey, RevokedKey, PlannedKey or BadSignature."""
    key = trust.get(card.key_id)
    if key is None or key.algorithm not in algorithms.BY_COSE:
        raise UnknownKey(f"key {card.key_id} is not in the trust list")
    if key.standing is not Standing.GOOD:
        raise REFUSED[key.standing](f"key {card.key_id} is {key.standing}")
    message = sig_structure(card.key_id, card.signed, key.algorithm)
    if not algorithms.verify(key.algorithm, key.public_key, message, card.signature):
        raise BadSignature("the signature does not match")
    return Credential(card.key_id, card.fields)


def sig_structure(key_id: int, content: bytes, algorithm: int = ES256) -> bytes:
    """The bytes under the signature: ["Signature1", protected, external_aad = h'', content]."""
    protected = _protected(key_id, algorithm)
    return b"\x84\x6aSignature1" + _bytes(protected) + _bytes(b"") + _bytes(content)


def to_cose_sign1(payload: bytes, algorithm: int = ES256) -> bytes:
    """The same card as a tagged COSE_Sign1 message, for any COSE library to check."""
    card = decode(payload)
    protected = _bytes(_protected(card.key_id, algorithm))
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


def _protected(key_id: int, algorithm: int) -> bytes:
    """The protected header {1: algorithm, 4: h'key id'}, already serialised."""
    if not 1 <= key_id <= 255:
        raise ValueError("a key id is 1 to 255")
    return b"\xa2\x01" + _NUMBERS[algorithm] + b"\x04\x41" + bytes([key_id])


def _bytes(content: bytes) -> bytes:
    """A CBOR byte string of at most 255 bytes, which bounds all there is to sign."""
    size = len(content)
    return (bytes([0x40 | size]) if size < 24 else bytes([0x58, size])) + content

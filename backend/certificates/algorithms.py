"""The two signature algorithms of cards and lists: ES256, and SM2 where the law asks for it.

Nothing signed ever chooses: the trust list says which algorithm belongs to a key id, and a verifier takes that one.
Both keys are points of a 256-bit curve, 65 bytes 0x04 || x || y (SEC 1, section 2.3.3), and both signatures are
r || s, 32 bytes each, big-endian.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_der_private_key

ES256 = -7
"""RFC 9053, section 2.1."""
SM2 = -65540
"""GB/T 32918.2 with SM3 and the default user id. COSE has no registered number for it: this one is of the private range."""

POINT_BYTES = 65
SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Algorithm:
    """One algorithm.

    name      as the database and the API say it
    cose      its number in COSE headers
    generate  a new pair: the secret as it is stored (encrypted by the caller) and the public point
    prepare   of a secret and its public point: what signs messages with 64 bytes. Raises ValueError for a secret of another kind
    verify    of a public point, a message and 64 bytes; never raises for bytes of any content
    """

    name: str
    cose: int
    generate: Callable[[], tuple[bytes, bytes]]
    prepare: Callable[[bytes, bytes], Callable[[bytes], bytes]]
    verify: Callable[[bytes, bytes, bytes], bool]


def verify(algorithm: int, public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is that of the key over the message. False for an algorithm that nobody knows."""
    known = BY_COSE.get(algorithm)
    return known is not None and len(signature) == SIGNATURE_BYTES and known.verify(public_key, message, signature)


def _es256_generate() -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return secret, key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _es256_prepare(secret: bytes, _public: bytes) -> Callable[[bytes], bytes]:
    key = load_der_private_key(secret, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError("not a P-256 private key")
    algorithm = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    return lambda message: raw(key.sign(message, algorithm))


def _es256_verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        _point(public_key).verify(_der(signature), message, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def _point(public_key: bytes) -> ec.EllipticCurvePublicKey:
    if len(public_key) != POINT_BYTES:
        raise ValueError("not an uncompressed P-256 point")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)


def _sm2_generate() -> tuple[bytes, bytes]:
    import gmssl_pyx  # here: an installation that never uses SM2 loads none of it

    public, secret = gmssl_pyx.sm2_key_generate()
    return secret, b"\x04" + public


def _sm2_prepare(secret: bytes, public: bytes) -> Callable[[bytes], bytes]:
    import gmssl_pyx

    if len(secret) != 32:
        raise ValueError("not an SM2 private key")
    return lambda message: raw(gmssl_pyx.sm2_sign(secret, public[1:], message))


def _sm2_verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    import gmssl_pyx

    if len(public_key) != POINT_BYTES or public_key[0] != 4:
        return False
    try:
        return bool(gmssl_pyx.sm2_verify(public_key[1:], message, _der(signature)))
    except (gmssl_pyx.GmsslInnerError, gmssl_pyx.InvalidValueError):  # r or s out of range, a point off the curve
        return False


def raw(der: bytes) -> bytes:
    """A signature as r || s, from its DER form."""
    return b"".join(part.to_bytes(32, "big") for part in decode_dss_signature(der))


def _der(signature: bytes) -> bytes:
    return encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))


ALGORITHMS = (
    Algorithm("ES256", ES256, _es256_generate, _es256_prepare, _es256_verify),
    Algorithm("SM2", SM2, _sm2_generate, _sm2_prepare, _sm2_verify),
)
BY_NAME = {algorithm.name: algorithm for algorithm in ALGORITHMS}
BY_COSE = {algorithm.cose: algorithm for algorithm in ALGORITHMS}
NAMES = tuple(BY_NAME)

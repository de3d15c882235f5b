"""Signed messages: COSE_Sign1 (RFC 9052, section 4.2) around a map of claims (CWT, RFC 8392).

    18([protected {1: algorithm, 4: key id, 16: type}, {}, claims, signature])

What is read is taken apart strictly: one spelling (RFC 8949, section 4.2.1), no other header, no surprise in size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import cbor2

from backend.certificates import algorithms

ISSUER, SUBJECT, EXPIRES, ISSUED = 1, 2, 4, 6
"""Claims, RFC 8392, section 3.1. Instants are whole seconds since 1970."""

LARGEST_MESSAGE = 8 * 1024 * 1024
_ALGORITHM, _KEY_ID, _TYPE = 1, 4, 16


class Refused(Exception):
    """A message that must not be believed. `reason` is the stable code of why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Message:
    """A message taken apart. Nothing in it is true before `check`.

    to_sign  the Sig_structure, what the signature stands for
    """

    algorithm: int
    key_id: int
    type: str
    claims: dict[int, Any]
    to_sign: bytes
    signature: bytes


def sign1(content_type: str, claims: Mapping[int, Any], algorithm: int, key_id: int, sign: Callable[[bytes], bytes]) -> bytes:
    """A signed message. `sign` answers 64 bytes for the bytes it is given."""
    protected = cbor2.dumps({_ALGORITHM: algorithm, _KEY_ID: bytes([key_id]), _TYPE: content_type}, canonical=True)
    payload = cbor2.dumps(dict(claims), canonical=True)
    message = [protected, {}, payload, sign(sig_structure(protected, payload))]
    return cbor2.dumps(cbor2.CBORTag(18, message), canonical=True)


def sig_structure(protected: bytes, payload: bytes) -> bytes:
    """The bytes under the signature: ["Signature1", protected, external_aad = h'', payload]."""
    return cbor2.dumps(["Signature1", protected, b"", payload])


def read(data: bytes) -> Message:
    """Take a message apart without believing it. Raises Refused("malformed")."""
    try:
        return _read(data)
    except Refused:
        raise
    except Exception as error:  # whatever a parser of foreign bytes raises, it means the same
        raise Refused("malformed") from error


def check(message: Message, public_key: bytes, algorithm: int) -> None:
    """Refuse the message unless this key signed it, by the algorithm that the trust list names. Raises Refused("forged")."""
    if message.algorithm != algorithm or not algorithms.verify(algorithm, public_key, message.to_sign, message.signature):
        raise Refused("forged")


def _read(data: bytes) -> Message:
    if len(data) > LARGEST_MESSAGE:
        raise Refused("malformed")
    tagged = cbor2.loads(data)
    if not isinstance(tagged, cbor2.CBORTag) or tagged.tag != 18 or cbor2.dumps(tagged, canonical=True) != data:
        raise Refused("malformed")
    protected, unprotected, payload, signature = tagged.value
    header, claims = cbor2.loads(protected), cbor2.loads(payload)
    _require(unprotected == {} and isinstance(signature, bytes) and len(signature) == algorithms.SIGNATURE_BYTES)
    _require(isinstance(header, dict) and set(header) == {_ALGORITHM, _KEY_ID, _TYPE} and isinstance(claims, dict))
    _require(cbor2.dumps(header, canonical=True) == protected and cbor2.dumps(claims, canonical=True) == payload)
    key_id, content_type = header[_KEY_ID], header[_TYPE]
    _require(isinstance(header[_ALGORITHM], int) and isinstance(key_id, bytes) and len(key_id) == 1 and isinstance(content_type, str))
    return Message(header[_ALGORITHM], key_id[0], content_type, claims, sig_structure(protected, payload), signature)


def _require(holds: bool) -> None:
    if not holds:
        raise Refused("malformed")

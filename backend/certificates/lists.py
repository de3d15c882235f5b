"""The trust list and the status list as bytes (docs/lists.md): made here, and read here as a phone reads them.

Nothing here knows the database: `publishing` gathers what the lists say, signs and keeps them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backend.certificates import algorithms, cose
from backend.certificates.cose import Refused
from backend.certificates.credential import Standing, TrustedKey

TRUST_TYPE = "application/gangwei-trust-list+cwt"
STATUS_TYPE = "application/statuslist+cwt"
TRUST_PATH, STATUS_PATH = "/api/lists/trust", "/api/lists/status"

VERSION, KEYS = -65537, -65538
STATUS_LIST, TIME_TO_LIVE = 65533, 65534
"""Claims of a Token Status List (draft-ietf-oauth-status-list, section 5.2)."""

TRUST_LIFE = timedelta(days=30)
STATUS_LIFE = timedelta(days=7)
TTL_S = 3600

CARD, LIST = 1, 2
PURPOSES = {"card": CARD, "list": LIST}

VALID, REVOKED, SUSPENDED, OTHER = range(4)
STATUS_OF = {"revoked": REVOKED, "suspended": SUSPENDED, "cancelled": OTHER, "superseded": OTHER}
"""A certificate's place says 0 in every other state; expiry stands on the card itself."""

BITS = 2
PER_BYTE = 8 // BITS
LARGEST_LIST = 16 * 1024 * 1024
"""Bytes after inflation, enough for 67 million certificates: more is an attack."""


@dataclass(frozen=True, slots=True)
class ListedKey:
    """One key of the trust list; instants in seconds since 1970."""

    key_id: int
    algorithm: int
    public_key: bytes
    purpose: int
    valid_from: int
    valid_until: int | None = None
    revoked_at: int | None = None


@dataclass(frozen=True, slots=True)
class TrustList:
    """A trust list that a pinned key signed."""

    issuer: str
    version: int
    issued_at: int
    expires_at: int
    signed_by: int
    keys: tuple[ListedKey, ...]


@dataclass(frozen=True, slots=True)
class StatusList:
    """A status list that a trusted list key signed; two bits a certificate."""

    version: int
    issued_at: int
    expires_at: int
    packed: bytes

    def status(self, index: int) -> int | None:
        """What the list says about a place; None behind its end."""
        if not 0 <= index < len(self.packed) * PER_BYTE:
            return None
        return self.packed[index // PER_BYTE] >> index % PER_BYTE * BITS & 3


def trust_claims(origin: str, version: int, keys: Sequence[ListedKey], now: datetime) -> dict[int, Any]:
    """The claims of a trust list."""
    rows = [[k.key_id, k.algorithm, k.public_key, k.purpose, k.valid_from, k.valid_until, k.revoked_at] for k in keys]
    return {**_common(origin, TRUST_PATH, now, TRUST_LIFE), VERSION: version, KEYS: rows}


def status_claims(origin: str, version: int, deflated: bytes, now: datetime) -> dict[int, Any]:
    """The claims of a status list. `deflated`: two bits a certificate, as `pack` and `deflate` make them."""
    listed = {"bits": BITS, "lst": deflated}
    return {**_common(origin, STATUS_PATH, now, STATUS_LIFE), STATUS_LIST: listed, TIME_TO_LIVE: TTL_S, VERSION: version}


def pack(places: int, states: Iterable[tuple[int, str]]) -> tuple[bytearray, int]:
    """Two bits for each of `places`, the first in the lowest bits of the first byte, and how many are not zero.

    states  the places that are not valid; one behind the end is left out: it was given out since
    """
    packed, count = bytearray(-(-places // PER_BYTE)), 0
    for index, state in states:
        if index < places:
            packed[index >> 2] |= STATUS_OF[state] << ((index & 3) << 1)
            count += 1
    return packed, count


def deflate(packed: bytes) -> bytes:
    """The shortest of zlib's spellings (RFC 1950): which one it is depends on how many places are not zero.

    Of a million places with 1 % not valid matching wins, with 5 % bare Huffman codes do by a twentieth.
    """
    return min((_deflate(packed, strategy) for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY)), key=len)


def keys_for_cards(keys: Iterable[ListedKey], now: datetime) -> dict[int, TrustedKey]:
    """What to verify cards with at an instant. A key for lists is none."""
    return {
        key.key_id: TrustedKey(key.public_key, key.algorithm, standing(key.revoked_at, key.valid_from, now.timestamp()))
        for key in keys
        if key.purpose == CARD
    }


def standing(revoked_at: float | None, valid_from: float, now: float) -> Standing:
    """What a key's cards are worth; a retired key's stay good. Seconds since 1970."""
    if revoked_at is not None:
        return Standing.REVOKED
    return Standing.PLANNED if now < valid_from else Standing.GOOD


def read_trust_list(data: bytes, pinned: Mapping[int, ListedKey], origin: str, now: datetime, newest: int = 0) -> TrustList:
    """A trust list, if a pinned list key signed it.

    pinned  the keys of the list one holds
    newest  the version one holds; an older one is refused
    Raises Refused: malformed, other_type, unknown_key, revoked_key, forged, other_issuer, expired, rolled_back.
    """
    message = _checked(data, TRUST_TYPE, pinned)
    listed = _require_trust(message.claims)
    expires_at = _common_checks(message.claims, origin, TRUST_PATH, now, newest)
    return TrustList(origin, message.claims[VERSION], message.claims[cose.ISSUED], expires_at, message.key_id, listed)


def read_first_trust_list(data: bytes, origin: str, now: datetime) -> TrustList:
    """The trust list one begins with, fetched over TLS: one of its own list keys signed it. Raises Refused as `read_trust_list` does."""
    keys = {key.key_id: key for key in _require_trust(cose.read(data).claims)}
    return read_trust_list(data, keys, origin, now)


def read_status_list(data: bytes, trusted: Mapping[int, ListedKey], origin: str, now: datetime, newest: int = 0) -> StatusList:
    """A status list, if a list key of the trust list signed it. Raises Refused as `read_trust_list` does."""
    message = _checked(data, STATUS_TYPE, trusted)
    listed = message.claims.get(STATUS_LIST)
    if not isinstance(listed, dict) or set(listed) != {"bits", "lst"} or listed["bits"] != BITS or not isinstance(listed["lst"], bytes):
        raise Refused("malformed")
    expires_at = _common_checks(message.claims, origin, STATUS_PATH, now, newest)
    return StatusList(message.claims[VERSION], message.claims[cose.ISSUED], expires_at, _inflate(listed["lst"]))


def _common(origin: str, path: str, now: datetime, life: timedelta) -> dict[int, Any]:
    issued = int(now.timestamp())
    return {cose.ISSUER: origin, cose.SUBJECT: origin + path, cose.EXPIRES: issued + int(life.total_seconds()), cose.ISSUED: issued}


def _checked(data: bytes, content_type: str, keys: Mapping[int, ListedKey]) -> cose.Message:
    message = cose.read(data)
    if message.type != content_type:
        raise Refused("other_type")
    key = keys.get(message.key_id)
    if key is None or key.purpose != LIST:
        raise Refused("unknown_key")
    if key.revoked_at is not None:
        raise Refused("revoked_key")
    cose.check(message, key.public_key, key.algorithm)
    return message


def _common_checks(claims: dict[int, Any], origin: str, path: str, now: datetime, newest: int) -> int:
    numbers = [claims.get(name) for name in (cose.EXPIRES, cose.ISSUED, VERSION)]
    if any(type(number) is not int or not 0 <= number < 2**53 for number in numbers):
        raise Refused("malformed")
    if claims.get(cose.ISSUER) != origin or claims.get(cose.SUBJECT) != origin + path:
        raise Refused("other_issuer")
    expires_at: int = claims[cose.EXPIRES]
    if now.timestamp() > expires_at:
        raise Refused("expired")
    if claims[VERSION] < newest:
        raise Refused("rolled_back")
    return expires_at


def _require_trust(claims: dict[int, Any]) -> tuple[ListedKey, ...]:
    rows = claims.get(KEYS)
    if not isinstance(rows, list) or any(not isinstance(row, list) or len(row) != 7 for row in rows):
        raise Refused("malformed")
    keys = tuple(ListedKey(*row) for row in rows)
    if not all(map(_sound, keys)) or len({key.key_id for key in keys}) != len(keys):
        raise Refused("malformed")
    return keys


def _sound(key: ListedKey) -> bool:
    instants = (key.valid_from, key.valid_until or 0, key.revoked_at or 0)
    return (
        all(type(number) is int and 0 <= number < 2**53 for number in instants)
        and type(key.key_id) is int
        and 1 <= key.key_id <= 255
        and key.algorithm in algorithms.BY_COSE
        and isinstance(key.public_key, bytes)
        and len(key.public_key) == algorithms.POINT_BYTES
        and key.purpose in (CARD, LIST)
    )


def _deflate(packed: bytes, strategy: int) -> bytes:
    worker = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, strategy)
    return worker.compress(packed) + worker.flush()


def _inflate(data: bytes) -> bytes:
    worker = zlib.decompressobj()
    try:
        packed = worker.decompress(data, LARGEST_LIST)
    except zlib.error as error:
        raise Refused("malformed") from error
    if not worker.eof or worker.unused_data:
        raise Refused("malformed")
    return packed

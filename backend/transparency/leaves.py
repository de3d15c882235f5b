"""What a leaf is made of (docs/transparency.md).

    leaf     CBOR [kind, at, taken over, content hash]: public
    content  SHA-256(salt || CBOR [subject, effective on, record])
    subject  SHA-256 of the card's signed payload, or of the key's public point
    record   SHA-256(another salt || canonical JSON of the act and of what it was done to)

Both salts follow from one seed that only the database knows. Who holds a card is told the first one, and can then rebuild the
content; the second one, under which reasons and names could be guessed, is never told.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from backend.clock import china_date

SEED_BYTES = 16
CERTIFICATE_KINDS = ("issue", "suspend", "reinstate", "revoke", "cancel", "replace")
KEY_KINDS = ("key_planned", "key_activated", "key_retired", "key_revoked")
KINDS = CERTIFICATE_KINDS + KEY_KINDS

_HEADS = {kind: b"\x84" + bytes([0x60 | len(kind)]) + kind.encode() for kind in KINDS}
_ENDS = {False: b"\xf4\x58\x20", True: b"\xf5\x58\x20"}


class Act(NamedTuple):
    """Something that happened and has to be in the log.

    at              when, in whole seconds since 1970 (UTC)
    subject         32 bytes: SHA-256 of what the act is about
    effective_on    the day from which it holds, as YYYY-MM-DD
    record          all that the register says about it, canonical
    certificate_id, event_id, key_id  where the register says it; ids as 32 hexadecimal digits
    """

    kind: str
    at: int
    subject: bytes
    effective_on: str
    record: bytes
    certificate_id: str | None = None
    event_id: str | None = None
    key_id: int | None = None


def plain(value: Any) -> str | int | None:
    """One value of a record as text or number: ids as 32 hexadecimal digits, days as YYYY-MM-DD, instants in UTC with microseconds."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"no plain form: {type(value).__name__}")


def canonical(values: Sequence[str | int | None]) -> bytes:
    """Plain values as a JSON array without blanks, every character as itself."""
    return _ENCODER.encode(values).encode()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def seconds_of(instant: str) -> int:
    """Whole seconds since 1970 of an instant in its plain form."""
    return int(datetime.fromisoformat(instant + "+00:00").timestamp())


def seconds(instant: datetime) -> int:
    """Whole seconds since 1970."""
    return int(instant.timestamp())


def day_of(instant: datetime) -> str:
    """The day in China of an act that holds from its own moment."""
    return china_date(instant).isoformat()


def new_seed() -> bytes:
    """A seed for one leaf."""
    return secrets.token_bytes(SEED_BYTES)


def new_seeds(count: int) -> Iterator[bytes]:
    """Many at once."""
    drawn = secrets.token_bytes(SEED_BYTES * count)
    return (drawn[place : place + SEED_BYTES] for place in range(0, len(drawn), SEED_BYTES))


def told_salt(seed: bytes) -> bytes:
    """The salt that who holds the card is told."""
    return sha256(b"told" + seed).digest()


def record_digest(seed: bytes, record: bytes) -> bytes:
    """What stands for the record."""
    return sha256(sha256(b"kept" + seed).digest() + record).digest()


def content_hash(salt: bytes, subject: bytes, effective_on: str, record: bytes) -> bytes:
    """Of the content; `salt` is the told one, `record` the digest.

    Raises ValueError for anything but a day of ten characters and hashes of 32 bytes: then two contents could look alike.
    """
    if len(effective_on) != 10 or len(subject) != 32 or len(record) != 32:
        raise ValueError("not the parts of a content")
    return sha256(salt + b"\x83\x58\x20" + subject + b"\x6a" + effective_on.encode("ascii") + b"\x58\x20" + record).digest()


def act_hash(seed: bytes, act: Act) -> bytes:
    """The content hash of an act."""
    return content_hash(told_salt(seed), act.subject, act.effective_on, record_digest(seed, act.record))


def leaf_bytes(kind: str, at: int, taken_over: bool, content: bytes) -> bytes:
    """CBOR (RFC 8949, 4.2.1: the shortest form) of [kind, at, taken over, content hash]. Raises KeyError for an unknown kind."""
    return _HEADS[kind] + _unsigned(at) + _ENDS[taken_over] + content


def leaf_hash(kind: str, at: int, taken_over: bool, content: bytes) -> bytes:
    """The leaf's hash in the tree (RFC 9162, section 2.1.1)."""
    return sha256(b"\x00" + leaf_bytes(kind, at, taken_over, content)).digest()


def _unsigned(number: int) -> bytes:
    for limit, head, length in ((24, None, 0), (2**8, 0x18, 1), (2**16, 0x19, 2), (2**32, 0x1A, 4), (2**64, 0x1B, 8)):
        if number < limit:
            return bytes([number]) if head is None else bytes([head]) + number.to_bytes(length, "big")
    raise ValueError("no such instant")

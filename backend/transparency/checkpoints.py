"""Signed checkpoints: a COSE_Sign1 message (docs/lists.md) that says how large the tree was at an instant, and its root.

The keys are the certificates' matter, which lie below this room: they hand in a `Notary`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, Protocol

from backend.extensions import settings
from backend.transparency.merkle import HASH_BYTES

TYPE = "application/gangwei-checkpoint+cwt"
PATH = "/api/log/checkpoint"
ISSUER, SUBJECT, ISSUED_AT, TREE_SIZE, ROOT_HASH = 1, 2, 6, -65537, -65538
"""Claims: the first three of RFC 8392, the last two our own (private use)."""


class NotSigned(ValueError):
    """Not a message that a list key of this installation signed, or not what it should be."""


class Notary(Protocol):
    """Signs with the active list key, and reads what any list key signed."""

    def sign(self, kind: str, claims: dict[int, Any], now: datetime) -> bytes:
        """A COSE_Sign1 of that type."""
        ...

    def read(self, kind: str, message: bytes, *, even_revoked: bool) -> dict[int, Any]:
        """Its claims. Raises NotSigned."""
        ...


class Checkpoint(NamedTuple):
    """What a checkpoint says."""

    size: int
    root: bytes
    at: int


_notaries: list[Notary] = []


def appoint(notary: Notary) -> None:
    """From now on this one signs and reads."""
    _notaries[:] = [notary]


def sign(size: int, root: bytes, at: int, now: datetime) -> bytes:
    """The message of a checkpoint."""
    origin = settings().public_origin
    claims = {ISSUER: origin, SUBJECT: origin + PATH, ISSUED_AT: at, TREE_SIZE: size, ROOT_HASH: root}
    return _notaries[0].sign(TYPE, claims, now)


def read(message: bytes, *, even_revoked: bool = False) -> Checkpoint:
    """What a message says that one of our list keys signed.

    even_revoked  a key that was revoked since counts too: for what we kept ourselves
    Raises NotSigned.
    """
    claims = _notaries[0].read(TYPE, message, even_revoked=even_revoked)
    size, root, at = (claims.get(name) for name in (TREE_SIZE, ROOT_HASH, ISSUED_AT))
    right = type(size) is int and type(at) is int and isinstance(root, bytes) and len(root) == HASH_BYTES
    if not right or claims.get(ISSUER) != settings().public_origin or size < 0:  # type: ignore[operator]
        raise NotSigned("not a checkpoint of this log")
    return Checkpoint(size, root, at)  # type: ignore[arg-type]

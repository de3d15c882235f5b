"""What is kept encrypted of a guard, and how an identity number is found all the same."""

from __future__ import annotations

from uuid import UUID

from backend.extensions import keyring

IDENTITY_NUMBER, PHONE = "identity-number", "guard-phone"
"""Purposes of the keyring: a value sealed for one cannot be opened for the other."""


def seal(purpose: str, text: str, guard_id: UUID) -> bytes:
    """Encrypt for this guard's row only."""
    return keyring().encrypt(purpose, text.encode(), guard_id.bytes)


def unseal(purpose: str, sealed: bytes, guard_id: UUID) -> str:
    """The reverse of `seal`. Raises CryptoError when the value was moved to another row, or altered."""
    return keyring().decrypt(purpose, sealed, guard_id.bytes).decode()


def identity_index(number: str) -> bytes:
    """What a new row is found by."""
    return keyring().blind_index(IDENTITY_NUMBER, number)


def identity_indexes(number: str) -> list[bytes]:
    """What to look for: the index under every key, while a rotation runs."""
    return keyring().blind_indexes(IDENTITY_NUMBER, number)

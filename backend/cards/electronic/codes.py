"""One-time codes: ten characters that nobody misreads, kept as keyed hashes."""

from __future__ import annotations

import secrets
import unicodedata

from backend.extensions import keyring

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 O, 1 I L and U: ten characters of these are 49 bits."""
LENGTH = 10
CODE, KEY = "card-code", "card-key"


def new_code() -> str:
    """A code that cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(text: str) -> str:
    """A code as it was given out: typed in groups, in small or wide letters."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def index_of(purpose: str, text: str) -> bytes:
    """What is kept of a code or a phone's key."""
    return keyring().blind_index(purpose, text)


def indexes_of(purpose: str, text: str) -> list[bytes]:
    """What to look for: the index under every data key, while a rotation runs."""
    return keyring().blind_indexes(purpose, text)

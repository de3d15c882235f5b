"""UUIDs of version 7 that follow from a seed."""

from __future__ import annotations

import hashlib
import random
from uuid import UUID

START_MS = 1_735_689_600_000
"""2025-01-01T00:00Z, as good a moment as any: it keeps new rows at the end of each index."""

SEED = "gangwei demo 1"


class Ids:
    """Ids in ascending order, as if each had been given a moment after the one before."""

    def __init__(self, seed: str, first: int = 0) -> None:
        """first: how many were given already, to go on behind them."""
        self._bits = random.Random(f"{SEED}:{seed}:{first}").getrandbits  # noqa: S311 - made-up data, nothing to guess
        self._count = first

    def next(self) -> UUID:
        """The next id."""
        self._count += 1
        return _uuid7(START_MS + (self._count >> 12), self._count & 0xFFF, self._bits(62))


def named(name: str) -> UUID:
    """The one id of a thing in the story, the same in every load."""
    digest = hashlib.sha256(f"{SEED}:{name}".encode()).digest()
    return _uuid7(START_MS - 1, int.from_bytes(digest[:2], "big") & 0xFFF, int.from_bytes(digest[2:10], "big") >> 2)


def at_moment(name: str, milliseconds: int) -> UUID:
    """The one id of a thing of that moment (milliseconds since 1970): it stands where a real one of then would."""
    digest = hashlib.sha256(f"{SEED}:{name}".encode()).digest()
    return _uuid7(milliseconds, 0, int.from_bytes(digest[2:10], "big") >> 2)


def _uuid7(milliseconds: int, order: int, bits: int) -> UUID:
    return UUID(int=milliseconds << 80 | 0x7 << 76 | order << 64 | 0x2 << 62 | bits)

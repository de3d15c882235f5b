"""What every storage of pictures can do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)
"""What a picture is called: 16 random bytes. Other things in the same place are not ours."""


class Unavailable(OSError):
    """The storage does not answer or refuses; nothing was kept."""


class Vanished(FileNotFoundError):
    """There is no picture of that name."""


class Store(Protocol):
    """A place for pictures. Every function raises Unavailable, or another OSError, when the place does not answer."""

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes for good under the name; when this returns, a power cut does not lose them."""

    def get(self, name: str) -> bytes:
        """The bytes of that name, proven whole where the storage can. Raises Vanished."""

    def remove(self, name: str) -> None:
        """Forget the name; harmless when there is no such."""

    def names(self, after: str = "") -> Iterator[str]:
        """Every name in ascending order, beginning behind `after`."""

    def older(self, before: datetime) -> Iterator[str]:
        """What was put there before that instant, also what is left of a put that was cut short."""

    def digest(self, name: str) -> bytes | None:
        """The SHA-256 of what is kept under the name, or None when there is nothing."""

    def check(self) -> None:
        """Raises OSError when the place cannot take a picture now."""

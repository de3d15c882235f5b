"""Where acts come from: rooms below this one say what they did before there was a log, and what they hold today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from backend.transparency.leaves import Act


class Logged(NamedTuple):
    """An entry, as a source compares it with what it holds. `place` is None while it waits."""

    place: int | None
    kind: str
    at: int
    taken_over: bool
    content_hash: bytes
    seed: bytes


class Source(Protocol):
    """One kind of subject whose acts are logged."""

    def missing(self, after: Any, limit: int) -> tuple[Sequence[Act], Any]:
        """Acts of the register that are not in the log, in the order they came, and where to go on; None at the end."""
        ...

    def compare(self) -> Iterator[str]:
        """Everything in which the register and the log differ, in words."""
        ...


SOURCES: list[Source] = []


def declare(source: Source) -> None:
    """Add a source, once however many applications there are."""
    if source not in SOURCES:
        SOURCES.append(source)

"""What kinds of jobs there are. Each is declared once, by the domain whose work it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backend.permissions import Permission

if TYPE_CHECKING:
    from backend.jobs.context import Context

KINDS: dict[str, Kind] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job.

    run         does it, from its last checkpoint on; returns what came of it. What it left uncommitted in the session
                is committed together with the job's end
    permission  what who asked for it must still be allowed when it runs; None where only an operator can ask
    tries       how often it is taken up without a step forward before it counts as failed
    """

    name: str
    run: Callable[[Context], dict[str, Any] | None]
    permission: Permission | None = None
    tries: int = 5


def declare(kind: Kind) -> Kind:
    """Add a kind. Raises ValueError for a name that is there already."""
    if kind.name in KINDS:
        raise ValueError(f"job kind {kind.name} is declared twice")
    KINDS[kind.name] = kind
    return kind

"""What the endpoint decorator asks of the room that knows how phones sign: see `backend.devices`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from flask import Request

from backend.append import Pair
from backend.permissions import Actor


class Stamp(Protocol):
    """The phone and the number under which a command came."""

    @property
    def pair(self) -> Pair:
        """How a command that appends is kept together with the number."""

    @property
    def row(self) -> dict[str, Any]:
        """The number's row, for that pair."""

    def keep(self) -> None:
        """Note the number beside the act, in the session's transaction."""


class Signed(Protocol):
    """How the signature of a kind of commands is judged."""

    @property
    def documentation(self) -> list[dict[str, Any]]:
        """The headers, for the API's document."""

    def check(self, request: Request, key: UUID, actor: Actor, now: datetime) -> Stamp | None:
        """The command's stamp, or None where it is unsigned and may be. Raises what is wrong with it."""

"""What a load is made of: the people, chunk by chunk, each the same in every load of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Dialect

from backend.demo import cast, story
from backend.demo.bulk import Bound
from backend.demo.people import People
from backend.demo.records import Chunk, Registrar

RECIPE = 2
"""Raised whenever what is made changes, so that whoever keeps a great load makes it anew."""

CHUNK = 2500


@dataclass(frozen=True, slots=True)
class Made:
    """What one chunk came to."""

    rows: list[Bound]
    acts: list[dict[str, Any]]
    sequences: dict[tuple[str, int], int]
    loaded: dict[str, int]


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that is needed to make any chunk of people, in any process."""

    people: People
    stage: cast.Stage
    registrar: Registrar
    guards: int
    today: date
    dialect: Dialect

    def chunks(self) -> list[Chunk]:
        """The chunks of the load, the story's people at the head of the first."""
        firsts = range(0, self.guards, CHUNK)
        return [Chunk(number, len(firsts), first) for number, first in enumerate(firsts)]

    def make(self, chunk: Chunk) -> Made:
        """The rows of one chunk."""
        cast_count = len(story.GUARDS)
        made = cast.make_guards(self.people, self.stage, self.today) if chunk.number == 0 else []
        first = max(chunk.before - cast_count, 0)
        made += self.people.make(first, min(chunk.before + CHUNK, self.guards) - cast_count - first)
        batch = self.registrar.records(made, chunk)
        loaded = {"guards": len(batch.guards), "certificates": len(batch.certificates) + len(batch.superseded)}
        acts = sorted(batch.acts, key=lambda act: act["now"])
        return Made(batch.bound(self.dialect), acts, dict(batch.sequences), loaded)

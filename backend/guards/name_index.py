"""Finding any part of a name among a million.

SQLite: a full-text table in which every character is a word, so a part of a name is a phrase.
Characters stand there as their code points, because the tokeniser knows only the characters of an
older Unicode and would drop rare ones. PostgreSQL: an inverted index over an array of single
characters and pairs; three characters and more are checked again on the name itself.

The table is called `guard_name_index` on both and has no model: its shape differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, Text, Uuid, column, delete, insert, literal, select, table
from sqlalchemy.dialects.postgresql import ARRAY

from backend.extensions import db
from backend.guards.names import characters

TABLE = "guard_name_index"
_fts = table(TABLE, column("rowid", BigInteger), column("characters", Text), column("guard_id", Uuid()))
_grams = table(TABLE, column("guard_id", Uuid()), column("grams", ARRAY(Text)))


def add(people: Iterable[tuple[UUID, str]]) -> None:
    """Make these guards findable by their names."""
    rows = [(guard_id, characters(name)) for guard_id, name in people]
    if not rows:
        return
    if _sqlite():
        values = [{"rowid": _row(guard_id), "characters": _words(parts), "guard_id": guard_id} for guard_id, parts in rows]
        db.session.execute(insert(_fts), values)
    else:
        db.session.execute(insert(_grams), [{"guard_id": guard_id, "grams": sorted(_pieces(parts))} for guard_id, parts in rows])


def remove(guard_id: UUID) -> None:
    """Forget a guard's name, before it changes."""
    where = _fts.c.rowid == _row(guard_id) if _sqlite() else _grams.c.guard_id == guard_id
    db.session.execute(delete(_fts if _sqlite() else _grams).where(where))


def containing(part: str) -> Select[Any]:
    """SQL: the ids of the guards whose name may contain `part`; those of three characters need a second look."""
    parts = characters(part)
    if _sqlite():
        return select(_fts.c.guard_id).where(_fts.c.characters.op("MATCH")(f'"{_words(parts)}"'))
    wanted = _pairs(parts) if len(parts) > 1 else set(parts)
    return select(_grams.c.guard_id).where(_grams.c.grams.op("@>")(literal(sorted(wanted), ARRAY(Text))))


def _sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _row(guard_id: UUID) -> int:
    """The table's own key: the random bits of the guard's UUID, as many as an integer holds."""
    return guard_id.int & (2**62 - 1)


def _words(parts: list[str]) -> str:
    return " ".join(f"{ord(part):x}" for part in parts)


def _pairs(parts: list[str]) -> set[str]:
    return {first + second for first, second in pairwise(parts)}


def _pieces(parts: list[str]) -> set[str]:
    return set(parts) | _pairs(parts)

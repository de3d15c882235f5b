"""Numbers of papers, counted without gaps within a year by the agencies whose numbers begin alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from backend.certificates import numbers
from backend.clock import china_date
from backend.extensions import db


def draw(sequences: Any, pattern: str, agency_code: str, now: datetime) -> str:
    """The next number by the pattern, counted by all agencies that share the digits which the pattern takes of their codes.

    sequences  the table that counts: agency_code, year, last
    Raises SequenceExhausted.
    """
    year = china_date(now).year
    widths = {piece.kind: piece.width for piece in numbers.read_pattern(pattern)}
    counted_at = agency_code[: widths.get("division", 2)].ljust(len(agency_code), "0")
    insert: Any = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[db.engine.dialect.name]
    statement = insert(sequences).values(agency_code=counted_at, year=year if "year" in widths else 0, last=1)
    statement = statement.on_conflict_do_update(index_elements=["agency_code", "year"], set_={"last": sequences.last + 1})
    return numbers.format(pattern, agency_code, year, int(db.session.execute(statement.returning(sequences.last)).scalar_one()))

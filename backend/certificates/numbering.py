"""The next free certificate number of an agency, and free places in the status list."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from backend.certificates import numbers
from backend.certificates.models import Certificate, CertificatePattern, CertificateSequence
from backend.certificates.problems import NumbersExhausted
from backend.certificates.wants import wanted
from backend.extensions import db, settings
from backend.jurisdictions.models import Agency

TRIES = 1000
SMALLEST_SPACE = 2**16
DRAWS = (8, 64, 256)
"""How many places are drawn at a time. When all of them are taken the space is as good as full: 97 in 100."""
STEP = 4
"""A space grows by a sixteenth, 2 ** -STEP, so that the list has few places that nobody uses."""


def next_number(agency: Agency, year: int) -> str:
    """The agency's next number of the year; numbers that were entered by hand are passed over.

    The agency's sequence stays locked until the commit, so no two get one number and none is lost.
    Raises NumbersExhausted.
    """
    pattern = pattern_of(agency.code)
    for _ in range(TRIES):
        try:
            number = numbers.format(pattern, agency.division_code.ljust(6, "0"), year, _next_in_sequence(agency.code, year))
        except numbers.SequenceExhausted as error:
            raise NumbersExhausted() from error
        if db.session.scalar(select(Certificate.id).where(Certificate.number == number)) is None:
            return number
    raise NumbersExhausted()


def pattern_of(agency_code: str) -> str:
    """The pattern of an agency: its own, else the general one of the settings."""
    own = db.session.scalar(select(CertificatePattern.pattern).where(CertificatePattern.agency_code == agency_code))
    return own or settings().certificate_pattern


def set_pattern(agency_code: str, pattern: str) -> None:
    """Give an agency a pattern of its own. Raises PatternError."""
    numbers.read_pattern(pattern)
    db.session.merge(CertificatePattern(agency_code=agency_code, pattern=pattern))


def free_status_index(now: datetime) -> int:
    """A random free place in the status list.

    Random, so that neighbours in the list tell nothing about a certificate; from a space that grows only when it is
    nearly full, so that the list stays short. A place behind the end of the published list asks for a new one.
    """
    highest = db.session.scalar(select(func.max(Certificate.status_index))) or 0
    space = space_of(highest)
    for draws in DRAWS:
        drawn = {secrets.randbelow(space) for _ in range(draws)}
        drawn -= set(db.session.scalars(select(Certificate.status_index).where(Certificate.status_index.in_(drawn))))
        if drawn:
            return drawn.pop()
    wanted(now)
    return space + secrets.randbelow(space >> STEP)


def space_of(highest: int) -> int:
    """How many places a status list has whose highest place in use is that one."""
    space = SMALLEST_SPACE
    while space <= highest:
        space += space >> STEP
    return space


def _next_in_sequence(agency_code: str, year: int) -> int:
    insert: Any = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[db.engine.dialect.name]
    statement = insert(CertificateSequence).values(agency_code=agency_code, year=year, last=1)
    statement = statement.on_conflict_do_update(
        index_elements=["agency_code", "year"],
        set_={"last": CertificateSequence.last + 1},
    ).returning(CertificateSequence.last)
    return int(db.session.execute(statement).scalar_one())

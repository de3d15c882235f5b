"""Whether somebody had the right at the time of an act that arrives later: by time lines alone, without the database.

Nobody is believed about when an act was. It is taken at once only if the right was held all the while from the earliest
moment at which it may have been done until now; so no date on the phone, however chosen, opens a door that is shut today,
or was shut at any moment in between. Held for a part of that time, it is a supervisor's to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from backend.accounts.grants import Held

EVER, STILL = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Lies(NamedTuple):
    """From `since` (None: ever) until `until` (None: still) a place lay in the areas of these agencies."""

    agency_codes: frozenset[str]
    since: datetime | None
    until: datetime | None


Piece = TypeVar("Piece", Held, Lies)


class Told(NamedTuple):
    """What is known of when an act was.

    claimed    what the phone says
    corrected  the same by our clock, if the phone said how late it was when it sent the act
    lower      when acts with lower numbers of the same device say they were: it was not before them
    higher     when acts with higher numbers say they were, and when they came: it was not after them
    """

    claimed: datetime
    corrected: datetime | None = None
    lower: tuple[datetime, ...] = ()
    higher: tuple[datetime, ...] = ()

    def window(self, now: datetime) -> tuple[datetime, datetime]:
        """The earliest and the latest moment at which it may have been; where the signs contradict each other, they widen it."""
        said = (self.claimed, self.corrected or self.claimed)
        return min(*said, *self.higher, now), min(max(*said, *self.lower), now)

    def evidence(self, clock_error_s: float | None, now: datetime) -> dict[str, Any]:
        """The same in words for who has to decide; see `EvidenceSchema`."""
        earliest, latest = self.window(now)
        moments = {"claimed": self.claimed, "earliest": earliest, "latest": latest}
        told = {name: moment.isoformat() for name, moment in moments.items()}
        return {**told, "clock_error_s": clock_error_s, "out_of_order": self.out_of_order}

    @property
    def out_of_order(self) -> bool:
        """Whether the numbers say another order than the times."""
        return any(other > self.claimed for other in self.lower) or any(other < self.claimed for other in self.higher)


class Right(StrEnum):
    """CERTAIN: held all the while until now; PERHAPS: for a part of it; NEVER: at no moment of it."""

    CERTAIN = "certain"
    PERHAPS = "perhaps"
    NEVER = "never"


def judge(officer: Sequence[Held], place: Sequence[Lies], earliest: datetime, until: datetime) -> Right:
    """Whether an officer had the right to act in a place from `earliest` to `until`, both included."""
    moments = _moments(officer, place, earliest, until)
    held = [_reaches(_at(officer, moment), _at(place, moment)) for moment in moments]
    return Right.CERTAIN if all(held) else Right.PERHAPS if any(held) else Right.NEVER


def active(officer: Sequence[Held], earliest: datetime, latest: datetime) -> bool:
    """Whether he was an active officer all the while, wherever."""
    return all(_at(officer, moment).prefix is not None for moment in _moments(officer, (), earliest, latest))


def active_once(officer: Sequence[Held], earliest: datetime, latest: datetime) -> bool:
    """Whether he was an active officer at any moment of it."""
    return any(_at(officer, moment).prefix is not None for moment in _moments(officer, (), earliest, latest))


def agency_at(officer: Sequence[Held], moment: datetime) -> str | None:
    """His own agency at that moment, also while he was disabled."""
    return _at(officer, moment).agency_code


def same_all_along(line: Sequence[Piece], earliest: datetime) -> bool:
    """Whether nothing of it changed since `earliest`."""
    return (line[-1].since or EVER) <= earliest


def _moments(officer: Sequence[Held], place: Sequence[Lies], earliest: datetime, until: datetime) -> list[datetime]:
    """The first moment, and each at which something changed after it: in between nothing does."""
    changes = {piece.since for line in (officer, place) for piece in line if piece.since is not None}
    return [earliest, *sorted(moment for moment in changes if earliest < moment <= until)]


def _at(line: Sequence[Piece], moment: datetime) -> Piece:
    """The piece of a time line that holds the moment; of those that begin together, the last."""
    return next(piece for piece in reversed(line) if (piece.since or EVER) <= moment)


def _reaches(held: Held, lies: Lies) -> bool:
    return held.prefix is not None and any(code.startswith(held.prefix) for code in lies.agency_codes)


def joined(lines: Sequence[Sequence[Lies]]) -> list[Lies]:
    """Several places as one, seen from wherever one of them is."""
    begins = sorted({piece.since or EVER for line in lines for piece in line})
    pieces = []
    for since, until in pairwise([*begins, STILL]):
        codes = frozenset().union(*(_at(line, since).agency_codes for line in lines))
        pieces.append(Lies(codes, None if since == EVER else since, None if until == STILL else until))
    return pieces

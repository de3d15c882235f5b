"""Certificate numbers by a pattern that each issuing agency may set (docs/card-format.md).

No authoritative pattern was found [M], so none is built in: the default below is data, used
where an agency has set nothing. Numbers given out elsewhere are accepted in any form.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from backend.certificates.card_fields import MAX_NUMBER_BYTES

DEFAULT_PATTERN = "{division:4}{year}{sequence:06}"
MAX_PATTERN_LENGTH = 60

_PIECE = re.compile(
    r"\{division:(?P<division>[246])\}|\{(?P<year>year)\}|\{sequence:0(?P<sequence>[1-9])\}"
    r"|(?P<fixed>[0-9A-Za-z\u4e00-\u9fff()（）〔〕\[\].\-]+)"
)


class PatternError(ValueError):
    """The pattern cannot be used; `reason` is the stable code of why."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class SequenceExhausted(ValueError):
    """The agency has used every number that its pattern has for the year."""


@dataclass(frozen=True)
class Piece:
    """One piece of a pattern: fixed text, or a place and how many digits it takes."""

    kind: str
    text: str
    width: int


@dataclass(frozen=True)
class NumberParts:
    """What a number says by its pattern; None where the pattern has no such place."""

    division: str | None
    year: int | None
    sequence: int


@lru_cache(maxsize=256)
def read_pattern(pattern: str) -> tuple[Piece, ...]:
    """The pieces of a pattern. Raises PatternError when it cannot make distinct numbers."""
    if len(pattern) > MAX_PATTERN_LENGTH:
        raise PatternError("too_long", f"A pattern has at most {MAX_PATTERN_LENGTH} characters.")
    pieces, at = [], 0
    while at < len(pattern):
        found = _PIECE.match(pattern, at)
        if found is None:
            raise PatternError("not_understood", f"Not understood from here: {pattern[at:]}")
        pieces.append(_piece(found))
        at = found.end()
    _check(pieces)
    return tuple(pieces)


def format(pattern: str, city_code: str, year: int, sequence: int) -> str:
    """The number of an agency's certificate `sequence` in `year`.

    `city_code` is the division code of the agency, six digits or more. Raises PatternError,
    SequenceExhausted, or ValueError for a code, year or sequence that cannot be.
    """
    if re.fullmatch(r"[0-9]{6,12}", city_code, re.ASCII) is None:
        raise ValueError("a division code has 6 to 12 digits")
    if not 1000 <= year <= 9999 or sequence < 1:
        raise ValueError("year or sequence out of range")
    values = {"year": str(year), "sequence": str(sequence)}
    number = ""
    for piece in read_pattern(pattern):
        value = city_code[: piece.width] if piece.kind == "division" else values.get(piece.kind)
        number += piece.text if value is None else value.zfill(piece.width)
        if piece.kind == "sequence" and len(str(sequence)) > piece.width:
            raise SequenceExhausted(f"no number with {piece.width} digits is left in {year}")
    return number


def parse(pattern: str, number: str) -> NumberParts | None:
    """What `number` says by `pattern`; None when the pattern does not make such numbers."""
    found = _expression(pattern).fullmatch(number)
    if found is None or int(found["sequence"]) == 0:
        return None
    named = found.groupdict()
    year = named.get("year")
    return NumberParts(
        division=named.get("division"),
        year=int(year) if year else None,
        sequence=int(found["sequence"]),
    )


def _piece(found: re.Match[str]) -> Piece:
    kind = str(found.lastgroup)
    if kind == "fixed":
        return Piece(kind, found["fixed"], 0)
    return Piece(kind, "", 4 if kind == "year" else int(found[kind]))


def _check(pieces: list[Piece]) -> None:
    kinds = [piece.kind for piece in pieces if piece.kind != "fixed"]
    if "sequence" not in kinds:
        raise PatternError("sequence_missing", "A pattern needs {sequence:06}.")
    if len(set(kinds)) != len(kinds):
        raise PatternError("place_twice", "A pattern holds each place once.")
    if sum(len(piece.text.encode()) + piece.width for piece in pieces) > MAX_NUMBER_BYTES:
        raise PatternError("too_long", "Such numbers are too long for a card.")


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(
        "".join(
            re.escape(piece.text) if piece.kind == "fixed" else f"(?P<{piece.kind}>[0-9]{{{piece.width}}})"
            for piece in read_pattern(pattern)
        ),
        re.ASCII,
    )

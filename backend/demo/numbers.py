"""Made-up numbers that pass every check: of people, of units, of phones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from backend.identity_number import check_character

_ELSEWHERE = (
    "430102 430104 430405 431002 450103 450202 450302 450902 360102 360702 360802 510104 511302 511602 500101 500102 "
    "420102 421002 520102 520302 410102 411302 411602 340102 341202 350102 350802"
)
ELSEWHERE = tuple(_ELSEWHERE.split())
"""Counties of other provinces (GB/T 2260), for those who came from there."""

BORN_FROM, BORN_DAYS = date(1966, 1, 1), 14_245
SEQUENCES = 500
_STEP = 1_000_003
"""A prime larger than any factor of the space below, so that every index leads to a number of its own."""

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(index: int, sex: str, counties: Sequence[str]) -> str:
    """The index-th person's identity number (GB 11643); no two indexes give one number.

    counties  codes of six digits; ELSEWHERE comes behind them
    """
    codes = (*counties, *ELSEWHERE)
    place, sequence = divmod(index * _STEP % (len(codes) * BORN_DAYS * SEQUENCES), SEQUENCES)
    day, county = divmod(place, len(codes))
    born = BORN_FROM + timedelta(days=day)
    digits = f"{codes[county]}{born:%Y%m%d}{2 * sequence + (sex == 'male'):03d}"
    return digits + check_character(digits)


def uscc(index: int, division_code: str, kind: str = "91") -> str:
    """The index-th unit's unified social credit code (GB 32100), with the organisation's own check character (GB 11714).

    kind  91 enterprise, 12 public institution, 52 private institution
    """
    body = "MA" + _in_base_31(index, 6)
    total = sum(int(character, 36) * weight for character, weight in zip(body, _BODY_WEIGHTS, strict=True))
    code = f"{kind}{division_code[:6].ljust(6, '0')}{body}{'0123456789X0'[-total % 11]}"
    total = sum(_USCC.index(character) * weight for character, weight in zip(code, _USCC_WEIGHTS, strict=True))
    return code + _USCC[-total % 31]


def mobile(number: int) -> str:
    """A mobile number from a range (1400) that no person is given: it belongs to machines."""
    return f"1400{number % 10_000_000:07d}"


def _in_base_31(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 31)
        digits = _USCC[digit] + digits
    return digits

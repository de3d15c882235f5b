"""The citizen identity number (公民身份号码, GB 11643-1999): 17 digits and a check character.

Check character and birth date are hard rules. The region is none: its codes changed over the
years, old ones stay valid for life, and no complete list of them exists.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
EARLIEST_YEAR = 1900

_WHOLE = re.compile(r"[1-9][0-9]{16}[0-9X]", re.ASCII)
_OLD = re.compile(r"[1-9][0-9]{14}", re.ASCII)
_BETWEEN = re.compile(r"[\s\-‐-―]+")


class IdentityNumberError(ValueError):
    """Not an identity number; `reason` is the stable code of why: format, birth_date, check_character."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def parse(text: str) -> str:
    """The number in its one spelling: 18 characters, capital X.

    Takes spaces, dashes, full-width digits and a small x. Raises IdentityNumberError.
    """
    number = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    if _OLD.fullmatch(number):
        raise IdentityNumberError("format", "Numbers of 15 digits are no longer valid; enter the 18 characters of the present card")
    if _WHOLE.fullmatch(number) is None:
        raise IdentityNumberError("format", "An identity number has 17 digits and then a digit or X")
    birth_date(number)
    if check_character(number[:17]) != number[17]:
        raise IdentityNumberError("check_character", "The last character does not fit the others; compare them one by one")
    return number


def find(text: str) -> str | None:
    """The number that `text` is, or None when it is something else."""
    try:
        return parse(text)
    except IdentityNumberError:
        return None


def check_character(digits: str) -> str:
    """The last character that belongs to the first 17 (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def birth_date(number: str) -> date:
    """The day of birth. Raises IdentityNumberError when the digits are no date."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        born = date.min
    if born.year < EARLIEST_YEAR:
        raise IdentityNumberError("birth_date", "Digits 7 to 14 are not a date of birth")
    return born


def sex(number: str) -> str:
    """male or female: the 17th digit is odd for men."""
    return "male" if int(number[16]) % 2 else "female"


def age_on(born: date, day: date) -> int:
    """Whole years; one born on 29 February has his birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

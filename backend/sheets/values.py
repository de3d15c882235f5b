"""Values of cells as companies really write them: each is a value, or None where the cell is empty, or refused.

Nothing is guessed. What can be read in two ways is refused with the form that is expected, and so is a number of
which digits are lost: a spreadsheet keeps 15 digits of a number (IEEE 754), an identity number has 18 characters.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from backend import identity_number as rules
from backend.sheets import dates
from backend.sheets.cells import Cell, Failed, Formula, is_blank, shown
from backend.sheets.dates import DateOrder


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that is not taken.

    code      stable, one of CODES; the words are the app's and `sheets.words`
    shown     the cell as the file shows it. Of a number of a person it is personal data: keep it sealed
    expected  the stable name of the form that would be taken: one of EXPECTED
    """

    code: str
    shown: str
    expected: str


CODES = (
    "cell.formula",
    "cell.error",
    "cell.number_lost_digits",
    "cell.number_format",
    "cell.number_15_digits",
    "cell.number_check_character",
    "cell.number_birth_date",
    "cell.date_format",
    "cell.date_ambiguous",
    "cell.date_incomplete",
    "cell.date_out_of_range",
    "cell.name_format",
    "cell.phone_format",
    "cell.certificate_number_format",
    "cell.text_too_long",
    "cell.text_character",
    "cell.not_text",
)
EXPECTED = ("identity_number", "certificate_number", "date", "name", "phone", "text")

EXACT_BELOW = 10**15
"""Spreadsheets keep 15 significant digits; a longer number may be another one than was typed."""

ROUNDED = re.compile(r"[1-9]\d{14}000", re.ASCII)
"""An identity number of which a spreadsheet has kept 15 digits and written it out as text."""

LONGEST_NAME, LONGEST_TEXT, LONGEST_NUMBER = 60, 500, 40
LONGEST_NAME_BYTES = 90

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CLEAN = re.compile(r"[!-~\u4e00-\u9fff]+")
"""What nearly every cell is: nothing in it to be tidied. The long way costs three times as much."""
_USUAL_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})|\s+(?=·)|(?<=·)\s+")
_DOTS = re.compile(r"[•・．‧∙⋅･●．]")
_BLANKS = re.compile(r"\s+")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d*)?E[+-]?\d{1,3}", re.ASCII)
_NUMBER_BETWEEN = re.compile(r"[\s\-‐-―_.,·]+")
_CERTIFICATE = re.compile(r"[0-9A-Z\u4e00-\u9fff()〔〕\[\]\-_./#第号字]{4,40}")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,6})?", re.ASCII)
STILL = frozenset(("在职", "在岗", "至今", "现在", "未离职", "未离岗", "长期", "现职", "在册"))
"""What people write for the end of what goes on."""
EMPTY_WORDS = frozenset(("-", "--", "—", "——", "/", "\\", "无", "暂无", "未填", "空", "n/a", "na", "null", "none", "nil", "无无"))
"""What people write into a cell to say that there is nothing to write."""


def text(cell: Cell, longest: int = LONGEST_TEXT) -> str | Refused | None:
    """One line of text: line breaks become blanks, blanks at both ends and what cannot be seen go."""
    value = _plain_text(cell)
    if not isinstance(value, str):
        return _named(value, "text")
    if len(value) <= longest and _CLEAN.fullmatch(value):
        return value
    line = _BLANKS.sub(" ", value).strip()
    if len(line) > longest:
        return Refused("cell.text_too_long", line[:longest], "text")
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co") for c in line) or "\ufffd" in line:
        return Refused("cell.text_character", line, "text")
    return line or None


def name(cell: Cell) -> str | Refused | None:
    """A person's name: rare characters whole, no blanks between Chinese characters, the middle dot as on the card (U+00B7)."""
    if type(cell) is str and _USUAL_NAME.fullmatch(cell) and cell not in EMPTY_WORDS:
        return cell
    if isinstance(cell, (int, float, bool, dt.date, dt.time)):
        return Refused("cell.name_format", shown(cell), "name")
    line = text(cell, 10 * LONGEST_NAME)
    if not isinstance(line, str):
        return Refused(line.code, line.shown, "name") if isinstance(line, Refused) else line
    whole = _BETWEEN_HAN.sub("", _DOTS.sub("·", _unquoted(line))).strip(" ·")
    letters = [c for c in whole if unicodedata.category(c)[0] == "L"]
    odd = [c for c in whole if unicodedata.category(c)[0] not in "LM" and c not in " ·.'-’()（）"]
    if not letters or odd or len(whole) > LONGEST_NAME or len(whole.encode()) > LONGEST_NAME_BYTES:
        return Refused("cell.name_format", line[:LONGEST_NAME], "name")
    return whole


def identity_number(cell: Cell, *, rounded: bool = False) -> str | Refused | None:
    """A citizen identity number (GB 11643) in its one spelling: 18 characters, capital X.

    rounded  other cells of the column show that a program has rounded them (`columns.rounded`); then a number that
             ends in three zeros may be another one, even where its check character fits by chance
    """
    taken = _number_text(cell, "identity_number")
    if not isinstance(taken, str):
        return taken
    digits = _NUMBER_BETWEEN.sub("", taken)
    if rounded and ROUNDED.fullmatch(digits):
        return Refused("cell.number_lost_digits", shown(cell), "identity_number")
    try:
        return rules.parse(digits)
    except rules.IdentityNumberError as error:
        code = {"birth_date": "cell.number_birth_date", "check_character": "cell.number_check_character"}.get(error.reason)
        return Refused(code or _why_no_number(digits), shown(cell), "identity_number")


def certificate_number(cell: Cell) -> str | Refused | None:
    """A certificate number: letters and digits in their plain width, capitals, without blanks."""
    taken = _number_text(cell, "certificate_number")
    if not isinstance(taken, str):
        return taken
    number = _BLANKS.sub("", taken)
    if len(number.encode()) > LONGEST_NUMBER or _CERTIFICATE.fullmatch(number.replace("（", "(").replace("）", ")")) is None:
        return Refused("cell.certificate_number_format", shown(cell), "certificate_number")
    return number


def phone(cell: Cell) -> str | Refused | None:
    """A mobile number of 11 digits, or a landline with its area code; spaces, dashes and +86 are understood."""
    taken = _number_text(cell, "phone")
    if not isinstance(taken, str):
        return taken
    number = re.sub(r"[\s()（）.]", "", taken.translate(str.maketrans("‐‑‒–—―－", "-------")))
    number = re.sub(r"^(?:\+|00)?86-?(?=1\d)", "", number)
    bare = number.replace("-", "")
    if _MOBILE.fullmatch(bare):
        return bare
    return number if _LANDLINE.fullmatch(number) else Refused("cell.phone_format", shown(cell), "phone")


def date(cell: Cell, order: DateOrder = DateOrder()) -> dt.date | Refused | None:  # noqa: B008 - frozen
    """A day.

    order  what the column's other cells say of the order of day and month: `dates.order_of`
    """
    if isinstance(cell, dt.datetime):
        found: dt.date | str = cell.date()
    elif isinstance(cell, dt.date):
        found = cell
    elif isinstance(cell, bool):
        found = "date_format"
    elif isinstance(cell, (int, float)):
        found = dates.from_number(cell, order)
    else:
        if isinstance(cell, Formula):
            return None if is_blank(cell) else Refused("cell.formula", shown(cell), "date")
        value = _plain_text(cell)
        if not isinstance(value, str):
            return _named(value, "date")
        found = dates.from_text(value, order)
    if isinstance(found, str):
        return Refused(f"cell.{found}", shown(cell), "date")
    return found if dates.EARLIEST <= found <= dates.LATEST else Refused("cell.date_out_of_range", shown(cell), "date")


def end_date(cell: Cell, order: DateOrder = DateOrder()) -> dt.date | Refused | None:  # noqa: B008 - frozen
    """The day on which something ended; None also where the cell says that it goes on."""
    return None if isinstance(cell, str) and _plain_text(cell) in STILL else date(cell, order)


def _plain_text(cell: Cell) -> str | Refused | None:
    """Text without what cannot be seen; None for what means nothing."""
    if type(cell) is str and _CLEAN.fullmatch(cell):
        return None if cell.casefold() in EMPTY_WORDS else cell
    if isinstance(cell, Failed):
        return Refused("cell.error", cell.text, "")
    if isinstance(cell, Formula):
        return Refused("cell.formula", "", "") if cell.value is None else _plain_text(cell.value)
    if is_blank(cell):
        return None
    if isinstance(cell, (bool, dt.time)):
        return Refused("cell.not_text", shown(cell), "")
    value = unicodedata.normalize("NFC", shown(cell)).translate(_INVISIBLE).replace("\u3000", " ").replace("\xa0", " ").strip()
    return None if not value or value.casefold() in EMPTY_WORDS else value


def _number_text(cell: Cell, expected: str) -> str | Refused | None:
    """A number of a person as text with every digit that was typed, or why that cannot be."""
    if isinstance(cell, Formula):
        return None if is_blank(cell) else Refused("cell.formula", shown(cell), expected)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if abs(cell) >= EXACT_BELOW:
            return Refused("cell.number_lost_digits", shown(cell), expected)
        if cell < 0 or cell != int(cell):
            return Refused(_format_code(expected), shown(cell), expected)
        return str(int(cell))
    if isinstance(cell, (bool, dt.date, dt.time)):
        return Refused(_format_code(expected), shown(cell), expected)
    value = _plain_text(cell)
    if not isinstance(value, str):
        return _named(value, expected)
    wide = unicodedata.normalize("NFKC", _unquoted(value)).upper()
    if _SCIENTIFIC.fullmatch(wide.replace(" ", "")):
        return Refused("cell.number_lost_digits", shown(cell), expected)
    return re.sub(r"(?<=\d)\.0+$", "", wide).strip() or None


def _unquoted(value: str) -> str:
    """Without the apostrophe or quotes by which somebody kept a number text."""
    return value.strip().lstrip("'‘’＇`´\"“”").rstrip("'‘’＇`´\"“”").strip()


def _why_no_number(digits: str) -> str:
    return "cell.number_15_digits" if re.fullmatch(r"[1-9][0-9]{14}", digits) else "cell.number_format"


def _format_code(expected: str) -> str:
    return {"identity_number": "cell.number_format", "phone": "cell.phone_format"}.get(expected, "cell.certificate_number_format")


def _named(value: Refused | None, expected: str) -> Refused | None:
    return Refused(value.code, value.shown, expected) if isinstance(value, Refused) else None

"""Words of papers: the official language alone, dates and articles as such papers write them, and text that can be printed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from backend.clock import CHINA
from backend.papers import fonts

LONGEST_WORD = 24
"""Characters of a row without a place to break, in the widest column; the narrow ones say less."""
BREAK = "\u200b"

UNIT_KINDS = {
    "security_company": "保安服务公司",
    "branch": "保安服务分公司",
    "in_house_unit": "自行招用保安员单位",
    "training_unit": "保安培训单位",
}
OUTCOMES = {"conform": "符合", "problem": "有问题", "not_checked": "未检查"}
PRESENCES = {"present": "在岗", "absent": "不在岗", "not_on_roster": "不在名册"}
RESULTS = {
    "no_problem": "未发现问题。",
    "corrected_on_site": "发现的问题已当场改正。",
    "rectification_required": "发现的问题须限期改正，另发《责令限期改正通知书》。",
}
NO_SIGNATURE = {"refused": "拒绝签名", "absent": "不在现场，未能签名"}
LAWS = {"Reg": "《条例》", "M": "《办法》"}
FULL_LAWS = {"Reg": "《保安服务管理条例》", "M": "《公安机关实施保安服务管理条例办法》"}
_PART = re.compile(r"(Reg|M)\. (.+)")
_PLACE = re.compile(r"(\d+)(?:\((\d+)\))?")
_WITHOUT_FORM = ("Cc", "Cf", "Cs", "Cn", "Co")
"""Kinds of characters that show nothing themselves and may turn the direction of their neighbours."""


def printable(text: str | None, longest: int = LONGEST_WORD) -> str:
    """One line as it can be printed.

    What no font here has is named by its code, so that nothing is left out unseen; what shows nothing, such as marks
    that turn the direction of writing, is left out; a word longer than `longest` gets places where it may break.
    """
    kept = (_shown(character) for character in text or "")
    return re.sub(rf"[!-~\u00a1-\u2e7f]{{{longest}}}(?=[!-~\u00a1-\u2e7f])", rf"\g<0>{BREAK}", "".join(kept))


def lines(text: str | None, longest: int = LONGEST_WORD) -> list[str]:
    """Text of several lines, without the empty ones."""
    return [printable(line, longest) for line in (text or "").splitlines() if line.strip()]


def day(value: date | None) -> str:
    """2026年11月3日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def minute(value: datetime) -> str:
    """2026年11月3日 9时05分, as the clocks in China go."""
    local = value.astimezone(CHINA)
    return f"{day(local.date())} {local.hour}时{local.minute:02}分"


def span(start: datetime, end: datetime) -> str:
    """From when to when; the day once where it is the same."""
    first, last = start.astimezone(CHINA), end.astimezone(CHINA)
    return f"{minute(start)}至{f'{last.hour}时{last.minute:02}分' if first.date() == last.date() else minute(end)}"


def article(text: str | None, laws: dict[str, str] | None = None) -> str:
    """ "M. 37(3); Reg. 21, 25" is how the data writes what a paper calls 《办法》第37条第3项；《条例》第21条、第25条."""
    return "；".join(_part(part.strip(), laws or LAWS) for part in (text or "").split(";") if part.strip())


def _part(part: str, laws: dict[str, str]) -> str:
    found = _PART.fullmatch(part)
    if found is None:
        return printable(part)
    places = _PLACE.sub(lambda place: f"第{place[1]}条" + (f"第{place[2]}项" if place[2] else ""), found[2])
    return laws[found[1]] + places.replace(", ", "、")


@lru_cache(maxsize=8192)
def _shown(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) in _WITHOUT_FORM or _chooses_form(character):
        return ""
    if character.isspace() or any(face.has(character) for face in fonts.faces()):
        return " " if character.isspace() and character != "\u3000" else character
    return f"〔U+{ord(character):04X}〕"


def _chooses_form(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF

"""Names of people: their one spelling, and the forms by which they are looked for.

Surnames are often read unlike the same character elsewhere (单 is Shan, 解 Xie), and people type
what they hear, so each name is kept under several readings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest

from pypinyin import Style, pinyin

MAX_KEY = 80
READINGS_A_CHARACTER = 3

SURNAMES: dict[str, tuple[str, ...]] = {
    "单": ("shan",),
    "單": ("shan",),
    "曾": ("zeng",),
    "仇": ("qiu",),
    "解": ("xie",),
    "区": ("ou",),
    "區": ("ou",),
    "查": ("zha",),
    "翟": ("zhai", "di"),
    "朴": ("piao", "pu"),
    "盖": ("ge", "gai"),
    "任": ("ren",),
    "华": ("hua",),
    "華": ("hua",),
    "乐": ("yue", "le"),
    "樂": ("yue", "le"),
    "覃": ("qin", "tan"),
    "冼": ("xian",),
    "洗": ("xian",),
    "黑": ("he", "hei"),
    "员": ("yun",),
    "員": ("yun",),
    "种": ("chong",),
    "折": ("she",),
    "缪": ("miao",),
    "繆": ("miao",),
    "纪": ("ji",),
    "紀": ("ji",),
    "燕": ("yan",),
    "贾": ("jia",),
    "賈": ("jia",),
    "逄": ("pang",),
    "郇": ("xun", "huan"),
    "繁": ("po",),
    "秘": ("bi", "mi"),
    "尹": ("yin",),
    "隗": ("wei", "kui"),
    "召": ("shao",),
    "晟": ("cheng",),
    "盛": ("sheng",),
    "重": ("chong",),
    "卜": ("bu",),
    "祭": ("zhai",),
    "车": ("che",),
    "車": ("che",),
    "尉": ("wei",),
    "过": ("guo",),
    "過": ("guo",),
    "宓": ("mi", "fu"),
    "佴": ("nai",),
    "殷": ("yin",),
    "葛": ("ge",),
    "邵": ("shao",),
    "阚": ("kan",),
    "闞": ("kan",),
    "行": ("xing",),
    "长": ("zhang",),
    "石": ("shi",),
    "王": ("wang",),
    "牟": ("mu", "mou"),
    "那": ("na",),
    "哈": ("ha",),
    "谌": ("chen", "shen"),
    "諶": ("chen", "shen"),
}
"""Readings of characters as surnames, the commonest first."""

COMPOUND_SURNAMES: dict[str, tuple[str, str]] = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "令狐": ("ling", "hu"),
    "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"),
    "鲜于": ("xian", "yu"),
    "宰父": ("zai", "fu"),
    "皇甫": ("huang", "fu"),
    "夏侯": ("xia", "hou"),
    "諸葛": ("zhu", "ge"),
    "诸葛": ("zhu", "ge"),
    "尉遲": ("yu", "chi"),
    "長孫": ("zhang", "sun"),
}

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})[ \u3000]+(?={_HAN})")
_STARTS_HAN = re.compile(_HAN)
_BLANKS = re.compile(r"[ \u3000]+")
_LATIN = re.compile(r"[a-z]+", re.ASCII)


def normalise(text: str) -> str:
    """A name in its one spelling: NFC, no blanks between Chinese characters, single ones elsewhere."""
    plain = unicodedata.normalize("NFC", text).strip(" \u3000")
    return _BLANKS.sub(" ", _BETWEEN_HAN.sub("", plain))


def typed_key(text: str) -> str:
    """Letters as typed in a search box, in the form of the stored keys: `Lü Wei` is lvwei."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(_LATIN.findall(plain))[:MAX_KEY]


@lru_cache(maxsize=1000)
def sort_key(name: str) -> str:
    """What lists are ordered by: the commonest reading, syllable by syllable."""
    return " ".join(readings[0] for readings in _readings(name))[:MAX_KEY] or "~"


@lru_cache(maxsize=1000)
def search_keys(name: str) -> frozenset[str]:
    """Whole readings and initials of a name: the commonest reading, and each with one syllable read otherwise.

    Also the surname whole with the other initials (zhangjg), as many people type. A key that only begins another
    one is left out: it finds nothing more.
    """
    readings = _readings(name)
    commonest = [each[0] for each in readings]
    surname = 2 if name[:2] in COMPOUND_SURNAMES else 1
    keys: set[str] = set()
    for place, each in enumerate(readings):
        for syllable in each:
            syllables = [*commonest[:place], syllable, *commonest[place + 1 :]]
            initials = [part[0] for part in syllables]
            forms = (syllables, initials, [*syllables[:surname], *initials[surname:]])
            keys |= {"".join(form)[:MAX_KEY] for form in forms}
    ordered = sorted(keys)  # a key that begins another one stands just before one of those
    return frozenset(key for key, after in zip_longest(ordered, ordered[1:], fillvalue="") if not after.startswith(key))


def characters(name: str) -> list[str]:
    """The characters by which any part of a name is found, in their order."""
    return [character for character in name.casefold() if character not in " \u3000"]


def _readings(name: str) -> list[tuple[str, ...]]:
    """For each syllable its possible readings, the commonest first; what has no reading is left out."""
    compound = COMPOUND_SURNAMES.get(name[:2])
    if compound:
        return [*((syllable,) for syllable in compound), *_plain_readings(name[2:])]
    if name[:1] in SURNAMES and len(name) > 1:
        return [SURNAMES[name[0]], *_plain_readings(name[1:])]
    if _STARTS_HAN.match(name):
        return [*_plain_readings(name[:1]), *_plain_readings(name[1:])]
    return list(_plain_readings(name))


@lru_cache(maxsize=20_000)
def _plain_readings(text: str) -> tuple[tuple[str, ...], ...]:
    found = []
    for options in pinyin(text, style=Style.NORMAL, heteronym=True):
        usable = dict.fromkeys(typed_key(option) for option in options)
        usable.pop("", None)
        for option in tuple(usable):
            if "v" in option:  # lü is typed lv, lu or, as in passports, lyu
                usable |= dict.fromkeys((option.replace("v", "u"), option.replace("v", "yu")))
        if usable:
            found.append(tuple(usable)[:READINGS_A_CHARACTER])
    return tuple(found)

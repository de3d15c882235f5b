"""Why somebody left, from what a cell says: one of the roster's reasons, or the words as a note."""

from __future__ import annotations

from dataclasses import dataclass

from backend.roster.leaving import NEEDS_NOTE

_WORDS = {
    "resigned": ("辞职", "离职", "自离", "自动离职", "主动离职", "个人原因", "resigned", "quit"),
    "dismissed": ("辞退", "开除", "解除", "解雇", "劝退", "dismissed", "fired"),
    "contract_ended": ("合同到期", "合同期满", "期满", "到期", "contract ended", "contract expired"),
    "retired": ("退休", "到龄", "retired"),
    "died": ("死亡", "去世", "病故", "died", "deceased"),
    "moved": ("调离", "调动", "迁居", "搬迁", "返乡", "moved"),
}
"""Words as rosters have them; [M]: collected from what companies write, not from a source."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A reason and its note."""

    reason: str
    note: str = ""


def choices(language: str) -> list[str]:
    """What a template offers; each is understood again."""
    return [words[0] if language == "zh-CN" else reason for reason, words in _WORDS.items()]


def leaving_of(text: str | None) -> Leaving | None:
    """The reason a cell names; its own words as the note where it is none of the list. None where it says nothing."""
    if not text:
        return None
    plain = text.strip().casefold()
    for reason, words in _WORDS.items():
        if plain == reason or plain in words:
            return Leaving(reason)
    return Leaving(NEEDS_NOTE, text)

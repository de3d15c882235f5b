"""Fonts of papers. Text is in the Song and Hei faces that pip installs with the program, so a paper looks the same and has the
same bytes on every host; characters that these lack come from the fonts for rare characters, where they are installed.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

from backend.cards import fonts as card_fonts
from backend.cards.fonts import Face

if TYPE_CHECKING:
    from typst import Fonts

SONG = Face(Path(pylopdf_fonts_zh_cn.serif_path()))


@lru_cache(maxsize=1)
def faces() -> tuple[Face, ...]:
    """Where a character is looked for, in order."""
    return (SONG, *rare())


@lru_cache(maxsize=1)
def rare() -> tuple[Face, ...]:
    """The fonts for rare characters on this machine; none where the package is not installed."""
    return tuple(face for face in card_fonts.find().regular if face.path.stem.startswith("HanaMin"))


@lru_cache(maxsize=1)
def families() -> dict[str, list[str]]:
    """What the template calls the fonts: for text and for heads."""
    others = [_family(face) for face in rare()]
    return {"song": [_family(SONG), *others], "hei": [_family(Face(Path(pylopdf_fonts_zh_cn.sans_path()))), *others]}


@lru_cache(maxsize=1)
def opened() -> Fonts:
    """The fonts as the typesetter wants them; only these, whatever else the machine has."""
    from typst import Fonts  # its library is large, and most processes never make a paper

    folders = dict.fromkeys(face.path.parent for face in faces())
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders])


def _family(face: Face) -> str:
    with TTFont(face.path, lazy=True) as font:
        name = font["name"]
        return str(name.getDebugName(16) or name.getDebugName(1))

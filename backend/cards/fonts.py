"""Fonts for cards: which are on this machine, and which of them has a character.

Debian's Noto Sans CJK is taken where it is installed, else the Noto Sans SC that pip installs
with the program, so a card can be drawn on any machine. HanaMin (Debian's fonts-hanazono) has the rare
characters of names: Extension B to F wholly.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont
from PIL import ImageFont

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
SIMPLIFIED_CHINESE = 2  # its place in the Noto CJK collections, after Japanese and Korean


class GlyphMissing(ValueError):
    """No font on this machine has these characters; `characters` are named in the message."""

    def __init__(self, characters: str) -> None:
        named = ", ".join(f"{character} (U+{ord(character):04X})" for character in characters)
        super().__init__(f"No font here has {named}. Debian's package fonts-hanazono has rare characters.")
        self.characters = characters


@dataclass(frozen=True)
class Face:
    """One font of a file, and whether boldness has to be added by a stroke."""

    path: Path
    index: int = 0
    thicken: bool = False

    def has(self, character: str) -> bool:
        """Whether the font can show `character`."""
        return ord(character) in _coverage(self.path, self.index)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The font at `size` pixels."""
        return _loaded(self.path, self.index, size)


@dataclass(frozen=True)
class Fonts:
    """Faces in the order in which a character is looked for, for text and for emphasis."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]


def find(folders: tuple[Path, ...] = FONT_FOLDERS) -> Fonts:
    """The fonts to use here. There is always at least the one that pip installed."""
    return _find(folders)


def runs(text: str, faces: tuple[Face, ...]) -> list[tuple[Face, str]]:
    """The text cut where the font has to change. Raises GlyphMissing naming every character."""
    missing = "".join(dict.fromkeys(c for c in _visible(text) if not any(face.has(c) for face in faces)))
    if missing:
        raise GlyphMissing(missing)
    cut: list[tuple[Face, str]] = []
    for character in _visible(text):
        face = next(face for face in faces if face.has(character))
        if cut and cut[-1][0] == face:
            cut[-1] = (face, cut[-1][1] + character)
        else:
            cut.append((face, character))
    return cut


def _visible(text: str) -> str:
    """Without variation selectors: they choose a form of a character and have none themselves."""
    return "".join(c for c in text if not (0xFE00 <= ord(c) <= 0xFE0F or 0xE0100 <= ord(c) <= 0xE01EF))


@lru_cache(maxsize=8)
def _find(folders: tuple[Path, ...]) -> Fonts:
    files = {path.name: path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*.tt?"))}
    ours = Face(pylopdf_fonts_zh_cn.sans_path())
    rare = tuple(Face(files[name]) for name in ("HanaMinA.ttf", "HanaMinB.ttf") if name in files)
    regular, bold = files.get("NotoSansCJK-Regular.ttc"), files.get("NotoSansCJK-Bold.ttc")
    main = Face(regular, SIMPLIFIED_CHINESE) if regular else ours
    strong = Face(bold, SIMPLIFIED_CHINESE) if bold else _thick(main)
    return Fonts((main, *rare), (strong, *map(_thick, rare)))


def _thick(face: Face) -> Face:
    return Face(face.path, face.index, thicken=True)


@lru_cache(maxsize=16)
def _coverage(path: Path, index: int) -> frozenset[int]:
    number = index if path.suffix == ".ttc" else -1
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=64)
def _loaded(path: Path, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index=index, layout_engine=ImageFont.Layout.BASIC)

"""Writing on a card: mixed fonts on one baseline, sizes that fit, lines that end where the room ends."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from backend.cards import fonts
from backend.cards.fonts import Face, Fonts

DPI = 300
SIZE = (1011, 638)
MARGIN = 44
RIGHT = SIZE[0] - MARGIN
INK, MUTED, LINE, PAPER = "#14202e", "#4b5a6b", "#76869a", "#ffffff"


class Pen:
    """Writes text of mixed fonts on one baseline. Raises GlyphMissing for what no font has."""

    def __init__(self, card: Image.Image, found: Fonts) -> None:
        self.card = card
        self.draw = ImageDraw.Draw(card)
        self.fonts = found

    def width(self, text: str, size: int, bold: bool = False) -> float:
        """Pixels from the text's beginning to its end."""
        return sum(face.at(size).getlength(run) for face, run in _runs(text, self._faces(bold)))

    def write(self, at: tuple[float, int], text: str, size: int, colour: str = INK, bold: bool = False) -> None:
        """Write from the left end of the baseline `at`."""
        x, y = at
        runs = _runs(text, self._faces(bold))
        for face, run in runs:
            font = face.at(size)
            stroke = max(1, size // 40) if face.thicken else 0
            self.draw.text((x, y), run, colour, font, anchor="ls", stroke_width=stroke)
            x += font.getlength(run) if len(runs) > 1 else 0

    def write_to(self, at: tuple[int, int], text: str, size: int, colour: str) -> None:
        """Write up to the right end of the baseline `at`."""
        self.write((at[0] - self.width(text, size), at[1]), text, size, colour)

    def fitted(self, text: str, sizes: range, width: int, bold: bool = False) -> int:
        """The first of `sizes`, largest first, at which the text fits; the last if none does."""
        return next((size for size in sizes if self.width(text, size, bold) <= width), sizes[-1])

    def lines(self, text: str, size: int, width: int, most: int) -> list[str]:
        """The text in at most `most` lines; what does not fit ends in an ellipsis."""
        if self.width(text, size) <= width:
            return [text]
        cut = [""]
        for character in text:
            if self.width(cut[-1] + character, size) > width:
                cut.append("")
            cut[-1] += character
        if len(cut) > most:
            cut = cut[:most]
            while self.width(cut[-1] + "…", size) > width:
                cut[-1] = cut[-1][:-1]
            cut[-1] += "…"
        return cut

    def paragraph(self, text: str, size: int, width: int) -> list[str]:
        """The text in lines, cut between words or between Chinese characters; a line end begins a new one."""
        found = []
        for part in text.split("\n"):
            line = ""
            for piece in _pieces(part):
                if line and self.width((line + piece).rstrip(), size) > width:
                    found.append(line.rstrip())
                    line = ""
                line += piece if line else piece.lstrip()
            found.append(line.rstrip())
        return found

    def _faces(self, bold: bool) -> tuple[Face, ...]:
        return self.fonts.bold if bold else self.fonts.regular


@lru_cache(maxsize=4096)  # most of a batch's texts come again with each card: labels, dates, agency, employer
def _runs(text: str, faces: tuple[Face, ...]) -> list[tuple[Face, str]]:
    return fonts.runs(text, faces)


def _pieces(text: str) -> list[str]:
    """Words with the blank before them; Chinese characters each alone, with the mark that may not begin a line."""
    pieces: list[str] = []
    for character in text:
        latin = character.isascii() and character != " "
        if pieces and (character in "，。；、：？）》”" or (latin and pieces[-1][-1].isascii())):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces

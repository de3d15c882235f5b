"""The back of a guard card: what holds for every holder, in both languages, and where a card is checked. Nothing personal."""

from __future__ import annotations

from PIL import Image

from backend.cards import fonts
from backend.cards.designs import Design
from backend.cards.fonts import Fonts
from backend.cards.front import LOGO, paste_logo
from backend.cards.pen import INK, MARGIN, MUTED, PAPER, RIGHT, SIZE, Pen

STRIP = 28
TOP, BOTTOM = 168, 560
WIDTH = RIGHT - MARGIN
DOMAIN = "官方查询网址 Check at"
SIZES = range(32, 15, -2)


def image(design: Design, agency: str, domain: str, found: Fonts | None = None) -> Image.Image:
    """The back as pixels. Raises GlyphMissing.

    agency  the agency's name, where the design has no words of its own; domain: the official one
    """
    pen = Pen(Image.new("RGB", SIZE, PAPER), found or fonts.find())
    pen.draw.rectangle((0, 0, SIZE[0], STRIP), fill=design.colour)
    pen.draw.rectangle((0, SIZE[1] - STRIP, SIZE[0], SIZE[1]), fill=design.colour)
    _draw_head(pen, design, agency)
    _draw_texts(pen, design)
    text = f"{DOMAIN} {domain}"
    pen.write((MARGIN, 588), text, pen.fitted(text, range(24, 13, -1), WIDTH), MUTED)
    return pen.card


def _draw_head(pen: Pen, design: Design, agency: str) -> None:
    x = MARGIN
    if design.logo:
        x += paste_logo(pen, design.logo, (MARGIN, STRIP + 20)) + 20
    words = design.agency_words or agency
    size = pen.fitted(words, range(40, 23, -2), RIGHT - x, bold=True)
    pen.write((x, STRIP + 20 + LOGO // 2 + size // 3), words, size, design.colour, bold=True)


def _draw_texts(pen: Pen, design: Design) -> None:
    """Both texts as large as they fit together; what is too long even for the smallest size was refused when it was entered."""
    size = next((size for size in SIZES if height_of(pen, design, size) <= BOTTOM - TOP), SIZES[-1])
    y = TOP
    for text, colour, its in ((design.back_text, INK, size), (design.back_text_in_english, MUTED, size - 4)):
        for line in pen.paragraph(text, its, WIDTH):
            y += its + 10
            pen.write((MARGIN, y), line, its, colour)
        y += 20


def height_of(pen: Pen, design: Design, size: int) -> int:
    """Pixels that both texts take at a size."""
    chinese, english = pen.paragraph(design.back_text, size, WIDTH), pen.paragraph(design.back_text_in_english, size - 4, WIDTH)
    return len(chinese) * (size + 10) + len(english) * (size + 6) + 40


def fits(design: Design) -> bool:
    """Whether both texts have room at the smallest size. Raises GlyphMissing."""
    return height_of(Pen(Image.new("RGB", (1, 1)), fonts.find()), design, SIZES[-1]) <= BOTTOM - TOP

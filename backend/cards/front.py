"""The front of a guard card as a picture: 85.6 x 54 mm (ID-1 of ISO/IEC 7810) at 300 dpi.

Photo, name, number, issuing agency, unit, dates and the QR code, on white. The code is pure black,
at least 22 mm wide, with its quiet zone kept. Nothing is told by colour alone: the card can be
printed in grey.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image, ImageOps

from backend.cards import fonts
from backend.cards.designs import DEFAULT, Design
from backend.cards.fonts import Fonts, GlyphMissing
from backend.cards.pen import DPI, INK, LINE, MARGIN, MUTED, PAPER, RIGHT, SIZE, Pen
from backend.certificates import qr

__all__ = ["CardFront", "Code", "GlyphMissing", "check", "code_of", "image"]

BAND = 92
STRIPE = 6
LOGO = 72
PHOTO = (MARGIN, 122, 300, 370)  # left, top, width, height: 25.4 x 31.3 mm
TEXT_LEFT = 380
TEXT_WIDTH = 262
CODE_BOTTOM, CODE_MAX = 560, 312
FACTS_TOP, LINE_GAP, FACT_GAP = 272, 8, 44
LAST_LINE = 606

LABELS = {
    "name": "姓名",
    "number": "证书编号",
    "agency": "发证机关",
    "unit": "服务单位",
    "issued_on": "发证日期",
    "expires_on": "有效期至",
}
FOREVER = "长期"
NO_PHOTO = "无照片"
DOMAIN = "官方查询网址"


@dataclass(frozen=True)
class CardFront:
    """All that stands on the front. `photo` is a JPEG; `url` the address in the QR code."""

    name: str
    number: str
    agency: str
    unit: str | None
    issued_on: date
    expires_on: date | None
    photo: bytes | None
    url: str


@dataclass(frozen=True)
class Code:
    """Where the code stands: its modules, pixels a module, and the pixel of its upper left corner."""

    modules: qr.Modules
    scale: int
    left: int
    top: int


def check(front: CardFront, found: Fonts | None = None) -> None:
    """Raises GlyphMissing naming every character that no font here has; draws nothing."""
    found = found or fonts.find()
    fonts.runs(front.name + front.number + front.agency + (front.unit or ""), found.regular)


def image(front: CardFront, design: Design = DEFAULT, found: Fonts | None = None, *, code: bool = True) -> Image.Image:
    """The card as pixels, with the fonts of this machine. Raises GlyphMissing.

    code  False leaves its place white, for who draws it sharper than pixels can be
    """
    found = found or fonts.find()
    check(front, found)
    sheet, y = _sheet(design, design.agency_words or front.agency, urlsplit(front.url).netloc, found)
    pen = Pen(sheet.copy(), found)
    _draw_photo(pen, front.photo)
    _draw_number(pen, front.number)
    _draw_name(pen, front.name)
    _draw_facts(pen, front, y)
    if code:
        _draw_code(pen, code_of(front.url))
    return pen.card


def code_of(url: str) -> Code:
    """The largest whole number of pixels a module that fits; at Q where that makes 22 mm, else at M."""
    modules = qr.modules(url, "Q")
    if CODE_MAX // len(modules) * len(modules) < qr.SMALLEST_AT_Q_MM / 25.4 * DPI:
        modules = qr.modules(url, "M")
    scale = CODE_MAX // len(modules)
    side = scale * len(modules)
    return Code(modules, scale, RIGHT - side, CODE_BOTTOM - side)


@lru_cache(maxsize=32)
def _sheet(design: Design, agency: str, domain: str, found: Fonts) -> tuple[Image.Image, int]:
    """What all cards of an agency have alike, drawn once; and where the facts go on below the agency."""
    pen = Pen(Image.new("RGB", SIZE, PAPER), found)
    _draw_band(pen, design)
    pen.write((PHOTO[0], 536), LABELS["number"], 22, MUTED)
    pen.write((TEXT_LEFT, 142), LABELS["name"], 22, MUTED)
    y = _draw_fact(pen, LABELS["agency"], agency, FACTS_TOP)
    text = f"{DOMAIN} {domain}"
    pen.write_to((RIGHT, LAST_LINE), text, pen.fitted(text, range(22, 13, -1), CODE_MAX), MUTED)
    return pen.card, y


def _draw_band(pen: Pen, design: Design) -> None:
    pen.draw.rectangle((0, 0, SIZE[0], BAND), fill=design.colour)
    pen.draw.rectangle((0, BAND - STRIPE, SIZE[0], BAND), fill=design.stripe)
    x: float = MARGIN
    if design.logo:
        x += paste_logo(pen, design.logo, (MARGIN, 6)) + 20
    room = RIGHT - int(x) - 380
    size = pen.fitted(design.title + "一", range(52, 29, -2), room, bold=True)
    for character in design.title:
        pen.write((x, 65), character, size, PAPER, bold=True)
        x += pen.width(character, size, bold=True) + size // 5
    english = pen.fitted(design.title_in_english, range(28, 15, -1), RIGHT - int(x) - 20)
    pen.write_to((RIGHT, 65), design.title_in_english, english, PAPER)


def paste_logo(pen: Pen, logo: bytes, at: tuple[int, int]) -> int:
    """Paste an emblem of at most 72 pixels' height on white; returns its width."""
    with Image.open(BytesIO(logo), formats=("PNG",)) as picture:
        fitted = ImageOps.contain(picture.convert("RGB"), (LOGO * 2, LOGO), Image.Resampling.LANCZOS)
    pen.card.paste(fitted, (at[0], at[1] + (LOGO - fitted.height) // 2))
    return fitted.width


def _draw_photo(pen: Pen, photo: bytes | None) -> None:
    left, top, width, height = PHOTO
    box = (left - 1, top - 1, left + width, top + height)
    if photo is None:
        pen.draw.rectangle(box, outline=LINE)
        start = left + (width - pen.width(NO_PHOTO, 32)) / 2
        pen.write((start, top + height // 2 + 12), NO_PHOTO, 32, MUTED)
        return
    with Image.open(BytesIO(photo), formats=("JPEG",)) as portrait:
        fitted = ImageOps.fit(portrait.convert("RGB"), (width, height), Image.Resampling.LANCZOS)
    pen.card.paste(fitted, (left, top))
    pen.draw.rectangle(box, outline=LINE)  # a white background must not run into the white card


def _draw_number(pen: Pen, number: str) -> None:
    left, width = PHOTO[0], PHOTO[2]
    size = pen.fitted(number, range(36, 25, -1), width)
    for row, line in enumerate(pen.lines(number, size, width, most=2)):
        pen.write((left, 540 + (row + 1) * (size + LINE_GAP // 2)), line, size)


def _draw_name(pen: Pen, name: str) -> None:
    size = pen.fitted(name, range(68, 27, -2), RIGHT - TEXT_LEFT, bold=True)
    pen.write((TEXT_LEFT, 148 + size), name, size, INK, bold=True)


def _draw_facts(pen: Pen, front: CardFront, y: int) -> None:
    if front.unit:
        y = _draw_fact(pen, LABELS["unit"], front.unit, y)
    y = _draw_fact(pen, LABELS["issued_on"], front.issued_on.isoformat(), y)
    _draw_fact(pen, LABELS["expires_on"], front.expires_on.isoformat() if front.expires_on else FOREVER, y)


def _draw_fact(pen: Pen, label: str, value: str, y: int) -> int:
    """One label with its value below; returns where the next one goes."""
    pen.write((TEXT_LEFT, y), label, 22, MUTED)
    size = pen.fitted(value, range(30, 23, -2), TEXT_WIDTH)
    for line in pen.lines(value, size, TEXT_WIDTH, most=2):
        y += size + LINE_GAP
        pen.write((TEXT_LEFT, y), line, size)
    return y + FACT_GAP


def _draw_code(pen: Pen, code: Code) -> None:
    side = len(code.modules)
    small = Image.frombytes("L", (side, side), bytes(0 if dark else 255 for row in code.modules for dark in row))
    pen.card.paste(small.resize((side * code.scale, side * code.scale), Image.Resampling.NEAREST), (code.left, code.top))

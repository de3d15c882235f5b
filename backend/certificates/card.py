"""The front of a guard card as a picture: 85.6 x 54 mm (ID-1 of ISO/IEC 7810) at 300 dpi.

Photo, name, number, issuing agency, unit, dates and the QR code, on white. The code is pure black,
at least 22 mm wide, with its quiet zone kept. Nothing is told by colour alone: the card can be
printed in grey.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image, ImageDraw, ImageOps

from backend.certificates import fonts, qr
from backend.certificates.fonts import Face, Fonts, GlyphMissing

__all__ = ["CardFront", "GlyphMissing", "check", "image", "png"]

DPI = 300
SIZE = (1011, 638)
MARGIN = 44
BAND = 92
PHOTO = (MARGIN, 122, 300, 370)  # left, top, width, height: 25.4 x 31.3 mm
TEXT_LEFT = 380
TEXT_WIDTH = 262
RIGHT = SIZE[0] - MARGIN
CODE_BOTTOM, CODE_MAX = 560, 312
FACTS_TOP, LINE_GAP, FACT_GAP = 272, 8, 44
LAST_LINE = 606

INK, MUTED, BRAND, LINE, PAPER = "#14202e", "#4b5a6b", "#0b4f9e", "#76869a", "#ffffff"

TITLE = "保安员证"
TITLE_IN_ENGLISH = "Security Guard Certificate"
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


def png(front: CardFront) -> bytes:
    """The card as a PNG that knows its size in millimetres. Raises GlyphMissing."""
    out = BytesIO()
    image(front).save(out, "PNG", dpi=(DPI, DPI), compress_level=3)
    return out.getvalue()


def check(front: CardFront, found: Fonts | None = None) -> None:
    """Raises GlyphMissing naming every character that no font here has; draws nothing."""
    found = found or fonts.find()
    fonts.runs(front.name + front.number + front.agency + (front.unit or ""), found.regular)


def image(front: CardFront, found: Fonts | None = None) -> Image.Image:
    """The card as pixels, with the fonts of this machine. Raises GlyphMissing."""
    found = found or fonts.find()
    check(front, found)
    page = _Page(found)
    _draw_band(page)
    _draw_photo(page, front.photo)
    _draw_number(page, front.number)
    _draw_name(page, front.name)
    _draw_facts(page, front)
    _draw_code(page, front.url)
    _draw_domain(page, front.url)
    return page.card


class _Page:
    """Writes text of mixed fonts on one baseline."""

    def __init__(self, found: Fonts) -> None:
        self.card = Image.new("RGB", SIZE, PAPER)
        self.pen = ImageDraw.Draw(self.card)
        self.fonts = found

    def width(self, text: str, size: int, bold: bool = False) -> float:
        return sum(face.at(size).getlength(run) for face, run in fonts.runs(text, self._faces(bold)))

    def write(self, at: tuple[float, int], text: str, size: int, colour: str = INK, bold: bool = False) -> None:
        """Write from the left end of the baseline `at`."""
        x, y = at
        for face, run in fonts.runs(text, self._faces(bold)):
            font = face.at(size)
            stroke = max(1, size // 40) if face.thicken else 0
            self.pen.text((x, y), run, colour, font, anchor="ls", stroke_width=stroke)
            x += font.getlength(run)

    def write_to(self, at: tuple[int, int], text: str, size: int, colour: str) -> None:
        """Write up to the right end of the baseline `at`."""
        self.write((at[0] - self.width(text, size), at[1]), text, size, colour)

    def fitted(self, text: str, sizes: range, width: int, bold: bool = False) -> int:
        """The first of `sizes`, largest first, at which the text fits; the last if none does."""
        return next((size for size in sizes if self.width(text, size, bold) <= width), sizes[-1])

    def lines(self, text: str, size: int, width: int, most: int) -> list[str]:
        """The text in at most `most` lines; what does not fit ends in an ellipsis."""
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

    def _faces(self, bold: bool) -> tuple[Face, ...]:
        return self.fonts.bold if bold else self.fonts.regular


def _draw_band(page: _Page) -> None:
    page.pen.rectangle((0, 0, SIZE[0], BAND), fill=BRAND)
    x: float = MARGIN
    for character in TITLE:
        page.write((x, 65), character, 52, PAPER, bold=True)
        x += page.width(character, 52, bold=True) + 10
    page.write_to((RIGHT, 65), TITLE_IN_ENGLISH, 28, PAPER)


def _draw_photo(page: _Page, photo: bytes | None) -> None:
    left, top, width, height = PHOTO
    box = (left - 1, top - 1, left + width, top + height)
    if photo is None:
        page.pen.rectangle(box, outline=LINE)
        start = left + (width - page.width(NO_PHOTO, 32)) / 2
        page.write((start, top + height // 2 + 12), NO_PHOTO, 32, MUTED)
        return
    with Image.open(BytesIO(photo), formats=("JPEG",)) as portrait:
        fitted = ImageOps.fit(portrait.convert("RGB"), (width, height), Image.Resampling.LANCZOS)
    page.card.paste(fitted, (left, top))
    page.pen.rectangle(box, outline=LINE)  # a white background must not run into the white card


def _draw_number(page: _Page, number: str) -> None:
    left, width = PHOTO[0], PHOTO[2]
    page.write((left, 536), LABELS["number"], 22, MUTED)
    size = page.fitted(number, range(36, 25, -1), width)
    for row, line in enumerate(page.lines(number, size, width, most=2)):
        page.write((left, 540 + (row + 1) * (size + LINE_GAP // 2)), line, size)


def _draw_name(page: _Page, name: str) -> None:
    page.write((TEXT_LEFT, 142), LABELS["name"], 22, MUTED)
    size = page.fitted(name, range(68, 27, -2), RIGHT - TEXT_LEFT, bold=True)
    page.write((TEXT_LEFT, 148 + size), name, size, bold=True)


def _draw_facts(page: _Page, front: CardFront) -> None:
    expires = front.expires_on.isoformat() if front.expires_on else FOREVER
    facts = [("agency", front.agency)]
    if front.unit:
        facts.append(("unit", front.unit))
    facts += [("issued_on", front.issued_on.isoformat()), ("expires_on", expires)]
    y = FACTS_TOP
    for label, value in facts:
        page.write((TEXT_LEFT, y), LABELS[label], 22, MUTED)
        size = page.fitted(value, range(30, 23, -2), TEXT_WIDTH)
        for line in page.lines(value, size, TEXT_WIDTH, most=2):
            y += size + LINE_GAP
            page.write((TEXT_LEFT, y), line, size)
        y += FACT_GAP


def _draw_code(page: _Page, url: str) -> None:
    """The largest whole number of pixels a module that fits; its quiet zone stays white."""
    correction: qr.Correction = "Q"
    side = len(qr.modules(url, correction))
    if CODE_MAX // side * side < qr.SMALLEST_AT_Q_MM / 25.4 * DPI:
        correction = "M"
        side = len(qr.modules(url, correction))
    scale = CODE_MAX // side
    code = qr.image(url, correction, scale, quiet=0)
    page.card.paste(code, (RIGHT - code.width, CODE_BOTTOM - code.height))


def _draw_domain(page: _Page, url: str) -> None:
    text = f"{DOMAIN} {urlsplit(url).netloc}"
    page.write_to((RIGHT, LAST_LINE), text, page.fitted(text, range(22, 13, -1), CODE_MAX), MUTED)

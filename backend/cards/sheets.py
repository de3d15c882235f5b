"""Cards as PDF: ten on an A4 sheet with cut marks and mirrored backs, or one card a page for a card printer (CR80).

The pictures go in as the JPEGs they are; the code is drawn over them in lines, in black ink alone, so that no printer's
raster blurs it. docs/decisions/0010 says why this library, and why many files of few cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from backend.cards.front import Code
from backend.cards.pen import SIZE

rl_config.useA85 = 0  # streams as they are: a quarter less than in letters

CARD = (85.6 * mm, 54.0 * mm)
COLUMNS, ROWS = 2, 5
ON_A_SHEET = COLUMNS * ROWS
GAP = (6 * mm, 2 * mm)
"""Between cards: what a guillotine takes away, and room for a printer whose two sides do not meet exactly."""
MARK_FROM, MARK_TO = 1.5 * mm, 5.5 * mm
"""Cut marks lie outside the cards, this far from them."""
LEFT = (A4[0] - COLUMNS * CARD[0] - (COLUMNS - 1) * GAP[0]) / 2
BOTTOM = (A4[1] - ROWS * CARD[1] - (ROWS - 1) * GAP[1]) / 2


@dataclass(frozen=True)
class Drawn:
    """A front without its code, as JPEG, and where the code stands."""

    front: bytes
    code: Code


@dataclass(frozen=True)
class Document:
    """A finished PDF."""

    content: bytes
    pages: int


class _Jpeg(ImageReader):  # type: ignore[misc]
    """A picture that is placed as it is: told apart from others by its file, not by two million bytes of pixels."""

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self._content = content

    def getRGBData(self) -> bytes:  # noqa: N802 - the library's name
        """What the library takes the picture's fingerprint of."""
        self._dataA = None
        return self._content


def document(cards: Sequence[Drawn], back: bytes, layout: str, title: str) -> Document:
    """All of the cards, each with its back.

    back    a JPEG, the same for all
    layout  a4: sheets, front and back in turn, the backs mirrored for a printer that turns the sheet on its long edge;
            single: a page of the card's own size for each side
    title   what a viewer shows in its window
    """
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4 if layout == "a4" else CARD, pageCompression=1, invariant=1)
    canvas.setTitle(title)
    behind = _Jpeg(back)
    pages = _sheets(canvas, cards, behind) if layout == "a4" else _singles(canvas, cards, behind)
    canvas.save()
    return Document(out.getvalue(), pages)


def place_on_sheet(index: int, *, mirrored: bool = False) -> tuple[float, float]:
    """The lower left corner of the card with that index (0 to 9) on A4, in points; row by row from the upper left."""
    row, column = divmod(index, COLUMNS)
    if mirrored:
        column = COLUMNS - 1 - column
    return LEFT + column * (CARD[0] + GAP[0]), BOTTOM + (ROWS - 1 - row) * (CARD[1] + GAP[1])


def _sheets(canvas: Canvas, cards: Sequence[Drawn], behind: ImageReader) -> int:
    pages = 0
    for start in range(0, len(cards), ON_A_SHEET):
        some = cards[start : start + ON_A_SHEET]
        for index, card in enumerate(some):
            _put_front(canvas, card, place_on_sheet(index))
        _mark(canvas)
        canvas.showPage()
        for index in range(len(some)):
            canvas.drawImage(behind, *place_on_sheet(index, mirrored=True), *CARD)
        _mark(canvas)
        canvas.showPage()
        pages += 2
    return pages


def _singles(canvas: Canvas, cards: Sequence[Drawn], behind: ImageReader) -> int:
    for card in cards:
        _put_front(canvas, card, (0, 0))
        canvas.showPage()
        canvas.drawImage(behind, 0, 0, *CARD)
        canvas.showPage()
    return 2 * len(cards)


def _put_front(canvas: Canvas, card: Drawn, at: tuple[float, float]) -> None:
    canvas.drawImage(_Jpeg(card.front), *at, *CARD)
    across, up = CARD[0] / SIZE[0], CARD[1] / SIZE[1]
    left, top = at[0] + card.code.left * across, at[1] + CARD[1] - card.code.top * up
    across, up = across * card.code.scale, up * card.code.scale
    # One unit a module, counted from the upper left; written as it stands in the file, as a call for each would cost four times as much.
    canvas.addLiteral(f"q {across:.5f} 0 0 {-up:.5f} {left:.3f} {top:.3f} cm 0 g {_rectangles(card.code)} f Q")


def _rectangles(code: Code) -> str:
    """Each dark stretch of a row, a hair higher than the row, so that no viewer shows seams."""
    found = []
    for y, row in enumerate(code.modules):
        begin = None
        for x, dark in enumerate((*row, False)):
            if dark and begin is None:
                begin = x
            elif not dark and begin is not None:
                found.append(f"{begin} {y} {x - begin} 1.01 re")
                begin = None
    return " ".join(found)


def _mark(canvas: Canvas) -> None:
    """Hair lines beyond the outermost cards, at each edge that is to be cut."""
    canvas.setLineWidth(0.25)
    right, top = A4[0] - LEFT, A4[1] - BOTTOM
    for column in range(COLUMNS):
        for x in (LEFT + column * (CARD[0] + GAP[0]), LEFT + column * (CARD[0] + GAP[0]) + CARD[0]):
            canvas.line(x, BOTTOM - MARK_TO, x, BOTTOM - MARK_FROM)
            canvas.line(x, top + MARK_FROM, x, top + MARK_TO)
    for row in range(ROWS):
        for y in (BOTTOM + row * (CARD[1] + GAP[1]), BOTTOM + row * (CARD[1] + GAP[1]) + CARD[1]):
            canvas.line(LEFT - MARK_TO, y, LEFT - MARK_FROM, y)
            canvas.line(right + MARK_FROM, y, right + MARK_TO, y)

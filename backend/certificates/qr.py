"""The QR code of a card: one byte segment for the address, one numeric segment for the digits.

The segments are given, not guessed: digits in a numeric segment take 3 1/3 bits each, and the library's
own splitting falls back to 8 bits for short prefixes.
"""

from functools import lru_cache
from io import BytesIO
from typing import Literal

from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import MODE_8BIT_BYTE, MODE_NUMBER, QRData

Correction = Literal["M", "Q"]
QUIET_ZONE = 4  # modules of white on each side (ISO/IEC 18004)
FIXED_MASK = 3
SMALLEST_AT_Q_MM = 22.0

_LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}

Modules = tuple[tuple[bool, ...], ...]


def correction_for(printed_mm: float) -> Correction:
    """Q where the code is printed at 22 mm or more, quiet zone not counted; M below."""
    return "Q" if printed_mm >= SMALLEST_AT_Q_MM else "M"


@lru_cache(maxsize=64)
def modules(url: str, correction: Correction = "Q", mask: int | None = FIXED_MASK) -> Modules:
    """Rows of modules, dark ones true, without the quiet zone.

    A fixed mask is as good to read and five times as fast to make; `mask=None` searches for
    the best of the eight. Raises ValueError when `url` does not end in digits.
    """
    prefix, digits = _split(url)
    code = QRCode(error_correction=_LEVELS[correction], mask_pattern=mask, border=0)
    code.add_data(QRData(prefix.encode(), mode=MODE_8BIT_BYTE))
    code.add_data(QRData(digits.encode(), mode=MODE_NUMBER))
    code.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def image(url: str, correction: Correction = "Q", scale: int = 8, quiet: int = QUIET_ZONE) -> Image.Image:
    """The code in pure black on white, `scale` pixels a module."""
    rows = modules(url, correction)
    side = len(rows)
    small = Image.new("1", (side + 2 * quiet, side + 2 * quiet), 1)
    small.putdata(_with_quiet_zone(rows, quiet))
    return small.resize((small.width * scale, small.height * scale), Image.Resampling.NEAREST)


def png(url: str, correction: Correction = "Q", scale: int = 8) -> bytes:
    """The code as a PNG of one bit a pixel."""
    out = BytesIO()
    image(url, correction, scale).save(out, "PNG", optimize=True)
    return out.getvalue()


def svg(url: str, correction: Correction = "Q") -> bytes:
    """The code as an SVG of one path, a unit a module: sharp at any size."""
    return drawn(modules(url, correction)).encode()


def drawn(rows: Modules) -> str:
    """Any code as an SVG of one path, with its quiet zone."""
    side = len(rows) + 2 * QUIET_ZONE
    path = "".join(
        f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z" for y, row in enumerate(rows) for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def _split(url: str) -> tuple[str, str]:
    prefix = url.rstrip("0123456789")
    digits = url[len(prefix) :]
    if not prefix or not digits:
        raise ValueError("not the address of a card: it has to end in digits")
    return prefix, digits


def _with_quiet_zone(rows: Modules, quiet: int) -> list[int]:
    """Pixels, 1 for white, row by row."""
    side = len(rows) + 2 * quiet
    margin, edge = [1] * quiet, [1] * (side * quiet)
    middle = [pixel for row in rows for pixel in (*margin, *(0 if dark else 1 for dark in row), *margin)]
    return [*edge, *middle, *edge]


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where dark stretches of a row begin, and how long they are."""
    runs, start = [], None
    for x, dark in enumerate((*row, False)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x - start))
            start = None
    return runs

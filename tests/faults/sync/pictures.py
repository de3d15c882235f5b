"""Photos that say which they are, also after the server has encoded them anew."""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image, ImageDraw

BITS, CELL = 24, 24
SMALL, LARGE = (640, 480), (1200, 900)


def numbered(number: int, *, large: bool = False) -> bytes:
    """A JPEG with the number in black and white across its top; a large one is some 600 KB, more than one part of an upload."""
    size = LARGE if large else SMALL
    dots = random.Random(number)
    noise = Image.frombytes("L", (size[0] // 4, size[1] // 4), dots.randbytes(size[0] * size[1] // 16))
    picture = noise.resize(size, Image.Resampling.NEAREST if large else Image.Resampling.BICUBIC).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for bit in range(BITS):
        colour = (255, 255, 255) if number >> bit & 1 else (0, 0, 0)
        draw.rectangle((bit * CELL, 0, bit * CELL + CELL - 1, CELL - 1), colour)
    out = BytesIO()
    picture.save(out, "JPEG", quality=95 if large else 70)
    return out.getvalue()


def number_of(data: bytes) -> int:
    """The number a picture shows."""
    picture = Image.open(BytesIO(data)).convert("L")
    shown = (picture.getpixel((bit * CELL + CELL // 2, CELL // 2)) for bit in range(BITS))
    return sum(1 << bit for bit, light in enumerate(shown) if isinstance(light, int | float) and light > 127)

"""Pictures as an officer's phone would send them: a gate, a log book, a signature. Drawn, of no real place or hand."""

from __future__ import annotations

import math
import random
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1024, 768)


def gate(rng: random.Random) -> bytes:
    """A gate house with a barrier."""
    page = Image.new("RGB", SIZE, "#c9dcea")
    pen = ImageDraw.Draw(page)
    ground, wall = rng.choice(("#8a8f94", "#9b958a", "#858c80")), rng.choice(("#e8e2d6", "#d9dfe4", "#efe9df"))
    pen.rectangle((0, 520, 1024, 768), fill=ground)
    for number in range(rng.randint(3, 6)):
        height, left = rng.randint(140, 360), number * 190 + rng.randint(-20, 30)
        pen.rectangle((left, 520 - height, left + 150, 520), fill=rng.choice(("#a9b9c6", "#b7c3bb", "#c4bfb5")))
    house = rng.randint(120, 420)
    pen.rectangle((house, 330, house + 240, 560), fill=wall, outline="#6c6f72", width=4)
    pen.rectangle((house - 20, 300, house + 260, 340), fill="#4b5a6b")
    pen.rectangle((house + 30, 390, house + 140, 470), fill="#7fa3bd", outline="#4b5a6b", width=4)
    for part in range(8):
        x = house + 240 + part * 50
        pen.rectangle((x, 470, x + 50, 492), fill="#c0392b" if part % 2 else "#f4f4f4")
    return _jpeg(page)


def log_book(rng: random.Random) -> bytes:
    """A page of a shift log, written in strokes that say nothing."""
    page = Image.new("RGB", SIZE, "#7c6a58")
    pen = ImageDraw.Draw(page)
    pen.rectangle((120, 60, 904, 708), fill="#fbf9f2")
    for row in range(13):
        y = 120 + row * 44
        pen.line((150, y + 34, 874, y + 34), fill="#b9c6d2", width=2)
        if row < rng.randint(6, 12):
            _scrawl(pen, rng, (160, y + 20), rng.randint(200, 640), 9)
    return _jpeg(page)


def pdf() -> bytes:
    """An empty page of A4, as a scanner with nothing on its glass would send it."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    out, places = BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def signature(rng: random.Random) -> bytes:
    """A signature as a finger draws it."""
    page = Image.new("RGB", (800, 400), "#ffffff")
    pen = ImageDraw.Draw(page)
    for left in (120, 330, 520):
        _scrawl(pen, rng, (left, rng.randint(180, 230)), 170, 70, width=7)
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def _scrawl(pen: ImageDraw.ImageDraw, rng: random.Random, start: tuple[int, int], length: int, height: int, width: int = 3) -> None:
    bends = [rng.uniform(0.5, 1.5) for _ in range(3)]
    points = [
        (start[0] + step * length / 60, start[1] + height * sum(math.sin(step / (3 * bend) + bend * 9) for bend in bends) / 3)
        for step in range(61)
    ]
    pen.line(points, fill="#26374d", width=width, joint="curve")


def _jpeg(page: Image.Image) -> bytes:
    out = BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()

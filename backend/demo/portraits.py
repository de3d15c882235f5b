"""Portraits of people who do not exist: plain drawn faces, enough of them that neighbours in a list differ."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from backend import media
from backend.certificates.credential import photo_digest
from backend.demo.ids import SEED
from backend.pictures import PORTRAIT_SIZE, reencode

FACES = {"male": 28, "female": 16}
SCALE = 2
"""Drawn twice as large and made smaller: that smooths the edges."""

_SKIN = ("#f3d3b8", "#ecc5a3", "#e2b48d", "#d3a077")
_HAIR = ("#1d1a1b", "#2b2422", "#38302c", "#4a443f", "#6d6a68")
_SHIRT = ("#5c6f82", "#6b7f72", "#7a7466", "#56697a")
_BROW, _LIP, _LINE = "#2b2422", "#b0655a", "#b98b6c"


@dataclass(frozen=True, slots=True)
class Photo:
    """A stored portrait: its file, and what a card keeps of it."""

    media: str
    digest: bytes


def store_all() -> dict[str, list[Photo]]:
    """Draw and keep every face, by sex. Raises OSError when the disk refuses."""
    return {sex: [_store(picture) for picture in draw_all(sex)] for sex in FACES}


def draw_all(sex: str) -> Iterator[bytes]:
    """The faces of one sex as portraits fit for the register."""
    for number in range(FACES[sex]):
        out = BytesIO()
        _Face(random.Random(f"{SEED}:{sex}:{number}"), sex).draw().save(out, "JPEG", quality=95)  # noqa: S311 - made-up data
        yield reencode(out.getvalue(), "portrait").bytes


def _store(picture: bytes) -> Photo:
    return Photo(media.store(picture), photo_digest(picture))


class _Face:
    """One face, in units of the final picture."""

    def __init__(self, rng: random.Random, sex: str) -> None:
        self.rng, self.woman = rng, sex == "female"
        self.skin, self.hair, self.shirt = rng.choice(_SKIN), rng.choice(_HAIR[:4] if self.woman else _HAIR), rng.choice(_SHIRT)
        self.wide, self.tall = rng.randint(74, 86) - 4 * self.woman, rng.randint(98, 108)
        self.x, self.y = PORTRAIT_SIZE[0] // 2, 226
        self.page = Image.new("RGB", (PORTRAIT_SIZE[0] * SCALE, PORTRAIT_SIZE[1] * SCALE), "#ffffff")
        self.pen = ImageDraw.Draw(self.page)

    def draw(self) -> Image.Image:
        """Back to front."""
        if self.woman:
            self._long_hair()
        self._body()
        self._head()
        self._hair_on_top()
        self._eyes()
        self._nose_and_mouth()
        if self.rng.random() < 0.25:
            self._glasses()
        return self.page.resize(PORTRAIT_SIZE, Image.Resampling.LANCZOS)

    def _box(self, x: float, y: float, half_width: float, half_height: float) -> list[float]:
        return [(x - half_width) * SCALE, (y - half_height) * SCALE, (x + half_width) * SCALE, (y + half_height) * SCALE]

    def _oval(self, x: float, y: float, half_width: float, half_height: float, fill: str) -> None:
        self.pen.ellipse(self._box(x, y, half_width, half_height), fill=fill)

    def _shape(self, fill: str, *points: tuple[float, float]) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def _arc(self, x: float, y: float, half_width: float, half_height: float, ends: tuple[int, int], fill: str, width: float) -> None:
        self.pen.arc(self._box(x, y, half_width, half_height), *ends, fill=fill, width=round(width * SCALE))

    def _long_hair(self) -> None:
        length = self.rng.choice((0, 55, 95))
        self._oval(self.x, self.y - 22, self.wide + 17, self.tall + 8, self.hair)
        if length:
            box = self._box(self.x, self.y + length / 2 - 10, self.wide + 14, length / 2 + 40)
            self.pen.rounded_rectangle(box, 34 * SCALE, fill=self.hair)

    def _body(self) -> None:
        x, neck = self.x, 30 - 3 * self.woman
        shoulder = 138 - 14 * self.woman
        self._oval(x, 441, shoulder, 100, self.shirt)
        self._shape(_darker(self.skin), (x - neck, 290), (x + neck, 290), (x + neck + 3, 352), (x, 384), (x - neck - 3, 352))
        self._shape("#f2f4f6", (x - neck - 6, 342), (x, 388), (x - 26, 404), (x - neck - 22, 354))
        self._shape("#f2f4f6", (x + neck + 6, 342), (x, 388), (x + 26, 404), (x + neck + 22, 354))
        self._shape(_darker(self.shirt), (x - 9, 392), (x + 9, 392), (x + 14, 441), (x - 14, 441))

    def _head(self) -> None:
        for side in (-1, 1):
            self._oval(self.x + side * self.wide, self.y + 8, 11, 19, _darker(self.skin))
        self._oval(self.x, self.y, self.wide, self.tall, self.skin)

    def _hair_on_top(self) -> None:
        style = self.rng.randrange(4)
        top, edge = self.y - self.tall, self.wide + 4
        ends = (180, 360) if style else (190, 350)
        self.pen.chord(self._box(self.x, self.y - 30, edge, self.tall - 22), *ends, fill=self.hair)
        self._oval(self.x, self.y + 6, self.wide - 6, self.tall - 42 - 6 * style, self.skin)  # a rounded hairline
        if style == 1:  # parted at a side
            self._shape(
                self.hair, (self.x - edge, self.y - 34), (self.x + 30, top + 24), (self.x + edge, self.y - 30), (self.x - 10, self.y - 50)
            )
        elif style == 2:  # a fringe
            self.pen.chord(self._box(self.x, self.y - 46, edge - 8, 20), 0, 180, fill=self.hair)
        elif style == 3 and not self.woman:  # short sides
            for side in (-1, 1):
                self.pen.rectangle(self._box(self.x + side * (self.wide - 4), self.y - 22, 6, 20), fill=self.hair)

    def _eyes(self) -> None:
        apart, y = self.rng.randint(29, 34), self.y - 4
        brow = self.rng.uniform(2.5, 3.5) if self.woman else self.rng.uniform(4, 6)
        for side in (-1, 1):
            x = self.x + side * apart
            self._oval(x, y, 12, 7.5, "#ffffff")
            self._oval(x, y, 6.2, 6.6, "#2a1d18")
            self._oval(x + 2, y - 2, 1.8, 1.8, "#ffffff")
            self._arc(x, y + 2, 13, 10, (200, 340), _BROW, 2.2 if self.woman else 1.6)
            self._arc(x, y - 10, 19, 12, (205, 335), _BROW, brow)

    def _nose_and_mouth(self) -> None:
        self._arc(self.x, self.y + 22, 10, 9, (20, 160), _LINE, 2.4)
        smile = self.rng.randint(17, 25)
        self._arc(self.x, self.y + 44, smile, self.rng.randint(9, 14), (15, 165), _LIP, 5 if self.woman else 3.6)
        if not self.woman and self.rng.random() < 0.2:
            self._arc(self.x, self.y + 78, 16, 8, (200, 340), _darker(self.skin), 2)

    def _glasses(self) -> None:
        for side in (-1, 1):
            box = self._box(self.x + side * 32, self.y - 3, 23, 16)
            self.pen.rounded_rectangle(box, 10 * SCALE, outline="#3b4650", width=round(2.4 * SCALE))
        self._arc(self.x, self.y - 3, 10, 6, (190, 350), "#3b4650", 2.4)


def _darker(colour: str) -> str:
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part * 0.9):02x}" for part in parts)

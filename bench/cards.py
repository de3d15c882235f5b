"""Cards: how many a core draws in a second beside the same picture by bare Pillow calls, and a batch that is killed twice.

python -m bench.cards            the drawing
python -m bench.cards 10000      and a batch of so many, its worker killed twice in the middle
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import MODE_8BIT_BYTE, MODE_NUMBER, QRData

from backend.cards import fonts, front, pictures, sheets
from backend.cards.front import CardFront
from backend.certificates import credential, qr
from backend.pictures import reencode
from bench.rows import Row
from tests.vectors import make_credential as vectors

CARDS, ROUNDS = 60, 5
AIM_SHARE = 0.8
"""Of what bare calls draw in the same time."""


def rows() -> list[Row]:
    """Cards per second and core, in both forms, each beside the bare calls; and on sheets."""
    people = _people()
    if not _same(front.image(people[0]), _bare(people[0])):
        raise RuntimeError("the bare calls draw another picture")
    found = []
    for form, written in (("PNG", pictures.png), ("JPEG", pictures.jpeg)):
        ours, bare = _side_by_side(people, lambda card, w=written: w(front.image(card)), lambda card, w=written: w(_bare(card)))
        found.append(Row(f"cards drawn as {form}", round(ours, 1), "a second and core", round(AIM_SHARE * bare, 1), round(bare, 1), True))
    sheet, _ = _side_by_side(people, _for_a_sheet, _for_a_sheet)
    found.append(Row("cards drawn for a sheet", round(sheet, 1), "a second and core", more_is_better=True))
    drawn = [_for_a_sheet(card) for card in people]
    back = pictures.jpeg(Image.new("RGB", front.SIZE, "white"))
    began = time.process_time()
    sheets.document(drawn, back, "a4", "bench")
    found.append(Row("a card's place in a PDF", round((time.process_time() - began) / len(drawn) * 1000, 2), "ms"))
    return found


def _for_a_sheet(card: CardFront) -> sheets.Drawn:
    return sheets.Drawn(pictures.jpeg(front.image(card, code=False)), front.code_of(card.url))


def _side_by_side(people: list[CardFront], one: Callable, other: Callable) -> tuple[float, float]:
    """The best of some rounds, taken in turn, so that a busy machine slows both alike; cards per second of CPU."""
    best = [0.0, 0.0]
    for _ in range(ROUNDS):
        for place, draw in enumerate((one, other)):
            qr.modules.cache_clear()
            began = time.process_time()
            for card in people:
                draw(card)
            best[place] = max(best[place], len(people) / (time.process_time() - began))
    return best[0], best[1]


def _people() -> list[CardFront]:
    """Different names, numbers, faces and codes, as in a batch."""
    source = random.Random(7)
    base = vectors.MEDIAN
    made = []
    for number in range(CARDS):
        fields = replace(base, number=f"44012026{number:06}", status_index=source.randrange(1_000_000))
        name = "".join(source.choice("陈林黄张李王吴刘蔡杨志强伟芳娜敏静丽勇军杰娟涛明超霞") for _ in range(3))
        url = credential.card_url(vectors.ORIGIN, credential.sign(fields, 7, vectors.ISSUING))
        made.append(
            CardFront(name, fields.number, "广州市公安局", f"粤安保安服务有限公司{number % 7}", date(2026, 3, 1), None, _face(source), url)
        )
    return made


def _face(source: random.Random) -> bytes:
    """A picture with as much in it as a portrait has."""
    picture = Image.effect_noise((358, 441), 60).convert("RGB").filter(ImageFilter.GaussianBlur(2 + source.random()))
    out = BytesIO()
    picture.save(out, "PNG")
    return reencode(out.getvalue(), "portrait").bytes


def _bare(card: CardFront) -> Image.Image:
    """The same picture by somebody who knows every place and size beforehand, and needs no fallback for rare characters."""
    page = Image.new("RGB", (1011, 638), "#ffffff")
    draw = ImageDraw.Draw(page)

    def text(at: tuple[float, int], words: str, size: int, colour: str, bold: bool = False, anchor: str = "ls") -> None:
        draw.text(at, words, colour, _font(size, bold), anchor=anchor)

    draw.rectangle((0, 0, 1011, 92), fill="#0b4f9e")
    for index, character in enumerate("保安员证"):
        text((44 + index * 62, 65), character, 52, "#ffffff", bold=True)
    text((967, 65), "Security Guard Certificate", 28, "#ffffff", anchor="rs")
    with Image.open(BytesIO(card.photo or b""), formats=("JPEG",)) as portrait:
        page.paste(ImageOps.fit(portrait, (300, 370), Image.Resampling.LANCZOS), (44, 122))
    draw.rectangle((43, 121, 344, 492), outline="#76869a")
    text((44, 536), "证书编号", 22, "#4b5a6b")
    text((44, 580), card.number, 36, "#14202e")
    text((380, 142), "姓名", 22, "#4b5a6b")
    text((380, 216), card.name, 68, "#14202e", bold=True)
    values = [("发证机关", card.agency, 30), ("服务单位", card.unit or "", 24), ("发证日期", "2026-03-01", 30), ("有效期至", "长期", 30)]
    y = 272
    for label, value, size in values:
        text((380, y), label, 22, "#4b5a6b")
        y += size + 8
        text((380, y), value, size, "#14202e")
        y += 44
    prefix = card.url.rstrip("0123456789")
    code = QRCode(error_correction=ERROR_CORRECT_Q, mask_pattern=3, border=0)
    code.add_data(QRData(prefix.encode(), mode=MODE_8BIT_BYTE))
    code.add_data(QRData(card.url[len(prefix) :].encode(), mode=MODE_NUMBER))
    code.make(fit=True)
    side = len(code.modules)
    small = Image.frombytes("L", (side, side), bytes(0 if dark else 255 for row in code.modules for dark in row))
    scale = 312 // side
    page.paste(small.resize((side * scale, side * scale), Image.Resampling.NEAREST), (967 - side * scale, 560 - side * scale))
    text((967, 606), f"官方查询网址 {card.url.split('/')[2]}", 22, "#4b5a6b", anchor="rs")
    return page


_fonts: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}


def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    if (size, bold) not in _fonts:
        found = fonts.find()
        _fonts[size, bold] = (found.bold if bold else found.regular)[0].at(size)
    return _fonts[size, bold]


def _same(one: Image.Image, other: Image.Image) -> bool:
    """Alike but for a few pixels at the edges of letters."""
    from PIL import ImageChops

    difference = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > 64 else 0)
    return sum(difference.histogram()[255:]) < 0.01 * one.width * one.height


def main() -> None:
    """Print the table, and the batch's report where a number is given."""
    for row in rows():
        print(f"{row.name:26} {row.value:8} {row.unit}" + (f"   bare {row.reference}, {row.ratio:.0%} of it" if row.reference else ""))
    if len(sys.argv) > 1:
        from bench.card_batch import rehearse

        with tempfile.TemporaryDirectory() as folder:
            report = rehearse(int(sys.argv[1]), Path(folder))
        print(json.dumps(report, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()

"""The card's front: right in size, readable by machine and in grey, and honest about fonts."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageDraw

from backend.cards import fonts, pen, pictures
from backend.cards import front as card
from backend.cards.designs import DEFAULT
from backend.cards.fonts import GlyphMissing
from backend.cards.front import CardFront
from backend.certificates import credential as c
from backend.certificates import qr
from backend.pictures import reencode
from tests.vectors import make_credential as vectors

PIP_ONLY = fonts.find(())
MM = pen.DPI / 25.4


def url_of(fields: vectors.CardFields) -> str:
    return c.card_url(vectors.ORIGIN, c.sign(fields, 7, vectors.ISSUING))


def portrait() -> bytes:
    out = BytesIO()
    Image.new("RGB", (358, 441), (250, 120, 20)).save(out, "PNG")
    return reencode(out.getvalue(), "portrait").bytes


FRONT = CardFront(
    name="陈志强",
    number="44012026000123",
    agency="广州市公安局",
    unit="粤安保安服务有限公司",
    issued_on=date(2026, 3, 1),
    expires_on=date(2031, 2, 28),
    photo=portrait(),
    url=url_of(vectors.MEDIAN),
)
CROWDED = replace(
    FRONT,
    name="阿卜杜热合曼·买买提艾力江阿卜杜拉",
    number="粤公保字第4420250099876543号",
    agency="中山市公安局治安管理支队保安监管大队",
    unit="广东省机场管理集团有限公司白云国际机场安全检查分公司",
    expires_on=None,
    url=url_of(vectors.LARGEST),
)
EMPTY = replace(FRONT, photo=None, unit=None, expires_on=None)
ALL = pytest.mark.parametrize("front", [FRONT, CROWDED, EMPTY], ids=["ordinary", "crowded", "empty"])


def code_on(image: Image.Image) -> zxingcpp.Barcode:
    found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1
    return found[0]


def corners(code: zxingcpp.Barcode) -> tuple[int, int, int, int]:
    top_left, bottom_right = code.position.top_left, code.position.bottom_right
    return top_left.x, top_left.y, bottom_right.x, bottom_right.y


def test_the_picture_has_the_size_of_a_bank_card_at_300_dots_an_inch() -> None:
    picture = Image.open(BytesIO(pictures.png(card.image(FRONT))))
    assert picture.format == "PNG"
    assert [round(pixels / MM, 1) for pixels in picture.size] == [85.6, 54.0]
    assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]


@ALL
def test_another_decoder_reads_the_code_on_the_card_in_grey(front: CardFront) -> None:
    assert code_on(card.image(front)).text == front.url


@ALL
def test_the_code_is_at_least_22_mm_wide_and_keeps_its_quiet_zone(front: CardFront) -> None:
    image = card.image(front).convert("L")
    left, top, right, bottom = corners(code_on(image))
    assert (right - left) / MM >= 21.9
    quiet = (right - left) // len(qr.modules(front.url)) * qr.QUIET_ZONE
    around = (left - quiet + 2, top - quiet + 2, right + quiet - 2, bottom + quiet - 2)
    assert around[2] <= pen.SIZE[0]
    zone = image.crop(around)
    zone.paste(255, (quiet - 4, quiet - 4, zone.width - quiet + 4, zone.height - quiet + 4))
    assert zone.getextrema() == (255, 255)


def test_the_code_is_black_on_white_only() -> None:
    image = card.image(FRONT)
    colours = image.crop(corners(code_on(image))).getcolors()
    assert {colour for _, colour in colours} == {(0, 0, 0), (255, 255, 255)}


@ALL
def test_nothing_touches_the_edge_where_printers_cut(front: CardFront) -> None:
    image = card.image(front).convert("L")
    width, height = image.size
    margins = [(0, 100, 36, height), (width - 20, 100, width, height), (0, height - 18, width, height)]
    assert [image.crop(box).getextrema() for box in margins] == [(255, 255)] * 3


@ALL
def test_no_fact_is_written_over_another(front: CardFront, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[float, float, float, float]] = []
    draw = ImageDraw.ImageDraw.text
    card._sheet.cache_clear()

    def watch(pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, *args: object, **rest: object) -> None:
        written.append(pen.textbbox(at, text, args[1], anchor=rest["anchor"]))
        draw(pen, at, text, *args, **rest)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", watch)
    card.image(front)
    assert len(written) >= 12
    for index, one in enumerate(written):
        for other in written[index + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


def test_the_photo_stands_in_its_frame() -> None:
    left, top, width, height = card.PHOTO
    pixel = card.image(FRONT).getpixel((left + width // 2, top + height // 2))
    assert all(abs(a - b) < 12 for a, b in zip(pixel, (250, 120, 20), strict=True))


def test_text_is_dark_enough_in_grey() -> None:
    """At least 6 : 1 on white, by the luminance formula of WCAG 2.2."""
    for colour in (pen.INK, pen.MUTED, DEFAULT.colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (luminance + 0.05) >= 6


def test_a_card_can_be_drawn_with_the_font_from_pip_alone() -> None:
    assert code_on(card.image(CROWDED, found=PIP_ONLY)).text == CROWDED.url


def test_a_character_that_no_font_has_is_named_and_nothing_is_drawn() -> None:
    front = replace(FRONT, name="\U00020bb7志\U000e1234", unit="\U00020bb7\U0002a6d6公司")
    with pytest.raises(GlyphMissing) as caught:
        card.image(front, found=PIP_ONLY)
    assert caught.value.characters == "\U00020bb7\U000e1234\U0002a6d6"
    assert "\U00020bb7 (U+20BB7)" in str(caught.value)


def test_a_variation_selector_chooses_a_form_and_needs_no_glyph() -> None:
    plain = card.image(replace(FRONT, name="葛志强"))
    assert card.image(replace(FRONT, name="葛\U000e0100志强")).tobytes() == plain.tobytes()


@pytest.fixture
def folder_with_rare_font(tmp_path: Path) -> Path:
    """A font called HanaMinB whose one character, U+20BB7, is a box standing on the baseline."""
    pen = TTGlyphPen(None)
    for index, point in enumerate([(100, 0), (100, 700), (900, 700), (900, 0)]):
        (pen.lineTo if index else pen.moveTo)(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({0x20BB7: "box"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 100)})
    builder.setupHorizontalHeader(ascent=1400, descent=-600)  # taller than the other font
    builder.setupNameTable({"familyName": "Box", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "HanaMinB.ttf")
    return tmp_path


def test_a_rare_character_comes_from_the_fallback_and_stands_on_the_same_line(
    folder_with_rare_font: Path,
) -> None:
    found = fonts.find((folder_with_rare_font,))
    assert [run for _, run in fonts.runs("一\U00020bb7一", found.regular)] == ["一", "\U00020bb7", "一"]
    page = pen.Pen(Image.new("RGB", pen.SIZE, pen.PAPER), found)
    page.write((100, 300), "\U00020bb7", 100)
    page.write((400, 300), "H", 100)
    ink = page.card.convert("L").point(lambda value: 255 if value < 128 else 0)
    box, letter = ink.crop((90, 0, 300, 638)).getbbox(), ink.crop((390, 0, 600, 638)).getbbox()
    assert box[3] == letter[3] == 300
    assert code_on(card.image(replace(FRONT, name="\U00020bb7志强"), found=found)).text == FRONT.url


def test_the_fonts_of_the_machine_come_before_the_one_from_pip(tmp_path: Path) -> None:
    noto = tmp_path / "opentype" / "NotoSansCJK-Regular.ttc"
    noto.parent.mkdir()
    noto.touch()
    assert fonts.find((tmp_path / "missing", tmp_path)).regular[0].path == noto
    assert PIP_ONLY.regular[0].path.name == "NotoSansSC-Regular.otf"

"""The QR code is as small as it was measured, and another decoder reads it."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from backend.certificates import credential as c
from backend.certificates import qr
from tests.vectors import make_credential as vectors

URL = c.card_url(vectors.ORIGIN, c.sign(vectors.MEDIAN, 7, vectors.ISSUING))
LONGEST = c.card_url(vectors.ORIGIN, c.sign(vectors.LARGEST, 7, vectors.ISSUING))


def read(image: Image.Image) -> str | None:
    """What an independent decoder reads, if anything."""
    found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if found else None


def drawn(svg: bytes, scale: int) -> Image.Image:
    """The SVG's path, painted by hand: every piece is a horizontal bar."""
    text = svg.decode()
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', text)[1])
    image = Image.new("L", (side * scale, side * scale), 255)
    pen = ImageDraw.Draw(image)
    path = text.rsplit('d="', 1)[1].split('"')[0]
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
    assert "".join(f"M{x} {y}h{w}v1h-{w}z" for x, y, w in bars) == path
    for x, y, width in (map(int, bar) for bar in bars):
        pen.rectangle((x * scale, y * scale, (x + width) * scale - 1, (y + 1) * scale - 1), fill=0)
    return image


@pytest.mark.parametrize(("correction", "side"), [("M", 49), ("Q", 57)])
def test_an_ordinary_card_takes_no_more_modules_than_measured(correction: str, side: int) -> None:
    assert len(URL[: URL.index("/c/") + 3]) == 22
    assert len(qr.modules(URL, correction)) == side


def test_names_of_two_and_of_four_characters_take_no_more() -> None:
    for name in ("王芳", "欧阳志强", "阿卜杜热合曼"):
        payload = c.sign(replace(vectors.MEDIAN, name=name), 7, vectors.ISSUING)
        url = c.card_url(vectors.ORIGIN, payload)
        assert (len(qr.modules(url, "M")), len(qr.modules(url, "Q"))) == (49, 57)


@pytest.mark.parametrize("correction", ["M", "Q"])
@pytest.mark.parametrize("url", [URL, LONGEST, "http://127.0.0.1:8000/c/123"])
def test_png_and_svg_are_read_by_another_decoder(url: str, correction: str) -> None:
    assert read(Image.open(BytesIO(qr.png(url, correction)))) == url
    assert read(drawn(qr.svg(url, correction), 4)) == url


@pytest.mark.parametrize("mask", [*range(8), None])
def test_every_mask_is_read(mask: int | None) -> None:
    rows = qr.modules(URL, "Q", mask)
    image = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if dark else 255)
    assert read(image.resize((image.width * 5, image.height * 5), Image.Resampling.NEAREST)) == URL


def test_png_and_svg_show_the_same_code_with_four_white_modules_around() -> None:
    picture = Image.open(BytesIO(qr.png(URL, "Q", scale=3))).convert("L")
    assert picture.size == ((57 + 8) * 3, (57 + 8) * 3)
    assert drawn(qr.svg(URL, "Q"), 3).tobytes() == picture.tobytes()
    dark = picture.point(lambda value: 255 - value).getbbox()
    assert dark == (12, 12, picture.width - 12, picture.height - 12)


def test_a_worn_card_with_a_scratch_and_a_blur_is_still_read() -> None:
    worn = qr.image(URL, "Q", scale=8).convert("L")
    ImageDraw.Draw(worn).line((120, 400, 420, 150), fill=150, width=10)
    assert read(worn.filter(ImageFilter.GaussianBlur(2.5))) == URL


@pytest.mark.parametrize(("printed", "correction"), [(30.0, "Q"), (22.0, "Q"), (21.9, "M"), (15.0, "M")])
def test_a_small_code_gives_up_correction_for_larger_modules(printed: float, correction: str) -> None:
    assert qr.correction_for(printed) == correction


@pytest.mark.parametrize("text", ["", "123", "https://gdw.example/c/", "https://gdw.example/c/12a"])
def test_a_text_that_is_no_card_gets_no_code(text: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        qr.modules(text)

"""A picture from outside is refused with its reason, or made anew from its pixels."""

import struct
import zlib
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from backend.pictures import MAX_BYTES, MAX_EDGE, PORTRAIT_SIZE, PictureError, reencode

RED, BLUE = (200, 30, 30), (30, 30, 200)


def written(image: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def two_colours(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, RED)
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, size[0], size[1]), fill=BLUE)
    return image


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def close(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(pixel, colour, strict=True))


def png_claiming(width: int, height: int, colour_type: int = 0) -> bytes:
    """A tiny file whose header promises very many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, colour_type, 0, 0, 0)
    rows = zlib.compress(bytes(20_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def reason(data: bytes, kind: str = "inspection_photo") -> str:
    with pytest.raises(PictureError) as caught:
        reencode(data, kind)
    return caught.value.reason


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_portrait_becomes_the_size_for_cards_cut_around_its_middle(form: str) -> None:
    picture = reencode(written(two_colours((1000, 800)), form), "portrait")
    image = opened(picture.bytes)
    assert (picture.width, picture.height) == image.size == PORTRAIT_SIZE
    assert image.format == "JPEG"
    assert picture.media_type == "image/jpeg"
    assert picture.sha256 == sha256(picture.bytes).hexdigest()
    assert close(image.getpixel((20, 220)), RED)
    assert close(image.getpixel((340, 220)), BLUE)


@pytest.mark.parametrize(("before", "after"), [((4000, 3000), (1600, 1200)), ((600, 2400), (400, 1600)), ((320, 200), (320, 200))])
def test_an_inspection_photo_keeps_its_shape_and_is_never_made_larger(before: tuple[int, int], after: tuple[int, int]) -> None:
    picture = reencode(written(two_colours(before), "JPEG"), "inspection_photo")
    assert (picture.width, picture.height) == after


def test_a_signature_becomes_a_small_png_on_white() -> None:
    stroke = Image.new("RGBA", (1600, 800), (0, 0, 0, 0))
    ImageDraw.Draw(stroke).line((100, 400, 1500, 420), fill=(0, 0, 0, 255), width=12)
    picture = reencode(written(stroke, "PNG"), "signature")
    image = opened(picture.bytes)
    assert image.format == "PNG"
    assert image.size == (800, 400)
    assert len(picture.bytes) < 10_000
    grey = image.convert("L")
    assert grey.getpixel((5, 5)) == 255
    assert min(grey.tobytes()) < 40


def photo_with_position(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "MAKER OF THE PHONE"
    exif.get_ifd(0x8825).update({1: "N", 2: (23.0, 7.0, 44.0), 3: "E", 4: (113.0, 15.0, 51.0)})
    return written(two_colours(), "JPEG", exif=exif, comment=b"TAKEN AT HOME")


def test_where_and_with_what_a_photo_was_taken_is_gone() -> None:
    data = photo_with_position()
    assert opened(data).getexif().get_ifd(0x8825)
    for kind in ("portrait", "inspection_photo", "signature"):
        picture = reencode(data, kind)
        image = opened(picture.bytes)
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
        for secret in (b"Exif", b"MAKER", b"TAKEN AT HOME", b"xmp"):
            assert secret not in picture.bytes


@pytest.mark.parametrize(("orientation", "top"), [(1, None), (6, RED), (8, BLUE), (3, None)])
def test_a_photo_taken_sideways_stands_upright(orientation: int, top: tuple[int, int, int] | None) -> None:
    picture = reencode(photo_with_position(orientation), "inspection_photo")
    image = opened(picture.bytes)
    if top is None:
        assert image.size == (800, 600)
        assert close(image.getpixel((50, 300)), RED if orientation == 1 else BLUE)
    else:
        assert image.size == (600, 800)
        assert close(image.getpixel((300, 50)), top)


def test_what_hides_behind_or_inside_a_picture_is_gone() -> None:
    script = b"<script>alert(1)</script>"
    archive = b"PK\x03\x04" + bytes(60)
    for form in ("JPEG", "PNG", "WEBP"):
        picture = reencode(written(two_colours(), form) + script + archive, "inspection_photo")
        assert script not in picture.bytes
        assert b"PK\x03\x04" not in picture.bytes


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg/>',
        b"%PDF-1.7",
        b"<!doctype html>",
        b"MZ\x90\x00",
        b"RIFF\x24\x00\x00\x00WAVEfmt ",
        b"\xff\xd8",
        b"GIF89a" + bytes(40),
    ],
)
def test_another_kind_of_file_is_named_as_such(data: bytes) -> None:
    assert reason(data) == "unsupported"


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_a_picture_of_another_kind_never_reaches_its_decoder(form: str) -> None:
    assert reason(written(two_colours((64, 64)), form)) == "unsupported"


@pytest.mark.parametrize(("width", "height"), [(13_000, 13_000), (60_000, 60_000), (MAX_EDGE + 1, 1), (5000, 5000)])
def test_a_bomb_is_refused_by_its_header(width: int, height: int) -> None:
    bomb = png_claiming(width, height)
    assert len(bomb) < 20_000
    assert reason(bomb) == "too_many_pixels"


def test_a_file_of_too_many_bytes_is_refused_before_it_is_read() -> None:
    assert reason(b"\xff\xd8\xff" + bytes(MAX_BYTES)) == "too_large"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_cut_picture_is_refused_not_shown_half(form: str) -> None:
    noise = Image.effect_noise((400, 400), 60).convert("RGB")
    whole = written(noise, form)
    assert reason(whole[: len(whole) // 2]) == "not_a_picture"
    assert reason(whole[:12]) in {"not_a_picture", "unsupported"}


def test_an_empty_file_is_no_picture() -> None:
    assert reason(b"") == "not_a_picture"


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 2000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_gives_a_picture_or_a_reason(form: str, at: int, junk: bytes) -> None:
    whole = written(two_colours((90, 60)), form)
    at %= len(whole)
    assert taken(whole[:at] + junk + whole[at + len(junk) :]) in {
        "taken",
        "not_a_picture",
        "unsupported",
        "too_many_pixels",
    }


def taken(data: bytes) -> str:
    try:
        opened(reencode(data, "inspection_photo").bytes).load()
    except PictureError as error:
        return error.reason
    return "taken"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode_keep_their_brightness(mode: str) -> None:
    if mode == "I;16":
        image = Image.frombytes("I;16", (64, 64), struct.pack("<H", 0x8000) * 64 * 64)
    else:
        image = Image.new("L", (64, 64), 128).convert(mode, dither=Image.Dither.NONE)
    data = written(image, "JPEG" if mode == "CMYK" else "PNG")
    pixel = opened(reencode(data, "inspection_photo").bytes).getpixel((32, 32))
    assert close(pixel, (255, 255, 255) if mode == "1" else (128, 128, 128))


def test_a_transparent_portrait_stands_on_white() -> None:
    clear = Image.new("RGBA", (400, 500), (0, 0, 0, 0))
    assert opened(reencode(written(clear, "PNG"), "portrait").bytes).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_made_here_can_be_made_again() -> None:
    once = reencode(written(two_colours(), "JPEG"), "portrait")
    again = reencode(once.bytes, "portrait")
    assert (again.width, again.height) == PORTRAIT_SIZE

"""Pictures from outside: judged before they are decoded, then made anew.

Whatever was uploaded, what is stored is a JPEG (a signature or an emblem: a PNG) written by this module
from pixels alone. Position, camera, comment and thumbnail are gone, and so is any other file
that hid in front of, behind or inside the picture.
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Literal

from PIL import Image, ImageFile, ImageOps

Kind = Literal["portrait", "inspection_photo", "answer_photo", "document", "signature", "logo"]

PORTRAIT_SIZE = (358, 441)  # [L] Guangdong: 26 x 32 mm
INSPECTION_PHOTO_EDGE = 1600
DOCUMENT_EDGE = 2400
"""Small print on a sheet of A4 can still be read: 200 dots to the inch."""
SIGNATURE_SIZE = (800, 400)
LOGO_SIZE = (480, 240)
MAX_BYTES = 10 * 1024 * 1024
MAX_EDGE = 12_000
# A JPEG is decoded at a fraction of its size, the others only whole, so they may hold less.
MAX_PIXELS = {"JPEG": 40_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
WHITE = (255, 255, 255)

# What a file begins with, and the one decoder that it may then reach.
_MAGIC = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"RIFF", "WEBP"))


class PictureError(ValueError):
    """The picture is not taken; `reason` is the stable code of why.

    too_large: too many bytes; too_many_pixels; unsupported: another kind of file;
    not_a_picture: broken, cut or empty.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Picture:
    """A picture written by this module: safe to store and to show."""

    bytes: bytes
    width: int
    height: int
    sha256: str
    media_type: str


def reencode(data: bytes, kind: Kind) -> Picture:
    """Make an uploaded picture anew, for its use. Raises PictureError."""
    pixels = _decode(_open(data), DOCUMENT_EDGE if kind == "document" else INSPECTION_PHOTO_EDGE)
    if kind == "portrait":
        return _written(ImageOps.fit(pixels, PORTRAIT_SIZE, Image.Resampling.LANCZOS), "JPEG", quality=90)
    if kind in ("inspection_photo", "answer_photo"):
        pixels.thumbnail((INSPECTION_PHOTO_EDGE, INSPECTION_PHOTO_EDGE), Image.Resampling.LANCZOS)
        return _written(pixels, "JPEG", quality=82)
    if kind == "document":
        pixels.thumbnail((DOCUMENT_EDGE, DOCUMENT_EDGE), Image.Resampling.LANCZOS)
        return _written(pixels, "JPEG", quality=82)
    if kind == "logo":
        pixels.thumbnail(LOGO_SIZE, Image.Resampling.LANCZOS)
        return _written(pixels, "PNG")
    pixels.thumbnail(SIGNATURE_SIZE, Image.Resampling.LANCZOS)
    return _written(pixels.convert("L").quantize(16), "PNG")


def _open(data: bytes) -> ImageFile.ImageFile:
    """The picture with only its header read, by the one decoder that its first bytes name."""
    if not data:
        raise PictureError("not_a_picture", "the file is empty")
    if len(data) > MAX_BYTES:
        raise PictureError("too_large", f"more than {MAX_BYTES} bytes")
    decoder = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if decoder is None or (decoder == "WEBP" and data[8:12] != b"WEBP"):
        raise PictureError("unsupported", "not a JPEG, PNG or WebP file")
    try:
        image = Image.open(BytesIO(data), formats=(decoder,))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError("too_many_pixels", "far too many pixels") from error
    except Exception as error:  # whatever a decoder stumbles over in a stranger's bytes
        raise PictureError("not_a_picture", "the file is broken") from error
    width, height = image.size
    if width * height > MAX_PIXELS[decoder] or max(width, height) > MAX_EDGE:
        raise PictureError("too_many_pixels", f"{width} x {height} pixels")
    return image


def _decode(image: ImageFile.ImageFile, edge: int) -> Image.Image:
    """The pixels the right way up, on white, in plain RGB, with nothing beside them."""
    if image.format == "JPEG":
        image.draft("RGB", (edge, edge))
    try:
        ImageOps.exif_transpose(image, in_place=True)
        plain = _on_white(image) if image.has_transparency_data else _in_rgb(image)
    except Exception as error:  # as above: decoders raise nearly anything
        raise PictureError("not_a_picture", "the file is broken or cut") from error
    plain.info.clear()  # Pillow would write comments and colour profiles from here again.
    return plain


def _on_white(image: Image.Image) -> Image.Image:
    layer = image if image.mode == "RGBA" else image.convert("RGBA")
    plain = Image.new("RGB", layer.size, WHITE)
    plain.paste(layer, mask=layer.getchannel("A"))
    return plain


def _in_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off at 255
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    return image if image.mode == "RGB" else image.convert("RGB")


def _written(image: Image.Image, form: str, **options: int) -> Picture:
    out = BytesIO()
    image.save(out, form, optimize=True, **options)
    data = out.getvalue()
    return Picture(data, image.width, image.height, sha256(data).hexdigest(), f"image/{form.lower()}")

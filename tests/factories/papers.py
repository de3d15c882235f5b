"""Papers, and what stands on them."""

from __future__ import annotations

import os
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE as IMAGE
from zxingcpp import read_barcodes

from backend.papers.wording import BREAK
from tests.support.world import Browser


def papers_of(reader: Browser, inspection_id: str, name: str = "inspection_id") -> list[dict[str, Any]]:
    """The papers of a visit or notice, as the app lists them."""
    answer = reader.get(f"/papers?{name}={inspection_id}")
    assert answer.status_code == 200, answer.text
    return list((answer.json or {})["items"])


def file_of(reader: Browser, paper_id: str) -> bytes:
    """The PDF."""
    answer = reader.get(f"/papers/{paper_id}/file")
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/pdf"
    _look(bytes(answer.data))
    return bytes(answer.data)


def _look(pdf: bytes) -> None:
    """Keep a picture of each page where somebody asked for them."""
    if folder := os.environ.get("GANGWEI_TEST_PICTURES"):
        test = os.environ["PYTEST_CURRENT_TEST"].partition("::")[2].partition(" ")[0]
        for page in range(len(text_of(pdf))):
            picture_of(pdf, page, 1.6).save(Path(folder) / f"{test}-{page + 1}.png")


def text_of(pdf: bytes) -> list[str]:
    """What a reader finds on each page, without blanks and line ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().replace(BREAK, "").split()) for page in document]


def picture_of(pdf: bytes, page: int = 0, scale: float = 2) -> Image.Image:
    """A page as it looks."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=scale).to_pil().convert("RGB")


def scanned(pdf: bytes, page: int = 0) -> str:
    """What a phone reads from the code of a page."""
    return str(read_barcodes(picture_of(pdf, page))[0].text)


@cache
def signature() -> bytes:
    """Somebody's name in ink."""
    image = Image.new("RGB", (600, 200), "white")
    ImageDraw.Draw(image).line(((40, 150), (160, 40), (260, 160), (380, 50), (560, 120)), fill=(0, 0, 220), width=9)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def pictures_on(pdf: bytes) -> list[int]:
    """How many pictures stand on each page: signatures, as the codes are drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [len(list(page.get_objects(filter=[IMAGE]))) for page in document]

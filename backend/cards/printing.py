"""A certificate's code and card as pictures, made from the credential as it was signed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PIL import Image

from backend import media
from backend.cards import back, front, pictures, templates
from backend.cards.designs import Design
from backend.cards.front import CardFront
from backend.certificates import qr
from backend.certificates.credential import card_url, decode
from backend.certificates.models import Certificate
from backend.errors import NotFound
from backend.extensions import db, settings
from backend.units.models import Unit


def code_png(certificate: Certificate) -> bytes:
    """The QR code as PNG, for print at 22 mm or more."""
    return qr.png(url_of(certificate.payload))


def code_svg(certificate: Certificate) -> bytes:
    """The QR code as SVG."""
    return qr.svg(url_of(certificate.payload))


def card_png(certificate: Certificate) -> bytes:
    """The front of the card as PNG, with the photo that was signed, and the employer of today.

    Raises CardUnprintable naming the characters that no font here can draw.
    """
    return pictures.png(_front(certificate))


def card_jpeg(certificate: Certificate) -> bytes:
    """The same as JPEG. Raises CardUnprintable."""
    return pictures.jpeg(_front(certificate))


def back_png(certificate: Certificate) -> bytes:
    """The back of the card. Raises CardUnprintable."""
    try:
        design = templates.design_of(certificate.agency_code)
        return pictures.png(back.image(design, certificate.agency.name, settings().official_domain))
    except front.GlyphMissing as error:
        raise templates.unprintable("back_text", error) from error


def says(payload: bytes, agency_name: str, unit_name: str | None, photo: bytes | None) -> CardFront:
    """What stands on the front of the card with that credential."""
    card = decode(payload).fields
    return CardFront(card.name, card.number, agency_name, unit_name, card.issued_on, card.expires_on, photo, url_of(payload))


def url_of(payload: bytes) -> str:
    """The address in the card's code."""
    return card_url(settings().public_origin, payload)


def photo_of(name: str | None) -> bytes | None:
    """The picture of that name, if there is one."""
    try:
        return media.read(name) if name else None
    except NotFound:
        return None  # the card is drawn with an empty frame, which says so


@lru_cache(maxsize=8)
def back_jpeg(design: Design, agency_name: str, domain: str) -> bytes:
    """The back of all an agency's cards, for sheets. Raises GlyphMissing."""
    return pictures.jpeg(back.image(design, agency_name, domain))


def _front(certificate: Certificate) -> Image.Image:
    unit_id = certificate.guard.unit_id
    unit_name: Any = db.session.scalar(db.select(Unit.name).where(Unit.id == unit_id)) if unit_id else None
    shown = says(certificate.payload, certificate.agency.name, unit_name, photo_of(certificate.photo_media))
    try:
        return front.image(shown, templates.design_of(certificate.agency_code))
    except front.GlyphMissing as error:
        raise templates.unprintable("name", error) from error

"""A certificate's code and card as pictures, made from the credential as it was signed."""

from __future__ import annotations

from backend import media
from backend.certificates import card, qr
from backend.certificates.credential import card_url
from backend.certificates.models import Certificate
from backend.certificates.problems import CardUnprintable
from backend.errors import NotFound
from backend.extensions import db, settings
from backend.units.models import Unit


def code_png(certificate: Certificate) -> bytes:
    """The QR code as PNG, for print at 22 mm or more."""
    return qr.png(url_of(certificate))


def code_svg(certificate: Certificate) -> bytes:
    """The QR code as SVG."""
    return qr.svg(url_of(certificate))


def card_png(certificate: Certificate) -> bytes:
    """The front of the card, with the photo that was signed, and the employer of today.

    Raises CardUnprintable naming the characters that no font here can draw.
    """
    says = certificate.card
    front = card.CardFront(
        name=says.name,
        number=says.number,
        agency=certificate.agency.name,
        unit=_employer_name(certificate),
        issued_on=says.issued_on,
        expires_on=says.expires_on,
        photo=_photo(certificate),
        url=url_of(certificate),
    )
    try:
        return card.png(front)
    except card.GlyphMissing as error:
        missing = "".join(error.characters)
        raise CardUnprintable(errors=[{"field": "name", "code": "glyph_missing", "message": missing}]) from error


def url_of(certificate: Certificate) -> str:
    """The address in the card's code."""
    return card_url(settings().public_origin, certificate.payload)


def _employer_name(certificate: Certificate) -> str | None:
    unit_id = certificate.guard.unit_id
    return db.session.scalar(db.select(Unit.name).where(Unit.id == unit_id)) if unit_id else None


def _photo(certificate: Certificate) -> bytes | None:
    try:
        return media.read(certificate.photo_media) if certificate.photo_media else None
    except NotFound:
        return None  # the card is drawn with an empty frame, which says so

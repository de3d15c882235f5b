"""Templates: the present one, its history, a new version, and how a design looks."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from backend import audit, media
from backend.cards import back, front, pictures
from backend.cards.designs import DEFAULT, Design
from backend.cards.front import CardFront
from backend.cards.models import CardTemplate
from backend.cards.problems import CardUnprintable, TemplateChanged
from backend.errors import NotFound, Problem, field_error
from backend.extensions import db, settings
from backend.jurisdictions.models import Agency
from backend.permissions import Actor
from backend.pictures import PictureError, reencode

SAMPLE_NAME, SAMPLE_NUMBER, SAMPLE_UNIT = "张三", "44012026000001", "示例保安服务有限公司"
TEXTS = ("title", "title_in_english", "agency_words", "colour", "stripe", "back_text", "back_text_in_english")


def find_template(agency_code: str, version: int | None = None) -> CardTemplate | None:
    """That version of an agency's template, else its latest; None where it has chosen none."""
    statement = select(CardTemplate).where(CardTemplate.agency_code == agency_code)
    if version is not None:
        statement = statement.where(CardTemplate.version == version)
    return db.session.scalars(statement.order_by(CardTemplate.version.desc()).limit(1)).first()


def design_of(agency_code: str, version: int | None = None) -> Design:
    """The design with which an agency's cards are drawn, now or in that version."""
    row = find_template(agency_code, version) if version != 0 else None
    return row.design(_logo(row)) if row else DEFAULT


def list_templates(agency_code: str) -> Sequence[CardTemplate]:
    """All versions, the newest first."""
    return db.session.scalars(
        select(CardTemplate).where(CardTemplate.agency_code == agency_code).order_by(CardTemplate.version.desc()).limit(100)
    ).all()


def shown(agency: Agency, version: int | None = None) -> dict[str, Any]:
    """A template as it is edited: the present one, or an earlier version. Raises NotFound for a version that never was."""
    row = find_template(agency.code, version) if version != 0 else None
    if row is None and version:
        raise NotFound()
    design = row.design(_logo(row)) if row else DEFAULT
    return {
        "agency_code": agency.code,
        "agency_name": agency.name,
        "version": design.version,
        **{name: getattr(design, name) for name in TEXTS},
        "logo": b64encode(design.logo).decode() if design.logo else None,
        "account_name": row and row.account_name,
        "at": row and row.at,
    }


def save_template(agency: Agency, body: dict[str, Any], actor: Actor, now: datetime) -> CardTemplate:
    """Keep a new version; the earlier ones stay, as printed cards name theirs.

    body  what `TemplateInput` loads; `based_on` is the version that was edited
    Raises TemplateChanged when that is no longer the latest; Invalid about a field; CardUnprintable naming characters.
    """
    latest = find_template(agency.code)
    version = latest.version if latest else 0
    if body["based_on"] != version:
        raise TemplateChanged()
    design = _checked(read_design(body), agency.name)
    row = CardTemplate(
        agency_code=agency.code,
        version=version + 1,
        **{name: getattr(design, name) for name in TEXTS},
        logo_media=media.store(design.logo) if design.logo else None,
        account_id=actor.account_id,
        account_name=actor.name,
        at=now,
    )
    db.session.add(row)
    db.session.flush()  # two who save at once: the second is told so by the constraint
    before = {name: getattr(latest, name) for name in ("version", *TEXTS)} if latest else None
    after = {name: getattr(row, name) for name in ("version", *TEXTS)} | {"has_logo": row.logo_media is not None}
    audit.record("save", "card_template", row.id, actor=actor, now=now, before=before, after=after)
    return row


def preview(agency: Agency, body: dict[str, Any], today: date) -> dict[str, str]:
    """Both sides of a sample in that design, as JPEGs in base64. Raises what `save_template` raises about fields and characters."""
    design = _checked(read_design(body), agency.name)
    front_side, back_side = sample(design, agency.name, today)
    return {"front": b64encode(pictures.jpeg(front_side)).decode(), "back": b64encode(pictures.jpeg(back_side)).decode()}


def sample(design: Design, agency_name: str, today: date) -> tuple[Any, Any]:
    """Front and back of nobody's card; its code leads to no certificate."""
    url = f"{settings().public_origin}/c/{'1' * 281}"
    holder = CardFront(SAMPLE_NAME, SAMPLE_NUMBER, agency_name, SAMPLE_UNIT, today, None, None, url)
    return front.image(holder, design), back.image(design, agency_name, settings().official_domain)


def read_design(body: dict[str, Any]) -> Design:
    """The design of an input. Raises Invalid about `logo`."""
    return Design(0, **{name: body[name] for name in TEXTS}, logo=_read_logo(body.get("logo")))


def _checked(design: Design, agency_name: str) -> Design:
    """Raises Invalid where the back's texts have no room, CardUnprintable naming characters that no font has."""
    words = design.title + design.title_in_english + (design.agency_words or agency_name)
    try:
        front.check(CardFront(words, "", "", None, date.min, None, None, ""))
        room = back.fits(design)
    except front.GlyphMissing as error:
        raise unprintable("back_text", error) from error
    if not room:
        raise field_error("back_text", "too_long", "Both texts together have no room on the back")
    return design


def unprintable(field: str, error: front.GlyphMissing) -> Problem:
    """The problem that names the characters."""
    return CardUnprintable(errors=[{"field": field, "code": "glyph_missing", "message": error.characters}])


def _read_logo(text: str | None) -> bytes | None:
    if not text:
        return None
    try:
        return reencode(b64decode(text, validate=True), "logo").bytes
    except (ValueError, PictureError) as error:
        raise field_error("logo", "not_a_picture", "Choose a PNG, JPEG or WebP picture") from error


def _logo(row: CardTemplate) -> bytes | None:
    return media.read(row.logo_media) if row.logo_media else None

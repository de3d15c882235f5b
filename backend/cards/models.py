"""Templates of cards, batches with their files, what was printed and what could not be, and reprints."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.cards.designs import Design
from backend.cards.problems import TemplateChanged
from backend.database import Base, Identified
from backend.errors import constraint
from backend.jurisdictions.models import Agency
from backend.media import NAMES_A_PICTURE

LAYOUTS = ("a4", "single")
REPRINT_REASONS = ("damaged", "lost", "stolen", "name_changed", "photo_changed", "misprint", "other")
FAILURES = ("no_photo", "glyph_missing", "not_valid", "not_found")

constraint("uq_card_templates_agency_code_version", "card_templates.agency_code, card_templates.version", TemplateChanged)


class CardTemplate(Identified, Base):
    """One version of an agency's template. Never changed afterwards: printed cards name it."""

    __tablename__ = "card_templates"
    __table_args__ = (
        UniqueConstraint("agency_code", "version", name="uq_card_templates_agency_code_version"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    version: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(16))
    title_in_english: Mapped[str] = mapped_column(String(60))
    agency_words: Mapped[str | None] = mapped_column(String(60))
    colour: Mapped[str] = mapped_column(String(7))
    stripe: Mapped[str] = mapped_column(String(7))
    back_text: Mapped[str] = mapped_column(Text)
    back_text_in_english: Mapped[str] = mapped_column(Text)
    logo_media: Mapped[str | None] = mapped_column(String(80), info=NAMES_A_PICTURE)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]

    def design(self, logo: bytes | None) -> Design:
        """The design of this version; `logo` is the picture that `logo_media` names."""
        return Design(
            self.version,
            self.title,
            self.title_in_english,
            self.agency_words,
            self.colour,
            self.stripe,
            self.back_text,
            self.back_text_in_english,
            logo,
        )


class CardBatch(Identified, Base):
    """Cards that were asked for together. It outlives its job, as what was printed must be told for long.

    wanted            what was asked for, in a few words: the unit, whether only what was never printed, how many numbers
    template_version  0: the design of who has chosen none
    files_until       when the sheets are deleted; empty before the end
    """

    __tablename__ = "card_batches"
    __table_args__ = (
        CheckConstraint(f"layout IN {LAYOUTS}", name="layout_known"),
        Index("ix_card_batches_agency_code_id", "agency_code", "id"),
    )

    job_id: Mapped[UUID] = mapped_column(unique=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    template_version: Mapped[int] = mapped_column(Integer)
    layout: Mapped[str] = mapped_column(String(8))
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)
    printed: Mapped[int] = mapped_column(Integer, default=0)
    failed: Mapped[int] = mapped_column(Integer, default=0)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    files_until: Mapped[datetime | None]

    agency: Mapped[Agency] = relationship(lazy="raise")


class CardPrint(Identified, Base):
    """A card that was put on a sheet: once in each batch."""

    __tablename__ = "card_prints"
    __table_args__ = (
        Index("ix_card_prints_certificate_id_id", "certificate_id", "id"),
        UniqueConstraint("batch_id", "certificate_id", name="uq_card_prints_batch_id_certificate_id"),
        UniqueConstraint("batch_id", "place", name="uq_card_prints_batch_id_place"),
    )

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("card_batches.id"))
    place: Mapped[int] = mapped_column(Integer)
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificates.id"))
    template_version: Mapped[int] = mapped_column(Integer)
    account_name: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]


class CardFailure(Identified, Base):
    """A card of a batch that could not be drawn, and why. `detail` names the characters that no font has."""

    __tablename__ = "card_failures"
    __table_args__ = (
        CheckConstraint(f"code IN {FAILURES}", name="code_known"),
        UniqueConstraint("batch_id", "number", name="uq_card_failures_batch_id_number"),
    )

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("card_batches.id"))
    number: Mapped[str] = mapped_column(String(48))
    certificate_id: Mapped[UUID | None] = mapped_column(ForeignKey("certificates.id"))
    code: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str | None] = mapped_column(String(200))


class CardFile(Base):
    """One PDF of a batch: so many cards that a jammed printer costs little to repeat. Sealed; `media` names where it lies."""

    __tablename__ = "card_files"

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("card_batches.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    media: Mapped[str] = mapped_column(String(80), info=NAMES_A_PICTURE, index=True)
    size: Mapped[int] = mapped_column(Integer)
    cards: Mapped[int] = mapped_column(Integer)
    pages: Mapped[int] = mapped_column(Integer)
    first_number: Mapped[str] = mapped_column(String(48))
    last_number: Mapped[str] = mapped_column(String(48))


class CardReprint(Identified, Base):
    """A card given anew: the former one is void from then on. The words of it stand in the certificate's history."""

    __tablename__ = "card_reprints"
    __table_args__ = (
        CheckConstraint(f"reason IN {REPRINT_REASONS}", name="reason_known"),
        Index("ix_card_reprints_guard_id_id", "guard_id", "id"),
    )

    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"))
    former_id: Mapped[UUID] = mapped_column(ForeignKey("certificates.id"), unique=True)
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificates.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(16))
    note: Mapped[str | None] = mapped_column(Text)
    account_name: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]


class CardCode(Identified, Base):
    """A one-time code with which a guard takes his card onto his phone. Only its keyed hash is kept.

    ended_at  spent, or void because a newer one was made
    """

    __tablename__ = "card_codes"
    __table_args__ = (
        Index("ix_card_codes_guard_id_code_index", "guard_id", "code_index"),
        Index(
            "uq_card_codes_one_open_per_guard",
            "guard_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"))
    code_index: Mapped[bytes] = mapped_column(LargeBinary(16))
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]


class ElectronicCard(Identified, Base):
    """A card on a phone. The phone made the key; here is its keyed hash.

    code_id   the code it was fetched with: the same phone may fetch again, should the answer have been lost
    ended_at  removed from the phone, or by an officer or manager
    """

    __tablename__ = "electronic_cards"
    __table_args__ = (Index("ix_electronic_cards_guard_id_id", "guard_id", "id"),)

    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"))
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificates.id"))
    code_id: Mapped[UUID] = mapped_column(ForeignKey("card_codes.id"), unique=True)
    key_index: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    seen_on: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    at: Mapped[datetime]

"""Papers, and the codes with which one is taken along."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base, Identified
from backend.jurisdictions.models import Agency
from backend.media import NAMES_A_PICTURE
from backend.units.models import Unit

RECORD, NOTICE = "inspection_record", "rectification_notice"
KINDS = (RECORD, NOTICE)


class Paper(Identified, Base):
    """A PDF, made once and never changed.

    number         of the record or notice
    inspection_id  what it is about: of a notice, the visit that led to it
    notice_id      of a notice only
    unit_name      as it is printed, whatever the unit is called later
    digest         SHA-256 of the file
    file           the name it is kept under, among the pictures
    token          what the printed code holds: who reads it holds the paper
    """

    __tablename__ = "papers"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind_known"),
        CheckConstraint("(kind = 'rectification_notice') = (notice_id IS NOT NULL)", name="notice_fits_kind"),
        UniqueConstraint("kind", "inspection_id", name="uq_papers_kind_inspection_id"),
    )

    kind: Mapped[str] = mapped_column(String(24))
    number: Mapped[str] = mapped_column(String(60))
    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), index=True)
    notice_id: Mapped[UUID | None] = mapped_column(ForeignKey("rectification_notices.id"), unique=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    agency_name: Mapped[str] = mapped_column(String(80))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    unit_name: Mapped[str] = mapped_column(String(120))
    dated_at: Mapped[datetime]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    file: Mapped[str] = mapped_column(String(80), info=NAMES_A_PICTURE, index=True)
    size: Mapped[int] = mapped_column(Integer)
    pages: Mapped[int] = mapped_column(SmallInteger)
    made_at: Mapped[datetime]
    token: Mapped[str] = mapped_column(String(32), unique=True)

    agency: Mapped[Agency] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise")


class PaperCode(Identified, Base):
    """A code that opens one paper without an account for some minutes. Only its keyed hash is kept.

    opened  how often it was used
    """

    __tablename__ = "paper_codes"

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("papers.id"), index=True)
    code_index: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    opened: Mapped[int] = mapped_column(SmallInteger, default=0)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]

"""What is known of a document without opening it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, Identified
from backend.media import NAMES_A_PICTURE

PDF = "application/pdf"
JPEG = "image/jpeg"
MEDIA_TYPES = (PDF, JPEG)
WAITING = text("NOT named")


class Document(Identified, Base):
    """A file of a unit, sealed. One record names it by a foreign key to `documents.id`.

    account_id  who sent it
    file        the name it is kept under, among the pictures
    size        bytes, opened
    digest      SHA-256 of what is handed out again
    named       whether a record names it; until then it only waits
    keep_until  the last day on which nobody can take it away; empty where nothing keeps it
    """

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint(f"media_type IN {MEDIA_TYPES}", name="media_type_known"),
        Index("ix_documents_waiting", "created_at", sqlite_where=WAITING, postgresql_where=WAITING),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    media_type: Mapped[str] = mapped_column(String(20))
    file: Mapped[str] = mapped_column(String(80), info=NAMES_A_PICTURE, index=True)
    size: Mapped[int] = mapped_column(Integer)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    named: Mapped[bool] = mapped_column(default=False)
    keep_until: Mapped[date | None]
    created_at: Mapped[datetime]

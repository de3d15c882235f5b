"""What has arrived of files that are not whole yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base

HANDED_IN = "handed_in"
"""One line of a file of unsent records; see `backend.inspections.handing_in`."""


class Upload(Base):
    """One file. The phone chose its id, which becomes the picture's.

    size, sha256  of the whole file, in bytes and in hexadecimal digits, as announced with the first part
    offset        how many bytes are kept, from the beginning and without a gap
    ended_at      when it was whole and became a picture, or was read; its parts are gone then
    """

    __tablename__ = "uploads"
    __table_args__ = (CheckConstraint("kept >= 0 AND kept <= size", name="no_more_than_announced"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(20))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    offset: Mapped[int] = mapped_column("kept", BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


class UploadPart(Base):
    """Bytes of a file, from `begin` on."""

    __tablename__ = "upload_parts"

    upload_id: Mapped[UUID] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True)
    begin: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)

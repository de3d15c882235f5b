"""The parts of which exports consist while they are made, and until they expire."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base

ROWS, FILE = "rows", "file"


class ExportPart(Base):
    """A piece of an export: some rows that were read, or some of the finished file. Sealed for its place.

    They are in the database and not in a folder so that each is committed together with the job's checkpoint, so
    that any machine can go on with the work of another, and so that any can hand out the file.
    """

    __tablename__ = "export_parts"

    job_id: Mapped[UUID] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    stage: Mapped[str] = mapped_column(String(4), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)

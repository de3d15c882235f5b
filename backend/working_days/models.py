"""The calendar that is published each autumn."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base

DAY_KINDS = ("off", "worked")
SOURCES = ("notice", "statute")


class Holiday(Base):
    """A day that is off though it is a weekday, or worked though it is not.

    source  notice: the State Council's yearly notice, which also names the days that are worked instead; statute: the
            holidays that the law itself names, before that notice is known
    """

    __tablename__ = "holidays"
    __table_args__ = (
        CheckConstraint(f"kind IN {DAY_KINDS}", name="kind_known"),
        CheckConstraint(f"source IN {SOURCES}", name="source_known"),
    )

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(6))
    name: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(8))

"""Lists of certificate numbers under watch."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.certificates.models import STATES
from backend.database import Base, Identified, Versioned
from backend.units.models import Unit

UNKNOWN = "unknown"
WATCHED_STATES = (*STATES, UNKNOWN)


class Watch(Identified, Versioned, Base):
    """A list of numbers that a unit watches, under a name of its own."""

    __tablename__ = "watches"
    __table_args__ = (Index("ix_watches_unit_id_id", "unit_id", "id"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    name: Mapped[str] = mapped_column(String(60))
    created_by_name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    seen_at: Mapped[datetime]

    unit: Mapped[Unit] = relationship(lazy="raise")

    @property
    def unit_name(self) -> str:
        """Name of the unit."""
        return self.unit.name


class WatchedNumber(Base):
    """A number of a list, whether there is such a certificate or not.

    position    in the list as it was given
    seen_state  as the unit last took note of it; another one today is a change
    """

    __tablename__ = "watched_numbers"
    __table_args__ = (
        CheckConstraint(f"seen_state IN {WATCHED_STATES}", name="state_known"),
        Index("ix_watched_numbers_number_watch_id", "number", "watch_id"),
    )

    watch_id: Mapped[UUID] = mapped_column(ForeignKey("watches.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(48), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    seen_state: Mapped[str] = mapped_column(String(12))

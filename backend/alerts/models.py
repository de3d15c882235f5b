"""Alerts, and how far the checks have been looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, Identified

KINDS = ("distance", "superseded")
OUTCOMES = ("misuse", "harmless")
OPEN = text("settled_at IS NULL")


class Alert(Identified, Base):
    """Two checks that contradict each other.

    kind         distance: too far apart for the time between; superseded: a replaced card was shown after its replacement was
    agency_code  who issued the card, and is told
    first_id     the earlier check; first_at, second_at: when they were made, by our clock as far as it is known
    distance_m   between the two places; seconds: between the two moments
    rule         the settings it was judged by, so that an old alert can still be understood
    """

    __tablename__ = "alerts"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind_known"),
        CheckConstraint("(settled_at IS NULL) = (outcome IS NULL)", name="settled_has_outcome"),
        UniqueConstraint("kind", "first_id", "second_id"),
        Index("ix_alerts_agency_code_id", "agency_code", "id"),
        Index("ix_alerts_open", "agency_code", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    kind: Mapped[str] = mapped_column(String(12))
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificates.id"), index=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    first_id: Mapped[UUID] = mapped_column(ForeignKey("verifications.id"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("verifications.id"))
    first_at: Mapped[datetime]
    second_at: Mapped[datetime]
    distance_m: Mapped[float | None] = mapped_column(Float)
    seconds: Mapped[float] = mapped_column(Float)
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    raised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    settled_by_name: Mapped[str | None] = mapped_column(String(60))
    outcome: Mapped[str | None] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)

    @property
    def speed_kmh(self) -> float | None:
        """How fast one would have had to travel, in a straight line; None where no time or no distance lies between."""
        return self.distance_m / self.seconds * 3.6 if self.distance_m is not None and self.seconds > 0 else None


class AlertCursor(Base):
    """The last check that was looked at. One row; whoever looks holds it."""

    __tablename__ = "alert_cursors"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    last_id: Mapped[UUID]

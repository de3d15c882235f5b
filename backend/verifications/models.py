"""Checks, as they were asked and answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, Identified
from backend.verifications.verdicts import TONES

MODES = ("online", "offline")


class Verification(Identified, Base):
    """One check. It is never changed: it says what was known and answered at that moment.

    entered        the text of a code or number that led to no certificate; else the certificate speaks
    checked_at     by the phone's clock; received_at by ours
    phone_reason   what the phone said by itself, without network
    presented      whether a card was shown or a number typed; empty for checks of earlier releases
    device_sequence  the number under which `device_id` signed it; empty where it is unsigned
    clock_error_s  by how much the phone's clock was ahead of ours when it sent the check, where it said so
    inspection_id  the visit it was part of; no foreign key, because the visit's record arrives after its checks
    answer         what the officer was shown
    """

    __tablename__ = "verifications"
    __table_args__ = (
        CheckConstraint("mode IN ('online', 'offline')", name="mode_known"),
        Index("ix_verifications_account_id_id", "account_id", "id"),
        Index("ix_verifications_agency_code_id", "agency_code", "id"),
        Index("ix_verifications_guard_id_id", "guard_id", "id"),
        Index("ix_verifications_certificate_id_checked_at", "certificate_id", "checked_at"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    device_id: Mapped[UUID]
    mode: Mapped[str] = mapped_column(String(8))
    checked_at: Mapped[datetime]
    received_at: Mapped[datetime]
    entered: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(16))
    phone_reason: Mapped[str | None] = mapped_column(String(16))
    certificate_id: Mapped[UUID | None] = mapped_column(ForeignKey("certificates.id"), index=True)
    guard_id: Mapped[UUID | None] = mapped_column(ForeignKey("guards.id"))
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("sites.id"), index=True)
    site_relation: Mapped[str | None] = mapped_column(String(12))
    inspection_id: Mapped[UUID | None] = mapped_column(index=True)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    accuracy_m: Mapped[float | None] = mapped_column(Float)
    presented: Mapped[str | None] = mapped_column(String(8))
    device_sequence: Mapped[int | None] = mapped_column(BigInteger)
    clock_error_s: Mapped[float | None] = mapped_column(Float)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)

    @property
    def tone(self) -> str:
        """The tone of the reason."""
        return TONES[self.reason]

    @property
    def signed(self) -> bool:
        """Whether a registered device signed it."""
        return self.device_sequence is not None

    @property
    def as_of(self) -> datetime:
        """The moment for which the register was asked."""
        return self.received_at
